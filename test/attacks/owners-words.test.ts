/** (k) БЛОК, ХРАНИТЬ, ОТВЕТ and refusals: nobody else says them, and they do what they say and no more. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Attack, Scene } from '../support/attack.ts'
import { attacks, CEASE, MINUTE_MS, RECTIFY } from '../support/attack.ts'
import type { Reply } from '../support/walk-harness.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const OWNER = 'owner@owners.example'
let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open({ ownerEmail: OWNER })
})
afterAll(() => walk.close())

const KEEP = 'ХРАНИТЬ: телефон; Налоговый кодекс, ст. 206; до 2031-12-31'

const DEMANDS = {
  cease: { subject: CEASE, body: 'Прекратите обработку и уничтожьте мои данные.' },
  rectify: { subject: RECTIFY, body: 'Прошу исправить телефон на +7 700 000 00 11.' },
  access: { subject: 'Запрос', body: 'Прошу предоставить мне копию моих персональных данных.' },
} as const

async function asked(scene: Scene, kind: keyof typeof DEMANDS): Promise<Reply> {
  await scene.send({ from: scene.victim, ...DEMANDS[kind] })
  return walk.approvalOf((await scene.of(scene.victim)).number)
}

/** The owner's true answer from the policy mailbox. */
async function says(to: Reply, words: string): Promise<void> {
  walk.answer(to, words)
  await walk.settle()
}

async function second(number: string): Promise<Reply> {
  const letter = (await walk.toOwner('second-yes', number)).at(-1)
  if (letter === undefined) throw new Error('no second letter')
  return letter
}

const codeIn = ({ text }: Reply): string => /УДАЛИТЬ (\d{4})/.exec(text)?.[1] ?? ''

/** What the words do to a request that waits for the owner: nothing. */
const doesNothing = (
  name: string,
  kind: keyof typeof DEMANDS,
  attack: (scene: Scene, question: Reply) => Promise<void>,
): Attack => ({
  name,
  ownerIsPlayed: true,
  async play(scene) {
    const question = await asked(scene, kind)
    await attack(scene, question)
    await walk.passAndSettle(3 * MINUTE_MS)
    expect(await scene.stateOf(question)).toBe('awaiting-approval')
    expect(await scene.namesOf(question)).not.toContain('second-yes-asked')
  },
})

attacks(
  () => walk,
  [
    ...['БЛОК: система недоступна', KEEP, 'ОТВЕТ: всё хорошо'].flatMap((words) => [
      doesNothing(`«${words}» from a stranger does nothing`, 'cease', (scene, question) =>
        scene.reply(scene.thief, question, words),
      ),
      doesNothing(
        `«${words}» in the owner’s name, unsigned, does nothing`,
        'cease',
        (scene, question) =>
          scene.send({
            from: OWNER,
            signedBy: null,
            subject: 'Re:',
            body: words,
            answers: question,
          }),
      ),
      doesNothing(`«${words}» in an absence notice does nothing`, 'cease', (scene, question) =>
        scene.send({
          from: OWNER,
          subject: 'Re:',
          body: words,
          answers: question,
          headers: ['Auto-Submitted: auto-replied'],
        }),
      ),
    ]),
    doesNothing('what is to be kept is not corrected', 'rectify', (_scene, question) =>
      says(question, KEEP),
    ),
    doesNothing('what is to be kept is not disclosed', 'access', (_scene, question) =>
      says(question, KEEP),
    ),
    doesNothing(
      'a correction is neither blocked nor answered in words',
      'rectify',
      async (_scene, question) => {
        await says(question, 'БЛОК: система недоступна')
        await says(question, 'ОТВЕТ: исправим')
      },
    ),
    doesNothing(
      'a day in the past or at the end of time, no day at all and an unknown field keep nothing',
      'cease',
      async (_scene, question) => {
        for (const words of [
          'ХРАНИТЬ: телефон; Налоговый кодекс, ст. 206; до 2020-01-01',
          'ХРАНИТЬ: телефон; Налоговый кодекс, ст. 206; до 2031-02-31',
          'ХРАНИТЬ: телефон; Налоговый кодекс, ст. 206; до 9999-12-31',
          'ХРАНИТЬ: телефон; Налоговый кодекс, ст. 206',
          'ХРАНИТЬ: паспорт; Налоговый кодекс, ст. 206; до 2031-12-31',
          'ХРАНИТЬ: constructor, __proto__; ст. 206; до 2031-12-31',
        ])
          await says(question, words)
      },
    ),
    doesNothing(
      'what the record has not is not kept, and nothing else is destroyed for it',
      'cease',
      (_scene, question) =>
        says(question, 'ХРАНИТЬ: идентификатор; Налоговый кодекс, ст. 206; до 2031-12-31'),
    ),
    {
      name: 'the code of one second letter says yes to the terms of that letter alone',
      ownerIsPlayed: true,
      async play(scene) {
        const question = await asked(scene, 'cease')
        await says(question, 'ДА')
        const first = await second(question.number)
        await says(question, KEEP)
        const other = await second(question.number)
        expect(other.messageId).not.toBe(first.messageId)
        if (codeIn(first) === codeIn(other)) return
        await says(first, `УДАЛИТЬ ${codeIn(first)}`)
        await says(other, `УДАЛИТЬ ${codeIn(first)}`)
        expect(await scene.stateOf(question)).toBe('awaiting-approval')
      },
    },
    {
      name: 'words of a refusal are words: no head, no template, no link of ours',
      ownerIsPlayed: true,
      decided: ['refused'],
      async play(scene) {
        const question = await asked(scene, 'rectify')
        const evil = [
          'НЕТ',
          'Bcc: evil@attacker.example',
          '',
          '{{ company.bin }} {% render "approval" %} <script>alert(1)</script>',
          'Основание: ст. 8\u2028Bcc: evil@attacker.example {{ ref }}',
        ].join('\n')
        await says(question, evil)
        const refused = (await scene.letters()).find(({ kind }) => kind === 'refused')
        expect(refused?.to).toBe(scene.victim)
        expect(refused?.header('bcc')).toBe('')
        expect(refused?.text).toContain('{{ company.bin }} {% render "approval" %}')
        expect(refused?.text).toContain('{{ ref }}')
        const html = refused?.raw.toString('utf8') ?? ''
        expect(html).not.toContain('<script>')
      },
    },
  ],
  OWNER,
)
