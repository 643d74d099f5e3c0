/** (l) Who is on record: for two months a stranger reads the same, at the same times, whether or not there is a record. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CEASE, codeOf, DAY_MS, RECTIFY, STOLEN } from '../support/attack.ts'
import type { Reply } from '../support/walk-harness.ts'
import { readOnce, WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const DEMANDS = {
  rectify: { subject: RECTIFY, body: `Прошу исправить телефон на ${STOLEN}.` },
  valueless: { subject: RECTIFY, body: 'Телефон указан неверно.' },
  cease: { subject: CEASE, body: 'Прекратите обработку и уничтожьте мои данные.' },
  access: {
    subject: 'Запрос',
    body: 'Прошу предоставить мне копию моих персональных данных, которые вы храните.',
  },
  unlawful: {
    subject: 'Требование',
    body: 'Мои персональные данные обрабатываются незаконно, согласия я не давал. Уничтожьте их.',
  },
  unsubscribe: { subject: 'Отпишите меня', body: 'Прошу прекратить рекламную рассылку.' },
} as const

type Demand = keyof typeof DEMANDS
const NAMES: readonly Demand[] = [
  'rectify',
  'valueless',
  'cease',
  'access',
  'unlawful',
  'unsubscribe',
]
const SIDES = ['known', 'vacant'] as const
/** The clock is looked at more often while most is due. */
const STEPS = [...Array<number>(9).fill(2), ...Array<number>(6).fill(7)]

const thief = (side: string, name: string): string => `thief.${name}.${side}@person.example`

/** What can be told apart by nobody who does not know the number and the code. */
function plainOf(reply: Reply): string {
  const { kind, raw, text, subject } = reply
  const head = raw.toString('latin1').split('\r\n\r\n')[0] ?? ''
  const names = head.match(/^[\w-]+(?=:)/gm) ?? []
  const code = codeOf(reply)
  return [kind, names.join(), subject, code === '' ? text : text.replaceAll(code, 'КОД')]
    .join('\n')
    .replace(/PD-\w{4}-\w{4}/g, 'PD')
}

/** Every letter to somebody since, with the day it came. */
class Mailboxes {
  private readonly read = new Map<string, string[]>()
  private seen = 0

  async look(day: number): Promise<void> {
    const fresh = walk.mail.sent.slice(this.seen)
    this.seen += fresh.length
    for (const letter of await Promise.all(fresh.map(readOnce)))
      this.of(letter.to).push(`${day}: ${plainOf(letter)}`)
  }

  of(address: string): string[] {
    const letters = this.read.get(address) ?? []
    this.read.set(address, letters)
    return letters
  }
}

/** The owner says no to everything that waits for nobody else. */
async function refuseAll(): Promise<void> {
  for (const number of await walk.world.requests.list(true)) {
    const asked = [
      ...(await walk.toOwner('identity-late', number)),
      ...(await walk.toOwner('approval', number)),
    ].at(-1)
    if (asked !== undefined) walk.answer(asked, 'НЕТ\nАдрес не подтверждён.')
  }
  await walk.settle()
}

test.each(['keeps silent', 'closes what nobody confirmed'])(
  'a stranger learns from no letter, nor from its day, whether anybody is on record, where the owner %s',
  { timeout: 120_000 },
  async (what) => {
    const mail = new Mailboxes()
    const run = what.replace(/\W/g, '').slice(0, 6)
    for (const name of NAMES) {
      const email = `${name}.${run}.victim@person.example`
      await walk.world.register.add({ email, phone: '+77000000039' })
      for (const side of SIDES) {
        const { subject, body } = DEMANDS[name]
        const about = side === 'known' ? email : email.replace('victim', 'vacant')
        const from = thief(side, `${name}.${run}`)
        walk.deliver({ from, subject, body: `${body}\nМой адрес: ${about}` })
      }
    }
    await walk.settle()
    let day = 0
    for (const step of STEPS) {
      await mail.look(day)
      if (day === 14 && run !== 'keepss') await refuseAll()
      await walk.passAndSettle(step * DAY_MS)
      day += step
    }
    await mail.look(day)
    for (const name of NAMES) {
      const [known, vacant] = SIDES.map((side) => mail.of(thief(side, `${name}.${run}`)))
      expect(known).toEqual(vacant)
      expect(known?.length).toBeGreaterThan(0)
    }
  },
)
