/** (c) The owner's approval: nobody but the owner says yes, and only to what was asked. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import { secondCode } from '../../src/approval/second-yes.ts'
import type { Attack, Scene } from '../support/attack.ts'
import { attacks, CEASE, DAY_MS, MINUTE_MS, RECTIFY, STOLEN } from '../support/attack.ts'
import { MAILBOX, writeLetter } from '../support/company.ts'
import type { WrittenLetter } from '../support/company.ts'
import { ownSigned } from '../support/own-signature.ts'
import { signed } from '../support/signing.ts'
import type { Reply } from '../support/walk-harness.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const OWNER = 'owner@owners.example'
let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open({ ownerEmail: OWNER })
})
afterAll(() => walk.close())

/** The honest demand of which the thief wants an early, or another, end. */
async function asked(scene: Scene, kind: 'rectify' | 'cease' = 'cease'): Promise<Reply> {
  const body =
    kind === 'cease'
      ? 'Прекратите обработку и уничтожьте мои данные.'
      : `Прошу исправить телефон на ${STOLEN}.`
  await scene.send({ from: scene.victim, subject: kind === 'cease' ? CEASE : RECTIFY, body })
  return walk.approvalOf((await scene.of(scene.victim)).number)
}

/** The owner's true answer from the policy mailbox. */
function trueAnswer(scene: Scene, to: Reply, words: string): Buffer {
  const letter = { from: MAILBOX, subject: 'Re:', body: words, answers: to }
  return writeLetter(letter, scene.walk.now)
}

async function second(scene: Scene): Promise<Reply> {
  const question = await asked(scene)
  await scene.send(trueAnswer(scene, question, 'ДА'), 'Sent')
  const letter = (await walk.toOwner('second-yes', question.number)).at(-1)
  if (letter === undefined) throw new Error('no second letter')
  return letter
}

const refuses = (
  name: string,
  attack: (scene: Scene, question: Reply) => Promise<void>,
  more: Partial<Attack> = {},
): Attack => ({
  name,
  ownerIsPlayed: true,
  async play(scene) {
    const question = await asked(scene, 'rectify')
    await attack(scene, question)
    await scene.walk.passAndSettle(3 * MINUTE_MS)
    expect(await scene.stateOf({ number: question.number })).toBe('awaiting-approval')
  },
  ...more,
})

const yes = (question: Reply, more: Partial<WrittenLetter> = {}): WrittenLetter => ({
  from: OWNER,
  signedBy: null,
  subject: 'Re:',
  body: 'ДА',
  answers: question,
  ...more,
})

