/** (a) Letters in the name of somebody else: a forged From destroys, changes and discloses nothing. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Attack, Scene } from '../support/attack.ts'
import { attacks, CANARY, CEASE, STOLEN } from '../support/attack.ts'
import { MAILBOX, writeLetter } from '../support/company.ts'
import { ownSigned } from '../support/own-signature.ts'
import { RECEIVING_SERVER, signed } from '../support/signing.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open({ trustedAuthservId: RECEIVING_SERVER })
})
afterAll(() => walk.close())

const ERASE = 'Прекратите обработку и уничтожьте мои данные.'

/** The head of a letter with its From line written by hand. */
function withFrom(
  scene: Scene,
  from: string,
  body = `Прошу исправить телефон на ${STOLEN}.`,
): Buffer {
  const letter = {
    from: 'place@person.example',
    signedBy: null,
    subject: 'Уточнить персональные данные',
    body,
  }
  const text = writeLetter(letter, scene.walk.now).toString('latin1')
  return Buffer.from(
    text.replace('From: <place@person.example>', from).replace(/^Return-Path:.*\r\n/, ''),
    'latin1',
  )
}

const sees = async (scene: Scene, state: string): Promise<void> =>
  expect(await scene.stateOf(await scene.only())).toBe(state)

/** Nobody in particular wrote it: no request, no letter to anybody but the owner. */
async function isNobodys(scene: Scene): Promise<void> {
  expect(await scene.requests()).toEqual([])
  expect(await scene.kindsTo(scene.victim)).toEqual([])
  expect(await scene.kindsTo(scene.thief)).toEqual([])
}

const rawFrom = (name: string, from: (scene: Scene) => string): Attack => ({
  name,
  async play(scene) {
    await scene.send(withFrom(scene, from(scene)))
    await isNobodys(scene)
  },
})

/** The letter opens a request that waits for the victim, who is the only one written to. */
const waits = (name: string, letter: (scene: Scene) => Buffer | Promise<Buffer>): Attack => ({
  name,
  async play(scene) {
    await scene.send(await letter(scene))
    await sees(scene, 'awaiting-identity')
    expect(await scene.kindsTo(scene.thief)).toEqual([])
  },
})

const forged = (scene: Scene, more = {}): Buffer => writeLetter(scene.forgery(more), scene.walk.now)

