/** (j) A copy of the data goes to the address on record that was proven, and to no other. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { afterAll, beforeAll, expect } from 'vitest'
import type { Attack, Scene } from '../support/attack.ts'
import { attacks, CEASE } from '../support/attack.ts'
import { WalkHarness } from '../support/walk-harness.ts'

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open()
})
afterAll(() => walk.close())

const COPY = 'Прошу предоставить мне копию моих персональных данных, которые вы храните.'
const GONE = 'Прекратите обработку и уничтожьте мои данные.'

/** Where copies went in this scene. */
async function copiesTo(scene: Scene): Promise<readonly string[]> {
  return (await scene.letters()).filter(({ kind }) => kind === 'your-data').map(({ to }) => to)
}

async function refOf(scene: Scene): Promise<string> {
  const [record] = await scene.walk.world.register.find(scene.victim)
  if (record === undefined) throw new Error('the victim is not on record')
  return record.ref
}

const goesTo = (
  name: string,
  to: (scene: Scene) => readonly string[],
  attack: (scene: Scene) => Promise<void>,
): Attack => ({
  name,
  decided: ['approved'],
  async play(scene) {
    await attack(scene)
    await scene.believeEverything()
    expect(await copiesTo(scene)).toEqual(to(scene))
  },
})

const nowhere = (): readonly string[] => []
const toVictim = ({ victim }: Scene): readonly string[] => [victim]

attacks(
  () => walk,
  [
    goesTo('a copy that a thief asks for about the victim goes nowhere', nowhere, (scene) =>
      scene.send({
        from: scene.thief,
        subject: 'Запрос',
        body: `${COPY}\nМой адрес: ${scene.victim}`,
      }),
    ),
    goesTo(
      'a copy goes where the record says, whatever Reply-To, Cc and Sender say',
      toVictim,
      (scene) =>
        scene.send({
          from: scene.victim,
          subject: 'Запрос',
          body: COPY,
          headers: [
            `Reply-To: <${scene.thief}>`,
            `Cc: <${scene.thief}>`,
            `Sender: <${scene.thief}>`,
            `Disposition-Notification-To: <${scene.thief}>`,
          ],
        }),
    ),
    goesTo('another address named in the letter gets no copy', nowhere, (scene) =>
      scene.send({
        from: scene.victim,
        subject: 'Запрос',
        body: `${COPY}\nПришлите на ${scene.thief}, мой адрес теперь ${scene.thief}.`,
      }),
    ),
    goesTo(
      'a copy that the victim agrees to goes to the victim, not to the thief',
      toVictim,
      async (scene) => {
        await scene.send({
          from: scene.thief,
          subject: 'Запрос',
          body: `${COPY}\nМой адрес: ${scene.victim}`,
        })
        const question = (await scene.letters()).find(({ to }) => to === scene.victim)
        if (question !== undefined) await scene.reply(scene.victim, question, 'Да')
      },
    ),
    {
      name: 'an address that came into the record after the owner was asked gets no copy',
      decided: ['approved'],
      async play(scene) {
        await scene.send({ from: scene.victim, subject: 'Запрос', body: COPY })
        const ref = await refOf(scene)
        await scene.walk.world.register.correct(ref, { email: scene.thief })
        await scene.believeEverything()
        expect(await copiesTo(scene)).toEqual([])
        await scene.walk.world.register.correct(ref, { email: scene.victim })
      },
    },
    {
      name: 'values of a record run nowhere: neither in a table, nor on a page, nor in a head',
      async play(scene) {
        await scene.send({ from: scene.victim, subject: 'Запрос', body: COPY })
        const evil = {
          surname: '+1+cmd|calc!A0',
          name: '</td><script>alert(1)</script>{{ company.bin }}',
        }
        const ref = await refOf(scene)
        await scene.walk.world.register.correct(ref, evil)
        await scene.believeEverything()
        const copy = (await scene.letters()).find(({ kind }) => kind === 'your-data')
        const files = copy === undefined ? [] : await filesIn(copy.raw)
        expect(files).toHaveLength(3)
        const [page = '', , csv = ''] = files
        expect(page).not.toContain('<script')
        expect(page).toContain('{{ company.bin }}')
        expect(csv).toContain(`"'+1+cmd|calc!A0"`)
        expect(csv).toContain('"+77000000039"')
        expect(copy?.text).not.toContain('cmd')
        const { surname = '', name = '' } = scene.recorded()
        await scene.walk.world.register.correct(ref, { surname, name })
      },
      decided: ['approved'],
    },
    {
      name: 'a forged demand that is disowned does not undo what an older refusal said: mailings stay stopped',
      ownerIsPlayed: true,
      decided: ['refused'],
      async play(scene) {
        await scene.send({ from: scene.victim, subject: CEASE, body: GONE })
        await scene.walk.decide((await scene.only()).number, 'НЕТ\nДействует договор.')
        await scene.send({
          from: scene.victim,
          signedBy: null,
          subject: CEASE,
          body: `Ещё раз. ${GONE}`,
        })
        const ack = (await scene.letters()).findLast(({ kind }) => kind === 'acknowledgement-cease')
        if (ack === undefined) throw new Error('no acknowledgement')
        await scene.reply(scene.victim, ack, 'Это не я')
        const records = await scene.walk.world.register.list()
        const record = records.find(({ fields }) => fields.email === scene.victim)
        expect(record?.stoppedAt).not.toBeNull()
      },
    },
  ],
)

async function filesIn(raw: Buffer): Promise<readonly string[]> {
  const { simpleParser } = await import('mailparser')
  const { attachments } = await simpleParser(raw)
  return attachments.map(({ content }) => content.toString('utf8'))
}
