/** (g) What goes on as another request: nothing goes along that was not proven for it. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import { attacks, CEASE, DAY_MS, RECTIFY, STOLEN } from '../support/attack.ts'
import type { Scene } from '../support/attack.ts'
import type { Reply } from '../support/walk-harness.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

/** The newest letter of a kind to an address in this scene. */
async function got(scene: Scene, address: string, kind: string): Promise<Reply> {
  const found = (await scene.letters()).findLast((one) => one.to === address && one.kind === kind)
  if (found === undefined) throw new Error(`no letter ${kind} to ${address}`)
  return found
}

/** A letter of a subject and nothing else, which the victim’s server signs. */
async function wordless(scene: Scene): Promise<Reply> {
  await scene.send({ from: scene.victim, subject: 'Мои персональные данные' })
  return got(scene, scene.victim, 'clarify')
}

/** The victim’s own withdrawal, which their server signs. */
async function ceased(scene: Scene): Promise<{ readonly number: string; readonly ack: Reply }> {
  const body = 'Прекратите обработку и уничтожьте мои данные.'
  await scene.send({ from: scene.victim, subject: CEASE, body })
  const { number } = await scene.only()
  return { number, ack: await got(scene, scene.victim, 'acknowledgement-cease') }
}

async function kindsOf(scene: Scene): Promise<readonly string[]> {
  return (await scene.requests()).map(({ kind }) => kind).toSorted()
}

/** Nobody confirmed, and the owner says so before the date. */
async function closeUnanswered(scene: Scene, { number }: { number: string }): Promise<void> {
  await scene.walk.passAndSettle(7 * DAY_MS)
  const late = (await scene.walk.toOwner('identity-late', number)).at(-1)
  if (late === undefined) throw new Error('the owner was not told that nobody confirmed')
  scene.walk.answer(late, 'НЕТ\nАдрес не подтверждён.')
  await scene.walk.settle()
}

/** The thief asks about the victim, who says yes; then the thief names another value, which nobody confirms. */
async function otherValue(scene: Scene): Promise<Reply> {
  const body = `Мой адрес: ${scene.victim}\nПрошу исправить телефон на +7 700 000 00 11.`
  await scene.send(scene.theft({ body }))
  const ack = await got(scene, scene.thief, 'acknowledgement-rectify')
  await scene.reply(scene.victim, await got(scene, scene.victim, 'confirm-address'), 'Да')
  await scene.reply(scene.thief, ack, `Прошу исправить телефон на ${STOLEN}.`)
  return ack
}

