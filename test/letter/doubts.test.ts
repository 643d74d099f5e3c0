import { expect, test } from 'vitest'
import { understand } from '../../src/letter/classify.ts'
import { letterWith, MAILBOX, PHRASES } from './samples.ts'

const CONTEXT = { phrases: PHRASES, mailbox: MAILBOX }

test('who writes from the address that is to become his is looked at', () => {
  const text = 'Замените почту anna.old@person.example на anna.testova@person.example'
  const { kind, review, flags } = understand(letterWith({ text }), CONTEXT)
  expect({ kind, review }).toEqual({ kind: 'rectify', review: true })
  expect(flags).toContain('other-address')
})

test('a demand that comes by a gateway is looked at and not answered', () => {
  const headers = [{ name: 'auto-submitted', value: 'auto-generated' }]
  const text = 'Текст клиента: удалите мою анкету и все мои данные.'
  const { kind, review, acknowledge } = understand(letterWith({ headers, text }), CONTEXT)
  expect({ kind, review, acknowledge }).toEqual({ kind: 'cease', review: true, acknowledge: false })
})

test('advertising that only calls itself bulk is spam', () => {
  const headers = [{ name: 'precedence', value: 'bulk' }]
  const text =
    'ТОЛЬКО ДО ПЯТНИЦЫ!!! Комплект документов со скидкой 70 %. Жмите http://docs.example/x'
  expect(understand(letterWith({ headers, text }), CONTEXT).kind).toBe('spam')
})

test('a notice without any header is known by its words', () => {
  const text = 'Меня нет на связи до понедельника, потом отвечу. Это сообщение отправил робот.'
  expect(understand(letterWith({ text }), CONTEXT).kind).toBe('auto-reply')
})

test('a partner’s answer in the thread is marked and makes no demand', () => {
  const subject = 'Re: Поручение [№ PD-7F3K-92QD-P1]'
  const text = 'По вашему поручению данные удалены, третьим лицам не передавались.'
  const { kind, alsoKinds, flags } = understand(letterWith({ subject, text }), CONTEXT)
  expect({ kind, alsoKinds }).toEqual({ kind: 'reply', alsoKinds: [] })
  expect(flags).toContain('partner')
})