attacks(
  () => walk,
  [
    {
      name: 'a forged From destroys nothing',
      async play(scene) {
        await scene.send(scene.forgery({ subject: CEASE, body: ERASE }))
        await sees(scene, 'awaiting-identity')
      },
    },
    waits('a forged From corrects nothing', (scene) => forged(scene)),
    waits('Reply-To draws no letter to itself', (scene) =>
      forged(scene, { headers: [`Reply-To: <${scene.thief}>`] }),
    ),
    waits('Sender and Return-Path of the thief draw no letter to themselves', (scene) =>
      forged(scene, { headers: [`Sender: <${scene.thief}>`, `Errors-To: <${scene.thief}>`] }),
    ),
    waits('Cc and Disposition-Notification-To get no copy', (scene) =>
      forged(scene, {
        headers: [`Cc: <${scene.thief}>`, `Disposition-Notification-To: <${scene.thief}>`],
      }),
    ),
    rawFrom(
      'two From headers are nobody’s letter',
      ({ victim, thief }) => `From: <${thief}>\r\nFrom: <${victim}>`,
    ),
    rawFrom(
      'two addresses in From are nobody’s letter',
      ({ victim, thief }) => `From: <${victim}>, <${thief}>`,
    ),
    {
      name: 'an address within a comment is no sender',
      async play(scene) {
        await scene.send(withFrom(scene, `From: <${scene.thief}(<${scene.victim}>)>`))
        expect((await scene.only()).details.writer).toBe(scene.thief)
        expect(await scene.kindsTo(scene.victim)).toEqual([])
      },
    },
    rawFrom(
      'a quoted local part is nobody’s letter',
      ({ victim, thief }) => `From: "${victim} x"@person.example, "<${thief}>"@person.example`,
    ),
    rawFrom(
      'a group is nobody’s letter',
      ({ victim, thief }) => `From: people:<${victim}>,<${thief}>;`,
    ),
    rawFrom(
      'a route before the address is nobody’s letter',
      ({ victim }) => `From: <@attacker.example:${victim}>`,
    ),
    {
      name: 'the victim’s address as a display name is a name and no address',
      async play(scene) {
        await scene.send(withFrom(scene, `From: "${scene.victim}" <${scene.thief}>`))
        await scene.only()
        expect(await scene.kindsTo(scene.victim)).toEqual([])
        expect((await scene.only()).details.writer).toBe(scene.thief)
      },
    },
    {
      name: 'a domain in other letters is another domain, and its record is nobody’s',
      async play(scene) {
        const twin = scene.victim.replace('person', 'реrson')
        const from = Buffer.from(`From: <${twin}>`).toString('latin1')
        await scene.send(withFrom(scene, from))
        const { writer } = (await scene.only()).details
        expect(writer).toContain('@xn--')
        scene.writers.add(twin).add(writer ?? '')
        expect(await scene.kindsTo(scene.victim)).toEqual([])
      },
    },
    {
      name: 'a local part in other letters is nobody’s letter',
      async play(scene) {
        const from = Buffer.from(`From: <${scene.victim.replace('i', 'і')}>`).toString('latin1')
        await scene.send(withFrom(scene, from))
        await isNobodys(scene)
      },
    },
    {
      name: 'a sub-address is another address, and finds no record',
      async play(scene) {
        const sub = scene.victim.replace('@', '+tag@')
        scene.writers.add(sub)
        await scene.send({ from: sub, subject: CEASE, body: ERASE })
        const { events } = await scene.only()
        expect(events.find(({ name }) => name === 'held')?.facts).toMatchObject({ records: 0 })
        // The owner may say that nobody is on record: of the sub-address that is true.
      },
      decided: ['approved', 'no-record'],
    },
    waits('capital letters are the same mailbox, and prove no more of it', (scene) =>
      forged(scene, { from: scene.victim.toUpperCase() }),
    ),
    waits('Authentication-Results in another server’s name prove nothing', (scene) =>
      forged(scene, {
        headers: [
          'Authentication-Results: mx.attacker.example; dkim=pass header.d=person.example; spf=pass; dmarc=pass header.from=person.example',
        ],
      }),
    ),
    waits('Authentication-Results below the receiving server’s line prove nothing', (scene) => {
      const results = `Authentication-Results: ${RECEIVING_SERVER}; spf=pass smtp.mailfrom=person.example; dmarc=pass header.from=person.example\r\n`
      const received =
        'Received: from mail.attacker.example ([192.0.2.9]) by mx.mail.ru with esmtp; Tue, 6 May 2025 07:33:57 +0300\r\n'
      return Buffer.concat([Buffer.from(received + results), forged(scene)])
    }),
    waits('ARC results prove nothing', (scene) =>
      forged(scene, {
        headers: [
          `ARC-Authentication-Results: i=1; ${RECEIVING_SERVER}; dkim=pass header.d=person.example; dmarc=pass header.from=person.example`,
        ],
      }),
    ),
    waits('a signature over half of the body (l=) proves nothing', async (scene) => {
      const whole = await signed(forged(scene, { body: 'Здравствуйте' }), {
        bodyLength: 4,
        domain: 'person.example',
      })
      return whole
    }),
    {
      name: 'words appended below a signature with l= open no proof',
      async play(scene) {
        const short = await signed(forged(scene), { bodyLength: 10, domain: 'person.example' })
        await scene.send(Buffer.concat([short, Buffer.from('\r\n0KPQtNCw0LvQuNGC0LU=\r\n')]))
        for (const { state } of await scene.requests()) expect(state).toBe('awaiting-identity')
      },
    },
    waits('a good signature of another domain proves nothing', (scene) =>
      ownSigned(forged(scene), 'attacker.example'),
    ),
    waits('a good signature of a domain below the sender’s proves nothing', (scene) =>
      ownSigned(forged(scene), 'news.person.example'),
    ),
    waits('a signature by a key under test proves nothing', (scene) =>
      signed(forged(scene), { selector: 'trial', domain: 'person.example' }),
    ),
    waits('a signature that does not cover From proves nothing', (scene) =>
      signed(forged(scene), { headers: ['to', 'subject'], domain: 'person.example' }),
    ),
    waits('a true signature with the words changed afterwards proves nothing', (scene) => {
      const true_ = ownSigned(
        forged(scene, { body: 'Прошу исправить телефон на +7 700 000 00 11.' }),
        'person.example',
      )
      const body = forged(scene).toString('latin1').split('\r\n\r\n')[1] ?? ''
      const head = true_.toString('latin1').split('\r\n\r\n')[0] ?? ''
      return Buffer.from(`${head}\r\n\r\n${body}`, 'latin1')
    }),
    {
      name: 'a letter of a null sender is acknowledged to nobody',
      async play(scene) {
        const raw = forged(scene)
          .toString('latin1')
          .replace(/^Return-Path:.*/m, 'Return-Path: <>')
        await scene.send(Buffer.from(raw, 'latin1'))
        expect(await scene.kindsTo(scene.victim)).not.toContain('acknowledgement-rectify')
        expect((await scene.kindsTo(scene.victim)).length).toBeLessThanOrEqual(1)
      },
    },
    {
      name: 'our own mailbox as From asks for nothing and is not answered',
      async play(scene) {
        const body = `Мой адрес: ${scene.victim}\n${ERASE}`
        await scene.send({ from: MAILBOX, subject: CEASE, body })
        expect(await scene.kindsTo(MAILBOX)).not.toContain('acknowledgement-cease')
      },
    },
    {
      name: 'our own address as the one on record is nobody’s, and nobody is asked there',
      async play(scene) {
        const body = `Мой адрес: ${MAILBOX}\nПрошу исправить телефон на ${STOLEN}.`
        await scene.send(scene.theft({ body }))
        expect(await scene.kindsTo(MAILBOX)).not.toContain('confirm-address')
        expect((await scene.only()).details.stated).toBeNull()
      },
      // Of the thief’s own address it is true that nobody is on record.
      decided: ['approved', 'no-record'],
    },
    {
      name: 'a demand about another’s address waits for that address, whatever the thief’s own server signs',
      async play(scene) {
        await scene.send(scene.theft())
        await sees(scene, 'awaiting-identity')
        expect(await scene.kindsTo(scene.victim)).toEqual(['confirm-address'])
      },
    },
    {
      name: 'a lawyer’s word opens nothing until the owner has seen the authority',
      async play(scene) {
        const body = `Я адвокат и действую в интересах доверителя. Почта доверителя: ${scene.victim}\nТребую уничтожить персональные данные моего доверителя. ${CANARY}`
        await scene.send(scene.theft({ subject: CEASE, body }))
        for (const request of await scene.requests())
          expect(['awaiting-approval', 'awaiting-identity']).toContain(request.state)
      },
    },
    {
      name: 'a second letter does not take back that somebody acts for another',
      async play(scene) {
        const body = `Я представитель по доверенности, действую за Сынақ. Адрес: ${scene.victim}\nПрошу исправить её телефон на ${STOLEN}.`
        await scene.send(scene.theft({ body }))
        const request = await scene.only()
        const isFor = request.events.some(({ facts }) => facts['representative'] === true)
        const [ack] = (await scene.letters()).filter(({ to }) => to === scene.thief)
        if (ack !== undefined)
          await scene.reply(scene.thief, ack, `Это мои собственные данные, новый телефон ${STOLEN}`)
        expect(isFor).toBe(true)
        expect(await scene.stateOf(request)).not.toBe('approved')
      },
    },
  ],
)
