/** What no letter asks for: an account that its owner removed, and places that no program reaches. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textFact } from '../../src/request/event.ts'
import { eventsNamed, lastEvent } from '../../src/request/request.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const PARTNER = 'privacy@studio.example'
const LIST = ['бумажные анкеты', 'записная книжка']

let walk: WalkHarness
beforeAll(async () => {
  walk = await WalkHarness.open({
    policy: {
      byHand: LIST,
      partners: [
        {
          id: 'studio',
          name: 'ТОО «Студия»',
          address: PARTNER,
          language: 'ru',
          categories: ['name', 'email'],
          purposes: ['8.2'],
        },
      ],
    },
  })
})
afterAll(() => walk.close())

const fieldsOf = (email: string) => ({ surname: 'Тестов', name: 'Пётр', email })

test('who removed the own account has it destroyed at partners and everywhere else, and reads no letter (p.11.6.1)', async () => {
  const email = 'removed.account@person.example'
  const added = await walk.world.register.add(fieldsOf(email))
  if (!added.added) throw new Error('not on record')
  const number = await walk.desk.openByHand({
    kind: 'purpose-achieved',
    received: walk.now,
    email,
    language: 'ru',
    changes: [],
  })
  await walk.settle()
  const approval = await walk.approvalOf(number)
  for (const place of LIST) expect(approval.text).toContain(`— ${place}`)

  await walk.destroyBy(number)
  const told = await walk.replyOf('partner-instruction', PARTNER)
  expect(told.text).toContain(email)
  expect(await walk.world.register.look(added.ref)).toBeNull()
  expect(await walk.world.register.find(email)).toEqual([])
  expect(await walk.sentTo(email)).toEqual([])
  const request = await walk.desk.load(number)
  if (request === null) throw new Error('no request')
  expect(eventsNamed(request, 'partner-told').map((event) => textFact(event, 'partner'))).toEqual([
    'studio',
  ])
  expect(lastEvent(request, 'destroyed')).toBeDefined()
  expect(request.state).not.toBe('closed')
  await walk.desk.note(request, { what: 'partner-done', partner: 'studio' })
  await walk.settle()
  expect((await walk.desk.load(number))?.state).toBe('closed')
})

test('the owner’s yes to a destruction stands for what no program reaches: asked, on record, and told back (p.11.2, p.11.5)', async () => {
  const from = 'by.hand@person.example'
  await walk.world.register.add(fieldsOf(from))
  const { number } = await walk.ask({
    from,
    subject: 'Прекратить обработку персональных данных',
    body: 'Уничтожьте мои данные.',
  })
  const asked = (await walk.approvalOf(number)).text
  for (const place of LIST) expect(asked).toContain(`— ${place}`)
  expect(asked).toContain('Согласие означает, что и с этим вы уже разобрались.')
  await walk.decide(number, 'ДА')
  expect((await walk.toOwner('second-yes', number)).at(-1)?.text).toContain(`— ${LIST[1]}`)
  await walk.answerSecond(number)
  const approved = lastEvent(await walk.onlyRequestOf(from), 'approved')
  expect(approved?.facts['byHand']).toBe(true)
  const receipt = (await walk.toOwner('receipt', number)).at(-1)?.text ?? ''
  for (const place of LIST) expect(receipt).toContain(`— ${place}`)
  expect(receipt).toContain('Вашим ответом вы подтвердили, что и с этим разобрались.')
})

test('nothing is asked of such places where nothing is destroyed (p.11.2)', async () => {
  const from = 'corrected.only@person.example'
  await walk.world.register.add(fieldsOf(from))
  const { number } = await walk.ask({
    from,
    subject: 'Уточнить персональные данные',
    body: 'Исправьте фамилию на Сынакова.',
  })
  expect((await walk.approvalOf(number)).text).not.toContain(LIST[0])
  await walk.decide(number, 'ДА')
  const approved = lastEvent(await walk.onlyRequestOf(from), 'approved')
  expect(approved?.facts).not.toHaveProperty('byHand')
})