attacks(
  () => walk,
  [
    {
      name: 'a choice under a mark that was passed on does not take the signature of the first letter along',
      async play(scene) {
        const clarify = await wordless(scene)
        await scene.reply(scene.victim, clarify, '2', { signedBy: null })
        const cease = (await scene.requests()).find(({ kind }) => kind === 'cease')
        expect(cease?.state).toBe('awaiting-identity')
      },
    },
    {
      name: 'a choice by a number in the subject opens nothing',
      async play(scene) {
        const { number } = await wordless(scene)
        await scene.send({
          from: scene.victim,
          signedBy: null,
          subject: `Re: [№ ${number}]`,
          body: '2\n123456',
        })
        expect(await kindsOf(scene)).toEqual(['question'])
      },
    },
    {
      name: 'a choice by a stranger under the true mark opens nothing about the victim',
      async play(scene) {
        const clarify = await wordless(scene)
        await scene.reply(scene.thief, clarify, '4')
        const made = (await scene.requests()).filter(({ kind }) => kind === 'access')
        expect(made.map(({ details }) => details.writer)).not.toContain(scene.victim)
        expect((await scene.kindsTo(scene.victim)).filter((kind) => kind === 'your-data')).toEqual(
          [],
        )
      },
    },
    {
      name: 'a choice made twice, and after the end, opens one request',
      async play(scene) {
        const clarify = await wordless(scene)
        for (const words of ['1', '1', '2', '4']) await scene.reply(scene.victim, clarify, words)
        expect(await kindsOf(scene)).toEqual(['question', 'rectify'])
      },
    },
    {
      name: 'a late answer does not take along what the victim said to an older value',
      decided: ['approved'],
      async play(scene) {
        const ack = await otherValue(scene)
        await closeUnanswered(scene, await scene.only())
        await scene.reply(scene.thief, ack, 'Прошу рассмотреть снова.')
        const anew = (await scene.requests()).at(-1)
        expect(anew?.number).not.toBe(ack.number)
        expect(await scene.stateOf({ number: anew?.number ?? '' })).toBe('awaiting-identity')
      },
    },
    {
      name: 'what nobody confirmed is not begun anew by a number in a subject',
      async play(scene) {
        await scene.send(scene.forgery())
        const { number } = await scene.only()
        await closeUnanswered(scene, { number })
        await scene.send(scene.forgery({ subject: `Re: [№ ${number}]`, body: 'Код: 123456' }))
        expect((await scene.requests()).map((one) => one.number)).toEqual([number])
      },
    },
    {
      name: 'what nobody confirmed is begun anew once, however often it is answered',
      async play(scene) {
        await scene.send(scene.forgery())
        const ack = await got(scene, scene.victim, 'acknowledgement-rectify')
        await closeUnanswered(scene, ack)
        for (let turn = 0; turn < 5; turn += 1)
          await scene.reply(scene.victim, ack, `Что это за письмо? ${turn}`, { signedBy: null })
        expect((await kindsOf(scene)).filter((kind) => kind === 'rectify')).toHaveLength(2)
      },
    },
    {
      name: 'whoever acts for somebody else still does so when a refused complaint lives on as a withdrawal',
      ownerIsPlayed: true,
      decided: ['refused'],
      async play(scene) {
        const body =
          'Я действую по доверенности, в интересах моей доверительницы. Её персональные данные обрабатываются незаконно, согласия она не давала. Уничтожьте их.'
        await scene.send({ from: scene.victim, subject: 'Требование', body })
        const first = await scene.only()
        expect(first.events[0]?.facts['representative']).toBe(true)
        await scene.walk.decide(first.number, 'НЕТ\nСогласие есть.')
        const cease = (await scene.requests()).find(({ kind }) => kind === 'cease')
        expect(cease?.events.findLast(({ name }) => name === 'planned')?.facts).toMatchObject({
          possible: false,
          why: 'no-authority',
        })
      },
    },
    {
      name: 'objections in one thread open one request',
      async play(scene) {
        await scene.send({
          from: scene.victim,
          subject: CEASE,
          body: 'Прекратите обработку и уничтожьте мои данные.',
        })
        const ack = await got(scene, scene.victim, 'acknowledgement-cease')
        for (let turn = 0; turn < 4; turn += 1)
          await scene.reply(
            scene.victim,
            ack,
            `Пусть решает человек, а не робот, прошу уже ${turn} раз.`,
          )
        expect(await kindsOf(scene)).toEqual(['cease', 'objection'])
      },
      decided: ['approved'],
    },
    {
      name: 'an objection within an objection opens nothing further',
      async play(scene) {
        const words = 'Возражаю против автоматизированной обработки, пусть решает человек.'
        await scene.send({ from: scene.thief, subject: 'Возражение', body: words })
        const ack = await got(scene, scene.thief, 'acknowledgement-objection')
        await scene.reply(scene.thief, ack, `${words} Ещё раз.`)
        expect(await kindsOf(scene)).toEqual(['objection'])
      },
    },
    {
      name: 'a withdrawal in the victim’s name takes nothing back: no mark, a number, a mark that was passed on',
      decided: ['approved', 'destroyed'],
      ownerIsPlayed: true,
      async play(scene) {
        const { number, ack } = await ceased(scene)
        const words = 'Я передумала, отмените мой запрос.'
        const forged = { from: scene.victim, signedBy: null, subject: `Re: [№ ${number}]` } as const
        await scene.send({ ...forged, body: words })
        await scene.send({ ...forged, body: `${words}\nКод: 123456` })
        await scene.reply(scene.victim, ack, words, { signedBy: null })
        await scene.reply(scene.thief, ack, words)
        expect(await scene.stateOf({ number })).toBe('awaiting-approval')
        expect(await scene.namesOf({ number })).not.toContain('withdrawn')
      },
    },
    {
      name: 'a withdrawal in a signature, in a quote or in an absence notice is none',
      decided: ['approved', 'destroyed'],
      ownerIsPlayed: true,
      async play(scene) {
        const { number, ack } = await ceased(scene)
        await scene.reply(scene.victim, ack, 'Спасибо.\n\n-- \nОтмените мой запрос, я передумала.')
        await scene.reply(scene.victim, ack, 'Спасибо!\n\n> Отмените мой запрос, я передумала.')
        await scene.reply(scene.victim, ack, 'Я передумала, отмените мой запрос.', {
          headers: ['Auto-Submitted: auto-replied', 'X-Autoreply: yes'],
        })
        expect(await scene.namesOf({ number })).not.toContain('withdrawn')
      },
    },
    {
      name: 'a value that comes with «не удаляйте» is no withdrawal of a correction',
      decided: ['approved', 'corrected'],
      ownerIsPlayed: true,
      async play(scene) {
        await scene.send({ from: scene.victim, subject: RECTIFY, body: 'Телефон указан неверно.' })
        const ack = await got(scene, scene.victim, 'acknowledgement-rectify')
        await scene.reply(
          scene.victim,
          ack,
          'Новый телефон +7 700 000 00 11. Остальное не удаляйте, пожалуйста.',
        )
        expect(await scene.namesOf(ack)).not.toContain('withdrawn')
      },
    },
  ],
)
