import { afterEach, beforeEach, expect, test } from 'vitest'
import { listenForAlerts } from '../support/alert-listener.ts'
import type { AlertListener } from '../support/alert-listener.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const MINUTE_MS = 60_000
/** As far apart as beats may be. */
const STEP_MS = 1.5 * MINUTE_MS

let alerts: AlertListener
let walk: WalkHarness
beforeEach(async () => {
  alerts = await listenForAlerts()
  walk = await WalkHarness.open({ alertUrl: alerts.url })
})
afterEach(async () => {
  await walk.close()
  await alerts.close()
})

const correction = (from: string) => ({
  from,
  subject: 'Уточнить персональные данные',
  body: `Мой адрес: ${from}\nНовый телефон: +7 700 000 00 11`,
})

/** The mailbox is looked at in vain. */
async function lookInVain(steps: number): Promise<void> {
  for (let i = 0; i < steps; i += 1) {
    await walk.pass(STEP_MS)
    await expect(walk.look()).rejects.toMatchObject({ code: 'imap.unreachable' })
    await walk.drain()
  }
}

async function pass(steps: number): Promise<void> {
  for (let i = 0; i < steps; i += 1) await walk.passAndSettle(STEP_MS)
}

test('a mail server that stops is told of after five minutes, and once more when it is back', async () => {
  await walk.ask(correction('before@person.example'))
  await pass(2)
  expect(alerts.heard()).toEqual(['alive'])
  const since = walk.now

  await walk.mail.imap.close()
  await lookInVain(3)
  expect(alerts.heard()).toEqual(['alive'])
  await lookInVain(4)
  expect(alerts.heard()).toEqual(['alive', 'dead mail'])
  expect(alerts.posted[1]).toMatchObject({
    since: since.toISOString(),
    at: new Date(since.getTime() + 4 * STEP_MS).toISOString(),
  })

  await walk.mail.imap.listen(walk.mail.imapPort)
  walk.deliver(correction('after@person.example'))
  await pass(2)
  expect(alerts.heard()).toEqual(['alive', 'dead mail', 'back mail'])
  await walk.replyOf('acknowledgement-rectify', 'after@person.example')
})

test('letters that nobody takes are told of in the same way, as dead mail', async () => {
  await walk.settle()
  walk.mail.smtpFault = () => ({ responseCode: 421, message: 'Closing' })
  walk.deliver(correction('stuck@person.example'))
  await walk.settle()
  const since = walk.now
  await pass(3)
  expect(alerts.heard()).toEqual(['alive'])
  await pass(2)
  expect(alerts.heard()).toEqual(['alive', 'dead mail'])
  expect(alerts.posted[1]?.since).toBe(since.toISOString())

  walk.mail.smtpFault = undefined
  await pass(1)
  expect(alerts.heard()).toEqual(['alive', 'dead mail', 'back mail'])
  await walk.replyOf('acknowledgement-rectify', 'stuck@person.example')
})

test('one reader’s server that says «later» is nobody’s outage', async () => {
  await walk.ask(correction('later@tempfail.test'))
  await walk.ask(correction('reached@person.example'))
  await pass(7)
  expect(alerts.heard()).toEqual(['alive'])
})

test('a product that is started again remembers what it told', async () => {
  await walk.settle()
  await walk.mail.imap.close()
  await lookInVain(4)
  await walk.stop()
  await walk.start()
  await lookInVain(4)
  expect(alerts.heard()).toEqual(['alive', 'dead mail'])
  await walk.mail.imap.listen(walk.mail.imapPort)
  await walk.settle()
  expect(alerts.heard()).toEqual(['alive', 'dead mail', 'back mail'])
})
