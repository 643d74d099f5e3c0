/** (b) Codes, marks and threads: a yes counts for the one who said it, and for what was asked. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import { attacks, CANARY, CEASE, codeOf, DAY_MS, RECTIFY, STOLEN } from '../support/attack.ts'
import type { Scene } from '../support/attack.ts'
import type { Reply } from '../support/walk-harness.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const HONEST = '+7 700 000 00 11'

/** The only letter of a kind to an address in this scene. */
async function got(scene: Scene, address: string, kind: string): Promise<Reply> {
  const found = (await scene.letters()).filter((one) => one.to === address && one.kind === kind)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} letters ${kind}`)
  return only
}

const ackOf = (scene: Scene, address: string): Promise<Reply> =>
  got(scene, address, 'acknowledgement-rectify')

/** The honest person's own demand, signed or not. */
async function honest(scene: Scene, signedBy: string | null): Promise<Reply> {
  const body = `Прошу исправить телефон на ${HONEST}.`
  await scene.send({ from: scene.victim, signedBy, subject: RECTIFY, body })
  return ackOf(scene, scene.victim)
}

/** The thief asks about the victim, who is asked to confirm. */
async function theft(
  scene: Scene,
  body?: string,
): Promise<{ readonly ack: Reply; readonly question: Reply }> {
  await scene.send(scene.theft(body === undefined ? {} : { body }))
  return {
    ack: await ackOf(scene, scene.thief),
    question: await got(scene, scene.victim, 'confirm-address'),
  }
}

const OWN_VALUE = {
  decided: ['approved', 'corrected'],
  changed: { phone: '+77000000011' },
} as const

async function stillWaits(scene: Scene): Promise<void> {
  expect(await scene.stateOf(await scene.only())).toBe('awaiting-identity')
}

attacks(
  () => walk,
  [
    {
      name: 'a list of a thousand codes is one guess',
      async play(scene) {
        const { ack } = await theft(scene)
        const list = Array.from({ length: 1_000 }, (_, i) => `Код: ${String(100_000 + i)}`).join(
          '\n',
        )
        await scene.reply(scene.thief, ack, list)
        const names = await scene.namesOf(await scene.only())
        expect(names.filter((name) => name === 'code-failed').length).toBeLessThanOrEqual(1)
        await stillWaits(scene)
      },
    },
    {
      name: 'the sixth guess does not count, even if it is right',
      async play(scene) {
        const { ack, question } = await theft(scene)
        const right = Number(codeOf(question))
        for (let index = 1; index <= 5; index += 1)
          await scene.reply(
            scene.thief,
            ack,
            `Код: ${String((right + index) % 1_000_000).padStart(6, '0')}`,
          )
        await scene.reply(scene.thief, ack, `Код: ${codeOf(question)}`)
        await stillWaits(scene)
      },
    },
    {
      name: 'wrong codes are answered alike whether or not anybody is on record',
      async play(scene) {
        const told = async (from: string, about: string): Promise<readonly string[]> => {
          scene.writers.add(from)
          await scene.send(
            scene.theft({
              from,
              body: `Мой адрес: ${about}\nПрошу исправить телефон на ${STOLEN}.`,
            }),
          )
          const ack = await ackOf(scene, from)
          await scene.reply(from, ack, 'Код: 123456')
          const letters = (await scene.letters()).filter(({ to }) => to === from)
          return letters.map(({ kind, text }) => kind + text.replace(/PD-\S+/g, 'PD'))
        }
        const known = await told('nosyone1@person.example', scene.victim)
        const unknown = await told(
          'nosyone2@person.example',
          scene.victim.replace('victim', 'vacant'),
        )
        expect(known).toEqual(unknown)
        expect(known).toHaveLength(2)
      },
    },
    {
      name: 'a known and an unknown address are acknowledged in the same words, headers and length but for the number',
      async play(scene) {
        const told = async (from: string, about: string): Promise<string> => {
          scene.writers.add(from)
          await scene.send(
            scene.theft({
              from,
              name: 'Ким',
              body: `Мой адрес: ${about}\nПрошу исправить телефон на ${STOLEN}.`,
            }),
          )
          const { raw, text, subject } = await ackOf(scene, from)
          const head = raw.toString('latin1').split('\r\n\r\n')[0] ?? ''
          const names = head.match(/^[\w-]+(?=:)/gm) ?? []
          return [raw.length, names.join(), subject, text]
            .join('\n')
            .replace(/PD-\w{4}-\w{4}/g, 'PD')
        }
        const known = await told('bytes1@person.example', scene.victim)
        const unknown = await told(
          'bytes2@person.example',
          scene.victim.replace('victim', 'vacant'),
        )
        expect(known).toBe(unknown)
      },
    },
    {
      name: 'a code of another request fits nothing',
      async play(scene) {
        const { ack } = await theft(scene)
        const own = await theftOfOwn(scene)
        await scene.reply(scene.thief, ack, `Код: ${codeOf(own)}`)
        const first = await scene.of(scene.thief)
        expect(await scene.namesOf(first)).not.toContain('address-confirmed')
      },
    },
    {
      name: 'the thief’s own code proves the thief’s own address and no other',
      async play(scene) {
        await scene.send(
          scene.theft({
            signedBy: null,
            body: `Мой адрес: ${scene.victim}\nПрошу исправить адрес почты на ${scene.thief}.`,
          }),
        )
        const ack = await ackOf(scene, scene.thief)
        await scene.reply(scene.thief, ack, `Код: ${codeOf(ack)}`, { signedBy: null })
        await stillWaits(scene)
      },
    },
    {
      name: 'a right code from a third mailbox joins nothing',
      async play(scene) {
        const { question } = await theft(scene)
        const { number } = await scene.only()
        scene.writers.add('mailbox3@person.example')
        await scene.send({
          from: 'mailbox3@person.example',
          subject: `[№ ${number}]`,
          body: `Код: ${codeOf(question)}`,
        })
        expect(await scene.namesOf({ number })).not.toContain('letter-joined')
      },
    },
    {
      name: 'a code counts no more after its day',
      async play(scene) {
        const { ack, question } = await theft(scene)
        await scene.walk.pass(11 * DAY_MS)
        await scene.reply(scene.thief, ack, `Код: ${codeOf(question)}`)
        expect(await scene.namesOf(await scene.only())).toContain('code-failed')
      },
    },
    {
      name: 'a code of a letter that was withheld is nobody’s to give',
      async play(scene) {
        for (const one of ['flood1', 'flood2', 'flood3', 'flood4']) {
          scene.writers.add(`${one}@person.example`)
          await scene.send(scene.theft({ from: `${one}@person.example` }))
        }
        expect(await scene.kindsTo(scene.victim)).toEqual([
          'confirm-address',
          'confirm-address',
          'confirm-address',
        ])
        const last = await scene.of('flood4@person.example')
        const { confirmationCode } = await import('../../src/request/confirmation.ts')
        const issue = last.events.find(({ name }) => name === 'asked-to-confirm')?.seq ?? 0
        const code = confirmationCode(scene.walk.world.vault.idKey, {
          number: last.number,
          address: scene.victim,
          issue,
        })
        const from = 'flood4@person.example'
        await scene.reply(from, await ackOf(scene, from), `Код: ${code}`)
        expect(await scene.namesOf(last)).toContain('code-failed')
      },
    },
    {
      name: 'an absence notice without a sign, signed by the victim’s server, confirms nothing',
      async play(scene) {
        const { question } = await theft(scene)
        await scene.send({
          from: scene.victim,
          subject: `Re: ${question.subject}`,
          body: 'Здравствуйте! Меня нет на месте до 5 декабря, отвечу позже.',
          answers: question,
        })
        expect(await scene.namesOf(await scene.only())).not.toContain('address-confirmed')
      },
    },
    {
      name: '«Что это?» from the victim, signed, confirms nothing',
      async play(scene) {
        const { question } = await theft(scene)
        await scene.reply(
          scene.victim,
          question,
          'Что это? Я ничего не понимаю, объясните, пожалуйста.',
        )
        await stillWaits(scene)
      },
    },
    {
      name: 'the victim’s own question about a forged demand confirms nothing',
      async play(scene) {
        await scene.send(scene.forgery())
        await scene.reply(scene.victim, await ackOf(scene, scene.victim), 'Какое ещё обращение?')
        await stillWaits(scene)
      },
    },
    {
      name: 'an absence notice with our letter below it, without quote marks, confirms nothing',
      async play(scene) {
        const { question } = await theft(scene)
        const body = `Я в отпуске, ваше письмо получено.\n\n${question.text}`
        await scene.send({ from: scene.victim, subject: 'Автоответ', body, answers: question })
        expect(await scene.namesOf(await scene.only())).not.toContain('address-confirmed')
      },
    },
    {
      name: 'an absence notice with our letter above it, without quote marks, confirms nothing',
      async play(scene) {
        const { question } = await theft(scene)
        const body = `${question.text}\n\nДа\nЯ в отпуске до 5 декабря.`
        await scene.send({ from: scene.victim, subject: 'Автоответ', body, answers: question })
        expect(await scene.namesOf(await scene.only())).not.toContain('address-confirmed')
      },
    },
    {
      name: 'an absence notice that begins with «Да» and goes on confirms nothing',
      async play(scene) {
        const { question } = await theft(scene)
        const body = 'Да, письмо дошло! Я в отпуске до 5 декабря и отвечу позже.'
        await scene.send({ from: scene.victim, subject: 'Автоответ', body, answers: question })
        await stillWaits(scene)
      },
    },
    {
      name: 'a machine that says it is one does not confirm with «Да»',
      async play(scene) {
        const { question } = await theft(scene)
        await scene.send({
          from: scene.victim,
          subject: 'Re:',
          body: 'Да',
          answers: question,
          headers: ['Auto-Submitted: auto-replied'],
        })
        expect(await scene.namesOf(await scene.only())).not.toContain('letter-joined')
      },
    },
    {
      name: 'the mark of the thief’s own letter with the victim’s From proves nothing of the victim',
      async play(scene) {
        const { ack } = await theft(scene)
        await scene.reply(scene.victim, ack, 'Да', { signedBy: null })
        // A later letter to the thief is newer than the question to the victim.
        await scene.reply(scene.thief, ack, 'Код: 123456')
        const later = await got(scene, scene.thief, 'code-wrong')
        await scene.reply(scene.victim, later, 'Да', { signedBy: null })
        await stillWaits(scene)
      },
    },
    {
      name: 'a mark passed on brings no value into a signed demand: a server that signed signs again',
      async play(scene) {
        const ack = await honest(scene, 'person.example')
        await scene.reply(scene.victim, ack, `Новый телефон: ${STOLEN}`, { signedBy: null })
      },
      ...OWN_VALUE,
    },
    {
      name: 'a number in the subject and any six digits bring no value into a demand',
      async play(scene) {
        await honest(scene, 'person.example')
        const { number } = await scene.only()
        const body = `Код: 123456\nНовый телефон: ${STOLEN}`
        await scene.send({ from: scene.victim, signedBy: null, subject: `Re: [№ ${number}]`, body })
      },
      ...OWN_VALUE,
    },
    {
      name: 'the mark of the new address’ letter brings no value in the writer’s name',
      async play(scene) {
        const body = `Прошу исправить адрес почты на ${scene.thief}.`
        await scene.send({ from: scene.victim, subject: RECTIFY, body })
        const question = await got(scene, scene.thief, 'confirm-address')
        await scene.reply(scene.victim, question, `Новый телефон: ${STOLEN}`, { signedBy: null })
        await stillWaits(scene)
      },
    },
    {
      name: 'a value that the thief changes after the victim’s yes is asked about anew',
      async play(scene) {
        const { ack, question } = await theft(
          scene,
          `Мой адрес: ${scene.victim}\nПрошу исправить телефон на ${HONEST}.`,
        )
        await scene.reply(scene.victim, question, 'Да')
        await scene.reply(scene.thief, ack, `Новый телефон: ${STOLEN}`)
        await stillWaits(scene)
        expect(await scene.kindsTo(scene.victim)).toEqual(['confirm-address', 'confirm-address'])
      },
    },
    {
      name: 'a yes to the older letter is no yes to the newer value',
      async play(scene) {
        const { ack, question } = await theft(scene)
        await scene.reply(scene.thief, ack, 'Новый телефон: +7 700 000 00 77')
        await scene.reply(scene.victim, question, `Код: ${codeOf(question)}`)
        await stillWaits(scene)
      },
    },
    {
      name: '«Да» under the older letter is no yes to the newer value',
      async play(scene) {
        const { ack, question } = await theft(scene)
        await scene.reply(scene.thief, ack, 'Новый телефон: +7 700 000 00 77')
        await scene.reply(scene.victim, question, 'Да', { signedBy: null })
        await stillWaits(scene)
      },
    },
    {
      name: 'a call to the victim is no yes to a value that came after it',
      async play(scene) {
        const { ack } = await theft(scene)
        await scene.walk.desk.called(await scene.only(), '0039', null)
        await scene.walk.drain()
        await scene.reply(scene.thief, ack, 'Новый телефон: +7 700 000 00 77')
        await stillWaits(scene)
      },
    },
    {
      name: 'a yes to one demand of a letter is no yes to the other',
      async play(scene) {
        const body = `Мой адрес: ${scene.victim}\nПрошу исправить телефон на ${STOLEN}. Также прекратите обработку и уничтожьте мои данные.`
        await scene.send(scene.theft({ body }))
        const letters = await scene.letters()
        const yes = letters.find(({ kind }) => kind === 'confirm-address')
        const other = letters.find(({ to, number }) => to === scene.thief && number !== yes?.number)
        if (yes === undefined || other === undefined)
          throw new Error('two requests are asked about')
        await scene.reply(scene.victim, yes, 'Да')
        await scene.reply(scene.thief, other, `Код: ${codeOf(yes)}`)
        expect(await scene.namesOf(yes)).toContain('address-confirmed')
        expect(await scene.namesOf(other)).not.toContain('address-confirmed')
      },
      ownerIsPlayed: true,
    },
    {
      name: 'a third party in the thread sees and changes nothing',
      async play(scene) {
        const ack = await honest(scene, 'person.example')
        await scene.reply(scene.thief, ack, `Новый телефон: ${STOLEN}`)
        const first = await scene.of(scene.victim)
        expect(await scene.namesOf(first)).not.toContain('letter-joined')
      },
      ...OWN_VALUE,
    },
    {
      name: 'a forged In-Reply-To is no thread',
      async play(scene) {
        const ack = await honest(scene, 'person.example')
        const messageId = ack.messageId.replace(/[0-9a-f]{32}/, 'a'.repeat(32))
        await scene.send({
          from: scene.victim,
          signedBy: null,
          subject: 'Re:',
          body: `Новый телефон: ${STOLEN}`,
          answers: { messageId, references: [] },
        })
        const first = await scene.of(scene.victim)
        expect(await scene.namesOf(first)).not.toContain('letter-joined')
      },
      ...OWN_VALUE,
    },
    {
      name: 'a mark with another version is no mark',
      async play(scene) {
        const { question } = await theft(scene)
        const messageId = question.messageId.replace(/confirm-address\.\d+/, 'confirm-address.9')
        await scene.send({
          from: scene.victim,
          signedBy: null,
          subject: 'Re:',
          body: 'Да',
          answers: { messageId, references: [] },
        })
        await stillWaits(scene)
      },
    },
    {
      name: '«Это не я» forged without a mark stops nothing',
      async play(scene) {
        await honest(scene, 'person.example')
        const { number } = await scene.only()
        await scene.send({
          from: scene.victim,
          signedBy: null,
          subject: `Re: [№ ${number}]`,
          body: 'Это не я',
        })
        expect(await scene.namesOf({ number })).not.toContain('disowned')
      },
      ...OWN_VALUE,
    },
    {
      name: 'a retraction in the victim’s name without a mark takes nothing back',
      async play(scene) {
        await honest(scene, 'person.example')
        const { number } = await scene.only()
        const body = 'Передумала, ничего исправлять не надо.'
        await scene.send({
          from: scene.victim,
          signedBy: null,
          subject: `Re: [№ ${number}]`,
          body,
        })
        expect(await scene.namesOf({ number })).not.toContain('letter-joined')
      },
      ...OWN_VALUE,
    },
    {
      name: '«Это не я» of a third party stops nothing',
      async play(scene) {
        const ack = await honest(scene, 'person.example')
        await scene.reply(scene.thief, ack, 'Это не я')
        expect(await scene.namesOf(await scene.only())).not.toContain('disowned')
      },
      ...OWN_VALUE,
    },
    {
      name: 'after «Это не я» no code counts any more',
      async play(scene) {
        const { ack, question } = await theft(scene)
        await scene.reply(scene.victim, question, 'Это не я')
        await scene.reply(scene.thief, ack, `Код: ${codeOf(question)}`)
        for (const request of await scene.requests())
          expect(await scene.namesOf(request)).not.toContain('address-confirmed')
      },
    },
    {
      name: 'a new address alone takes no record over, and the old one hears of it',
      async play(scene) {
        const { ack } = await theft(
          scene,
          `Мой адрес: ${scene.victim}\nПрошу исправить адрес почты на thief@person.example.`,
        )
        await scene.reply(scene.thief, ack, 'Да')
        await stillWaits(scene)
      },
    },
    {
      name: 'a second new address, after the first was confirmed, is asked for itself',
      async play(scene) {
        const fresh = `fresh-${scene.victim}`
        scene.writers.add(fresh)
        await scene.send({
          from: scene.victim,
          subject: RECTIFY,
          body: `Прошу исправить адрес почты на ${fresh}.`,
        })
        await scene.reply(fresh, await got(scene, fresh, 'confirm-address'), 'Да')
        await scene.reply(
          scene.victim,
          await ackOf(scene, scene.victim),
          `Новый адрес почты: ${scene.thief}`,
          { signedBy: null },
        )
        await scene.reply(
          fresh,
          await got(scene, fresh, 'confirm-address'),
          `Новый адрес почты: ${scene.thief}`,
        )
        const { number } = await scene.only()
        expect((await scene.walk.approvalOf(number)).text).not.toContain('t•••')
        expect(await scene.kindsTo(scene.thief)).toEqual([])
      },
      ownerIsPlayed: true,
    },
    {
      name: 'several records at one address are nobody’s to change',
      async play(scene) {
        const { sql } = scene.walk.world.database
        const twin = `twin-${scene.victim}`
        await scene.walk.world.register.add({ surname: 'Тестова', name: 'Вера', email: twin })
        const hash = (address: string): string => scene.walk.world.vault.hash('email', address)
        await sql`update person set email_hash = ${hash(scene.victim)} where email_hash = ${hash(twin)}`
        const body = 'Прекратите обработку и уничтожьте мои данные.'
        await scene.send({ from: scene.victim, subject: CEASE, body })
        const { number } = await scene.only()
        expect((await scene.walk.approvalOf(number)).text).not.toContain('ДА — ')
      },
    },
    {
      name: 'a record spelled in capitals is the victim’s all the same, and waits for the victim',
      async play(scene) {
        await scene.send(
          scene.theft({
            body: `Мой адрес: ${scene.victim.toUpperCase()}\nПрошу исправить телефон на ${STOLEN}.`,
          }),
        )
        await stillWaits(scene)
        expect(await scene.kindsTo(scene.victim)).toEqual(['confirm-address'])
      },
    },
    {
      name: 'a held letter that was forged and is taken up by hand still waits for the victim',
      async play(scene) {
        const before = (await scene.walk.world.letters.held()).map(({ contentId }) => contentId)
        const body = `Прокуратура города требует предоставить персональные данные клиента. ${CANARY}`
        await scene.send(scene.forgery({ subject: 'Запрос', body }))
        const isNew = ({ contentId }: { readonly contentId: string }): boolean =>
          !before.includes(contentId)
        const held = (await scene.walk.world.letters.held()).find(isNew)
        if (held === undefined) throw new Error('the letter is not held')
        await scene.walk.desk.openLetter(held.contentId.slice(0, 16), 'rectify')
        await scene.walk.drain()
        await stillWaits(scene)
      },
    },
    {
      name: 'what was entered by hand in the victim’s name waits for the victim',
      async play(scene) {
        const changes = [{ field: 'phone', to: '+77000000066' }] as const
        await scene.walk.desk.openByHand({
          kind: 'rectify',
          received: scene.walk.now,
          email: scene.victim,
          language: 'ru',
          changes,
        })
        await scene.walk.drain()
        await stillWaits(scene)
      },
    },
    {
      name: 'the number of another record, found by the owner, leads to no act on the victim',
      async play(scene) {
        await scene.walk.world.register.add({
          surname: 'Тестов',
          name: 'Вор',
          email: scene.thief,
          phone: '+77000000088',
        })
        await theft(scene)
        await scene.walk.desk.called(await scene.only(), '0088', '+77000000088')
        await scene.walk.drain()
      },
      decided: ['approved', 'corrected'],
    },
  ],
)

/** A demand of the thief about himself, with a code of its own. */
async function theftOfOwn(scene: Scene): Promise<Reply> {
  const from = `own-${scene.thief}`
  scene.writers.add(from)
  await scene.send({
    from,
    signedBy: null,
    subject: RECTIFY,
    body: 'Прошу исправить телефон на +7 700 000 00 22.',
  })
  return ackOf(scene, from)
}
