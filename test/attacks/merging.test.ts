/** (h) The same demand twice: a letter that joins another one brings it no more than it says, and loses nothing. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import { attacks, CEASE, RECTIFY } from '../support/attack.ts'
import type { Scene } from '../support/attack.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const HONEST = '+7 700 000 00 11'
const GONE = 'Прекратите обработку и уничтожьте мои данные.'

async function statesOf(scene: Scene): Promise<readonly string[]> {
  return (await scene.requests()).map(({ state }) => state).toSorted()
}

attacks(
  () => walk,
  [
    {
      name: 'a signed letter that names no value proves none of a forged one',
      async play(scene) {
        await scene.send(scene.forgery())
        await scene.send({ from: scene.victim, subject: RECTIFY, body: 'Телефон указан неверно.' })
      },
    },
    {
      name: 'a signed letter that names one value proves not the second one of a forged letter',
      async play(scene) {
        scene.writers.add('taken1@person.example')
        const body = `Прошу исправить телефон на ${HONEST}. Новая почта: taken1@person.example.`
        await scene.send(scene.forgery({ body }))
        await scene.send({
          from: scene.victim,
          subject: RECTIFY,
          body: `Прошу исправить телефон на ${HONEST}.`,
        })
        const taken = (await scene.letters()).findLast(({ to }) => to === 'taken1@person.example')
        if (taken !== undefined) await scene.reply('taken1@person.example', taken, 'Да')
      },
      decided: ['approved', 'corrected'],
      changed: { phone: '+77000000011' },
    },
    {
      name: 'a forged letter with another value does not join the victim’s own',
      decided: ['approved', 'corrected'],
      changed: { phone: '+77000000011' },
      async play(scene) {
        const body = `Прошу исправить телефон на ${HONEST}.`
        await scene.send({ from: scene.victim, subject: RECTIFY, body })
        await scene.send(scene.forgery())
        expect(await statesOf(scene)).toEqual(['awaiting-approval', 'awaiting-identity'])
      },
    },
    {
      name: 'a forged copy of the victim’s own letter is over at once, and nobody is written to again',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.send({ from: scene.victim, subject: CEASE, body: GONE })
        await scene.send({ from: scene.victim, signedBy: null, subject: CEASE, body: `${GONE}!` })
        expect(await statesOf(scene)).toEqual(['awaiting-approval', 'closed'])
        expect(await scene.kindsTo(scene.victim)).toEqual(['acknowledgement-cease'])
      },
    },
    {
      name: 'whether the victim has an open request is not seen by a thief who asks about the victim',
      async play(scene) {
        const told = async (from: string, about: string): Promise<readonly string[]> => {
          scene.writers.add(from)
          await scene.send({ from, subject: CEASE, body: `${GONE}\nМой адрес: ${about}` })
          const letters = (await scene.letters()).filter(({ to }) => to === from)
          return letters.map(({ kind, text }) => kind + text.replace(/PD-\S+/g, 'PD'))
        }
        await scene.send({ from: scene.victim, subject: CEASE, body: GONE })
        const known = await told('joins1@person.example', scene.victim)
        const unknown = await told('joins2@person.example', scene.victim.replace('victim', 'vac'))
        expect(known).toEqual(unknown)
        expect(known).toHaveLength(1)
      },
      ownerIsPlayed: true,
    },
    {
      name: 'a forged demand that the victim disowns does not take the victim’s own along',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.send({ from: scene.victim, signedBy: null, subject: CEASE, body: `${GONE}!` })
        const forged = await scene.only()
        const ack = (await scene.letters()).find(({ kind }) => kind === 'acknowledgement-cease')
        if (ack === undefined) throw new Error('no acknowledgement')
        await scene.send({ from: scene.victim, subject: CEASE, body: GONE })
        await scene.reply(scene.victim, ack, 'Это не я')
        const rest = (await scene.requests()).filter(({ number }) => number !== forged.number)
        const open = rest.filter(({ state }) => state === 'awaiting-approval')
        expect(open).toHaveLength(1)
      },
    },
  ],
)