attacks(
  () => walk,
  [
    refuses(
      'a forged From of the owner with the true mark does not count',
      async (scene, question) => scene.send(yes(question)),
    ),
    refuses(
      'a forged From of the policy mailbox, lying in INBOX only, does not count',
      async (scene, question) => scene.send(yes(question, { from: MAILBOX })),
    ),
    refuses(
      'an absence notice of the owner with the exact word is no yes',
      async (scene, question) =>
        scene.send(
          yes(question, { signedBy: 'owners.example', headers: ['Auto-Submitted: auto-replied'] }),
        ),
    ),
    refuses('a notice of the owner that only begins with «ДА» is no yes', async (scene, question) =>
      scene.send(
        yes(question, { signedBy: 'owners.example', body: 'ДА\nЯ в отпуске до 5 декабря.' }),
      ),
    ),
    refuses(
      'a stranger’s own signature under the owner’s From does not count',
      async (scene, question) =>
        scene.send(ownSigned(writeLetter(yes(question), scene.walk.now), 'attacker.example')),
    ),
    refuses(
      'a stolen mark in a letter that the thief’s server signs does not count',
      async (scene, question) =>
        scene.send(yes(question, { from: scene.thief, signedBy: 'person.example' })),
    ),
    refuses(
      'the owner’s display name before another address does not count',
      async (scene, question) =>
        scene.send(yes(question, { from: scene.thief, name: OWNER, signedBy: 'person.example' })),
    ),
    refuses(
      'the owner’s signature over a part of the letter (l=) does not count',
      async (scene, question) =>
        scene.send(
          await signed(writeLetter(yes(question), scene.walk.now), {
            bodyLength: 2,
            domain: 'owners.example',
          }),
        ),
    ),
    refuses('ARC results in the owner’s name do not count', async (scene, question) =>
      scene.send(
        yes(question, {
          headers: [
            'ARC-Authentication-Results: i=1; mx.owners.example; dkim=pass header.d=owners.example; dmarc=pass header.from=owners.example',
          ],
        }),
      ),
    ),
    refuses('two From headers, one of them the owner’s, do not count', async (scene, question) =>
      scene.send(yes(question, { from: [OWNER, scene.thief] })),
    ),
    refuses(
      'a yes without a mark does not count, even signed by the owner’s server',
      async (scene, question) =>
        scene.send(
          yes(question, {
            signedBy: 'owners.example',
            subject: question.subject,
            answers: { messageId: '<x@company.example>', references: [] },
          }),
        ),
    ),
    refuses('a mark with one digit changed does not count', async (scene, question) => {
      const messageId = question.messageId.replace(/.(?=@)/, (last) => (last === '0' ? '1' : '0'))
      await scene.send(
        yes(question, { signedBy: 'owners.example', answers: { messageId, references: [] } }),
      )
    }),
    refuses('the mark of a letter to a person is no approval', async (scene) => {
      const ack = (await scene.letters()).find(({ to }) => to === scene.victim)
      if (ack === undefined) throw new Error('nobody was told')
      await scene.send(trueAnswer(scene, ack, 'ДА'), 'Sent')
    }),
    refuses('a yes after fifteen days does not count', async (scene, question) => {
      await scene.walk.pass(15 * DAY_MS)
      await scene.send(trueAnswer(scene, question, 'ДА'), 'Sent')
      const said = (await scene.walk.world.requests.load(question.number))?.events ?? []
      expect(said.find(({ name }) => name === 'answer-not-counted')?.facts['why']).toBe('expired')
    }),
    refuses(
      'a reply to the thief that names our mark is no answer to us',
      async (scene, question) => {
        // The thief's letter bore our mark as its own Message-ID, and the owner said «ДА» to the thief.
        const raw = trueAnswer(scene, question, 'ДА').toString('latin1')
        await scene.send(
          Buffer.from(raw.replace(/^To: .*$/m, `To: "${MAILBOX}" <${scene.thief}>`), 'latin1'),
          'Sent',
        )
      },
    ),
    {
      name: 'a yes to an older plan does not count',
      ownerIsPlayed: true,
      async play(scene) {
        const old = await asked(scene, 'rectify')
        const ack = (await scene.letters()).find(({ to }) => to === scene.victim)
        if (ack === undefined) throw new Error('nobody was told')
        await scene.reply(scene.victim, ack, 'Новый телефон: +7 700 000 00 77')
        await scene.send(trueAnswer(scene, old, 'ДА'), 'Sent')
        const events = (await scene.walk.world.requests.load(old.number))?.events ?? []
        expect(events.find(({ name }) => name === 'answer-not-counted')?.facts['why']).toBe(
          'old-version',
        )
      },
    },
    {
      name: 'a yes to one request is no yes to another',
      ownerIsPlayed: true,
      async play(scene) {
        const mine = await asked(scene, 'rectify')
        const from = `other-${scene.thief}`
        scene.writers.add(from)
        await scene.walk.world.register.add({
          name: 'Вера',
          surname: 'Тестова',
          email: from,
          phone: '+77000000044',
        })
        await scene.send({
          from,
          subject: RECTIFY,
          body: 'Прошу исправить телефон на +7 700 000 00 55.',
        })
        const other = (await scene.of(from)).number
        await scene.send(
          trueAnswer(scene, await walk.approvalOf(other), `ДА\n${mine.number}`),
          'Sent',
        )
        expect(await scene.stateOf({ number: mine.number })).toBe('awaiting-approval')
      },
    },
    {
      name: 'the same approval delivered twice, and said once more under another number, is one decision',
      ownerIsPlayed: true,
      async play(scene) {
        const question = await asked(scene, 'rectify')
        const raw = trueAnswer(scene, question, 'ДА')
        await scene.send(raw, 'Sent')
        await scene.send(raw, 'INBOX')
        await scene.send(trueAnswer(scene, question, 'ДА'), 'Sent')
        const names = await scene.namesOf({ number: question.number })
        expect(names.filter((name) => name === 'approved')).toHaveLength(1)
        expect(names.filter((name) => name === 'corrected')).toHaveLength(1)
      },
      decided: ['approved', 'corrected'],
      changed: { phone: '+77000000066' },
    },
    {
      name: '«ДА» by letter destroys nothing: a second letter asks for its code',
      ownerIsPlayed: true,
      async play(scene) {
        const { number } = await second(scene)
        await scene.walk.passAndSettle(3 * DAY_MS)
        expect(await scene.stateOf({ number })).toBe('awaiting-approval')
      },
    },
    {
      name: '«ДА» to the second letter destroys nothing either',
      ownerIsPlayed: true,
      async play(scene) {
        const letter = await second(scene)
        await scene.send(trueAnswer(scene, letter, 'ДА'), 'Sent')
        expect(await scene.stateOf(letter)).toBe('awaiting-approval')
      },
    },
    {
      name: 'of guessed second codes five count, and then the right one does not',
      ownerIsPlayed: true,
      async play(scene) {
        const letter = await second(scene)
        const right = Number(/УДАЛИТЬ (\d{4})/.exec(letter.text)?.[1])
        const guess = (code: number): Buffer =>
          trueAnswer(scene, letter, `УДАЛИТЬ ${String(code % 10_000).padStart(4, '0')}`)
        for (let index = 1; index <= 5; index += 1) scene.walk.deliver(guess(right + index), 'Sent')
        await scene.walk.settle()
        await scene.send(guess(right), 'Sent')
        expect(await scene.stateOf(letter)).toBe('awaiting-approval')
      },
    },
    {
      name: 'a second code in a stranger’s letter is not even a guess',
      ownerIsPlayed: true,
      async play(scene) {
        const letter = await second(scene)
        const code = /УДАЛИТЬ (\d{4})/.exec(letter.text)?.[1] ?? ''
        await scene.send({
          from: OWNER,
          signedBy: null,
          subject: 'Re:',
          body: `УДАЛИТЬ ${code}`,
          answers: letter,
        })
        await scene.walk.passAndSettle(3 * MINUTE_MS)
        expect(await scene.stateOf(letter)).toBe('awaiting-approval')
      },
    },
    {
      name: 'a second code of an older plan does not count for the newer one',
      ownerIsPlayed: true,
      async play(scene) {
        const letter = await second(scene)
        const code = /УДАЛИТЬ (\d{4})/.exec(letter.text)?.[1] ?? ''
        await scene.walk.desk.authoritySeen(await scene.only(), 'lawyer')
        await scene.walk.drain()
        await scene.send(trueAnswer(scene, letter, `УДАЛИТЬ ${code}`), 'Sent')
        expect(await scene.stateOf(letter)).toBe('awaiting-approval')
      },
    },
    {
      name: 'a second code before the first yes does not count',
      ownerIsPlayed: true,
      async play(scene) {
        const question = await asked(scene)
        const code = secondCode(scene.walk.world.vault.idKey, question.number, 1)
        await scene.send(trueAnswer(scene, question, `УДАЛИТЬ ${code}`), 'Sent')
        expect(await scene.stateOf(question)).toBe('awaiting-approval')
      },
    },
    {
      name: 'what was carried out is not taken back by «ОТМЕНИТЬ»',
      ownerIsPlayed: true,
      async play(scene) {
        const question = await asked(scene, 'rectify')
        await scene.send(trueAnswer(scene, question, 'ДА'), 'Sent')
        await scene.send(trueAnswer(scene, question, 'ОТМЕНИТЬ'), 'Sent')
      },
      decided: ['approved', 'corrected'],
      changed: { phone: '+77000000066' },
    },
    {
      name: 'a forged «ОТМЕНИТЬ» takes no approval back',
      ownerIsPlayed: true,
      async play(scene) {
        const letter = await second(scene)
        const code = /УДАЛИТЬ (\d{4})/.exec(letter.text)?.[1] ?? ''
        await scene.send(trueAnswer(scene, letter, `УДАЛИТЬ ${code}`), 'Sent')
        await scene.send({
          from: OWNER,
          signedBy: null,
          subject: 'Re:',
          body: 'ОТМЕНИТЬ',
          answers: letter,
        })
        await scene.walk.passAndSettle(3 * MINUTE_MS)
        expect(await scene.stateOf(letter)).toBe('approved')
      },
      decided: ['approved'],
    },
    {
      name: 'the owner’s own address on record is changed by nobody else’s word',
      ownerIsPlayed: true,
      async play(scene) {
        await scene.walk.world.register.add({ surname: 'Тестов', name: 'Булат', email: OWNER })
        await scene.send(
          scene.theft({ body: `Мой адрес: ${OWNER}\nПрошу исправить телефон на ${STOLEN}.` }),
        )
        const question = (await scene.letters()).find(({ kind }) => kind === 'confirm-address')
        if (question === undefined) throw new Error('nobody was asked')
        await scene.send({
          from: OWNER,
          signedBy: null,
          subject: 'Re:',
          body: 'Да',
          answers: { messageId: '<x@y.example>', references: [] },
        })
        expect(await scene.stateOf(await scene.only())).toBe('awaiting-identity')
      },
    },
  ],
  OWNER,
)
