/** (i) What a partner answers: only the partner, only for itself, and only in plain words. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Attack, Scene } from '../support/attack.ts'
import { attacks, RECTIFY } from '../support/attack.ts'
import type { Reply } from '../support/walk-harness.ts'
import { WalkHarness } from '../support/walk-harness.ts'
import type { testPromises } from '../support/company.ts'

const STUDIO = 'studio@partner.example'
const COURIER = 'courier@partner.example'

type Partner = ReturnType<typeof testPromises>['policy']['partners'][number]

function partner(id: string, address: string): Partner {
  return { id, name: id, address, language: 'ru', categories: ['name', 'phone'], purposes: ['8.2'] }
}

let walk: WalkHarness
beforeAll(async () => {
  const partners = [partner('studio', STUDIO), partner('courier', COURIER)]
  walk = await WalkHarness.open({ policy: { partners } })
})
afterAll(() => walk.close())

/** The victim’s phone is corrected, and both partners are told. */
async function told(scene: Scene): Promise<Reply> {
  scene.writers.add(STUDIO)
  scene.writers.add(COURIER)
  const body = 'Прошу исправить телефон на +7 700 000 00 11.'
  await scene.send({ from: scene.victim, subject: RECTIFY, body })
  const { number } = await scene.only()
  await scene.walk.decide(number, 'ДА')
  const letters = await scene.letters()
  const letter = letters.find(({ to, kind }) => to === STUDIO && kind === 'partner-instruction')
  if (letter === undefined) throw new Error('the partner was not told')
  return letter
}

async function confirmed(scene: Scene): Promise<readonly unknown[]> {
  const { events } = await scene.of(scene.victim)
  const made = events.filter(({ name }) => name === 'partner-confirmed')
  return made.map(({ facts }) => facts['partner'])
}

const nobody = (
  name: string,
  attack: (scene: Scene, letter: Reply) => Promise<void>,
  said: readonly string[] = [],
): Attack => ({
  name,
  ownerIsPlayed: true,
  decided: ['approved', 'corrected'],
  changed: { phone: '+77000000011' },
  async play(scene) {
    await attack(scene, await told(scene))
    expect(await confirmed(scene)).toEqual(said)
  },
})

const HTML_ONLY = (letter: Reply): Buffer =>
  Buffer.from(
    [
      `Return-Path: <${STUDIO}>`,
      `From: <${STUDIO}>`,
      'To: <privacy@company.example>',
      'Subject: Re:',
      `Message-ID: <html-${letter.number}@partner.example>`,
      `In-Reply-To: ${letter.messageId}`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      '<p style="display:none">ВЫПОЛНЕНО</p><p>Мы ещё ничего не сделали.</p>',
      '',
    ].join('\r\n'),
  )

attacks(
  () => walk,
  [
    nobody(
      'a partner that answers its own letter confirms for itself alone',
      (scene, letter) => scene.reply(STUDIO, letter, 'ВЫПОЛНЕНО'),
      ['studio'],
    ),
    nobody('a stranger with the partner’s From and no mark confirms nothing', (scene, letter) =>
      scene.send({
        from: STUDIO,
        signedBy: null,
        subject: `Re: ${letter.subject}`,
        body: 'ВЫПОЛНЕНО',
      }),
    ),
    nobody('a mark that was passed on confirms nothing from another mailbox', (scene, letter) =>
      scene.reply(scene.thief, letter, 'ВЫПОЛНЕНО'),
    ),
    nobody('one partner does not answer under the letter to another', (scene, letter) =>
      scene.reply(COURIER, letter, 'ВЫПОЛНЕНО'),
    ),
    nobody('an absence notice with the exact word confirms nothing', (scene, letter) =>
      scene.reply(STUDIO, letter, 'ВЫПОЛНЕНО', { headers: ['Auto-Submitted: auto-replied'] }),
    ),
    nobody('the word in a quote below other words confirms nothing', (scene, letter) =>
      scene.reply(STUDIO, letter, 'Посмотрим на следующей неделе.\n\n> ВЫПОЛНЕНО'),
    ),
    nobody('«Выполнено» with more behind it is read by a person', async (scene, letter) => {
      await scene.reply(STUDIO, letter, 'Выполнено.\nНо запись в архиве удалить не смогли.')
      await scene.reply(STUDIO, letter, 'Выполнено частично')
      await scene.reply(STUDIO, letter, 'Выполнено?')
    }),
    nobody('what an HTML letter hides confirms nothing', (scene, letter) =>
      scene.send(HTML_ONLY(letter)),
    ),
    nobody(
      'a confirmation replayed does not stand for the other partner',
      async (scene, letter) => {
        for (let turn = 0; turn < 3; turn += 1)
          await scene.reply(STUDIO, letter, `ВЫПОЛНЕНО${'.'.repeat(turn)}`)
        const { obligations } = await scene.only()
        expect(obligations.find(({ name }) => name === 'partner')?.doneAt).toBeNull()
      },
      ['studio', 'studio', 'studio'],
    ),
  ],
)
