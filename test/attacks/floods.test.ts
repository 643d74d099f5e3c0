/** (e) Floods: whoever writes much draws few letters, and hides nobody who means it. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Scene } from '../support/attack.ts'
import { attacks, DAY_MS, RECTIFY, STOLEN } from '../support/attack.ts'
import { MAILBOX } from '../support/company.ts'
import type { WrittenLetter } from '../support/company.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const MANY = 60
const ROUTINE_MAX = 40

/** So many letters of as many senders, and an honest one among them. */
const hidesNobody = (what: string, letter: (index: number) => WrittenLetter) => ({
  name: `sixty ${what} are counted, tell the owner at most ${ROUTINE_MAX} times and hide no honest letter`,
  ownerIsPlayed: true,
  async play(scene: Scene) {
    await scene.walk.pass(2 * DAY_MS)
    for (let index = 0; index < MANY; index += 1) {
      const from = `${what.slice(0, 4)}${index}@person.example`
      scene.writers.add(from)
      if (index === MANY / 2)
        scene.walk.deliver({
          from: scene.victim,
          subject: RECTIFY,
          body: 'Прошу исправить телефон на +7 700 000 00 11.',
        })
      scene.walk.deliver({ from, ...letter(index) })
    }
    await scene.walk.settle()
    expect(await scene.kindsTo(scene.victim)).toEqual(['acknowledgement-rectify'])
    expect(await scene.stateOf(await scene.of(scene.victim))).toBe('awaiting-approval')
    const toOwner = (await scene.kindsTo(MAILBOX)).filter((kind) => kind !== 'digest')
    expect(toOwner.length).toBeLessThanOrEqual(ROUTINE_MAX + 1)
    expect(toOwner.filter((kind) => kind === 'flood').length).toBeLessThanOrEqual(1)
  },
})

attacks(
  () => walk,
  [
    hidesNobody('questions', (index) => ({
      subject: 'Вопрос',
      body: `Кому вы передаёте персональные данные? Вопрос ${index}.`,
    })),
    hidesNobody('authority letters', (index) => ({
      subject: 'Запрос',
      body: `Прокуратура города требует предоставить персональные данные клиента. Дело ${index}.`,
    })),
    {
      name: 'a stranger’s address named a hundred times gets three letters',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.walk.pass(2 * DAY_MS)
        for (let index = 0; index < 100; index += 1) {
          const from = `many${index}@person.example`
          scene.writers.add(from)
          scene.walk.deliver(scene.theft({ from }))
        }
        await scene.walk.settle()
        expect(await scene.kindsTo(scene.victim)).toEqual([
          'confirm-address',
          'confirm-address',
          'confirm-address',
        ])
      },
    },
    {
      name: 'two hundred letters of one sender hide no honest one',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.walk.pass(2 * DAY_MS)
        for (let index = 0; index < 200; index += 1) {
          if (index === 100)
            scene.walk.deliver({
              from: scene.victim,
              subject: RECTIFY,
              body: 'Прошу исправить телефон на +7 700 000 00 11.',
            })
          scene.walk.deliver({
            from: scene.thief,
            subject: RECTIFY,
            body: `Письмо ${index}. Прошу исправить телефон на ${STOLEN}.`,
          })
        }
        await scene.walk.settle()
        expect(await scene.kindsTo(scene.victim)).toEqual(['acknowledgement-rectify'])
        expect(
          (await scene.kindsTo(scene.thief)).filter((kind) => kind === 'acknowledgement-rectify')
            .length,
        ).toBeLessThanOrEqual(4)
        expect(await scene.stateOf(await scene.of(scene.victim))).toBe('awaiting-approval')
      },
    },
    {
      name: 'a forged letter in the name of another bot starts no talk between the two',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.walk.pass(2 * DAY_MS)
        await scene.send(scene.forgery())
        const [ack] = await scene.letters()
        if (ack === undefined) throw new Error('no acknowledgement')
        // The other bot acknowledges our acknowledgement as we do: with its own signs of a machine.
        for (let turn = 0; turn < 5; turn += 1)
          await scene.send({
            from: scene.victim,
            subject: `Re: ${ack.subject}`,
            body: `Мы получили ваше письмо и займёмся им.\n\n${ack.text}`,
            answers: ack,
            headers: ['Auto-Submitted: auto-replied', 'X-Auto-Response-Suppress: All'],
          })
        expect((await scene.kindsTo(scene.victim)).length).toBeLessThanOrEqual(2)
      },
    },
    {
      name: 'a bot without any sign of a machine draws at most a letter or two as well',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.walk.pass(2 * DAY_MS)
        await scene.send(scene.forgery())
        const [ack] = await scene.letters()
        if (ack === undefined) throw new Error('no acknowledgement')
        for (let turn = 0; turn < 8; turn += 1)
          await scene.send({
            from: scene.victim,
            subject: `Re: ${ack.subject}`,
            body: 'Ваше обращение принято и зарегистрировано.',
            answers: ack,
          })
        expect((await scene.kindsTo(scene.victim)).length).toBeLessThanOrEqual(3)
        expect(await scene.namesOf(await scene.of(scene.victim))).not.toContain('address-confirmed')
      },
    },
  ],
)
