import { describe, expect, test } from 'vitest'
import { sentencesOf, titleOf } from '../../src/letter/sentence/sentence.ts'
import { evidenceIn } from '../../src/letter/kinds/wanted.ts'

/** What the sentences ask: `cease/plain`, with `?` where a condition binds it. */
function asked(text: string): readonly string[] {
  const found = sentencesOf(text).flatMap(evidenceIn)
  return [
    ...new Set(found.map((one) => `${one.kind}/${one.by}${one.asked === 'asked' ? '' : '?'}`)),
  ]
}

function askedByTitle(subject: string): readonly string[] {
  return [...new Set(evidenceIn(titleOf(subject)).map(({ kind, by }) => `${kind}/${by}`))]
}

describe('an end of the processing (p.17)', () => {
  test.each([
    'Прошу прекратить обработку моих персональных данных',
    'Требую прекратить обработку и удалить',
    'Заблокируйте мои данные',
    'Дербес деректерімді өңдеуді тоқтатыңыз',
    'Please stop processing my personal data',
    'Отзываю согласие на обработку',
    'Прошу считать моё согласие на обработку отозванным',
    'Келісімімді қайтарып аламын',
    'I withdraw my consent',
    'Больше не храните мои данные',
    'Не хочу, чтобы вы обрабатывали мои данные',
    'Do not process my data',
    'Не даю согласия на использование моих данных',
    'Не согласна на обработку данных',
    'Деректерімді өңдеуге келіспеймін',
    'Возражаю против обработки моих данных',
    'Настаиваю на праве на забвение',
    'I exercise my right to erasure',
  ])('%s', (text) => {
    expect(asked(text)).toContain('cease/plain')
  })

  test.each([
    'Удалите мои данные',
    'Сотрите всё, что обо мне храните',
    'Хочу, чтобы вы стёрли мои данные',
    'Можете удалить мои данные?',
    'Деректерімді жойып тастаңыздар',
    'I want all my data removed',
    'Take my details off your system',
    'Закройте мой аккаунт',
    'Удалите меня из вашей базы данных',
    'Удалите телефон, имя и почту',
  ])('in other words: %s', (text) => {
    expect(asked(text)).toContain('cease/words')
  })

  test.each([
    ['Удалите!', 'cease/bare'],
    ['Удалите данные, если у вас нет договора', 'cease/words?'],
    ['Удалите все данные после того, как вернёте деньги', 'cease/words?'],
    ['Delete my data once my refund is paid', 'cease/words?'],
  ])('with less: %s', (text, evidence) => {
    expect(asked(text)).toEqual([evidence])
  })

  test.each([
    'Не удаляйте мои данные',
    'Удалять ничего не прошу',
    'Деректерімді жоймаңыз',
    'Как отозвать согласие на обработку?',
    'Можно ли удалить данные?',
    'Если я захочу удалить данные, что будет?',
    'Я думаю удалить данные',
    'Я удалил данные сам',
    'Прекратить обработку заказа',
    'Прекратить передачу показаний',
    'Удалите мой комментарий',
    'Удалите все отзывы',
    'Удалите это письмо',
    'Отзыв: согласие с вашим методом',
    'Согласие на обработку персональных данных',
    'Stop losing clients: data processing automation',
    'Update your personal data',
    'Удалите старый номер',
    'You delete my data',
  ])('is not wanted by: %s', (text) => {
    expect(asked(text).filter((evidence) => evidence.startsWith('cease'))).toEqual([])
  })
})

describe('a correction (p.16)', () => {
  test.each([
    ['Уточните мои персональные данные', 'rectify/plain'],
    ['Исправьте телефон', 'rectify/words'],
    ['Можно поменять мой номер?', 'rectify/words'],
    ['Тегімді түзетіңіз', 'rectify/words'],
    ['Please change my surname', 'rectify/words'],
    ['Номер поменялся', 'rectify/told'],
    ['Неправильно указана фамилия', 'rectify/told'],
    ['Тегім қате жазылған', 'rectify/told'],
    ['Исправьте.', 'rectify/bare'],
    ['Новый телефон', 'rectify/bare'],
  ])('%s', (text, evidence) => {
    expect(asked(text)).toContain(evidence)
  })

  test.each([
    'Уточнить время приёма',
    'Уточнить данные для оплаты',
    'Исправьте номер заказа',
    'Уточните телефон регистратуры',
    'Please change my appointment',
    'Как исправить телефон?',
    'Телефон исправлять не надо',
    'На вашем сайте неправильный номер телефона',
    'Please excuse any typos, sent from my cell',
  ])('is not wanted by: %s', (text) => {
    expect(asked(text)).toEqual([])
  })
})

describe('own data (p.16)', () => {
  test.each([
    'Пришлите копию моих данных',
    'Прошу предоставить мои персональные данные',
    'Какие данные обо мне у вас есть?',
    'Хочу знать, что вы обо мне храните',
    'Кому вы передали мой номер?',
    'Прошу сообщить цели и сроки обработки моих данных',
    'Проверьте, правильно ли записан мой телефон',
    'Деректерімнің көшірмесін беріңіз',
    'Do you have any personal data about me?',
    'This is a subject access request',
  ])('%s', (text) => {
    expect(asked(text)).toContain('access/words')
  })

  test.each([
    'Где хранятся персональные данные?',
    'Кому вы передаёте данные?',
    'Пришлите ваши реквизиты',
    'Пришлите фото кабинета',
  ])('are not wanted by: %s', (text) => {
    expect(asked(text)).toEqual([])
  })

  test('everything that is to go is no copy', () => {
    expect(asked('Please erase all personal data you hold about me')).toEqual(['cease/words'])
  })
})

describe('a complaint (p.16, p.17.1)', () => {
  test.each([
    'Мои данные обрабатываются незаконно',
    'Деректерімді заңсыз алғансыздар',
    'Вы передали мой номер без моего согласия',
    'Я нигде не регистрировалась',
    'Номер давала не для рекламы',
    'Мои данные утекли: это ваша утечка',
    'Вы опубликовали мою фамилию',
    'Я отозвала согласие, а вы продолжаете звонить',
    'Вы нарушаете закон о персональных данных',
    'I never signed up for this, you have no permission',
  ])('%s', (text) => {
    expect(asked(text)).toContain('unlawful/words')
  })

  test('to ask for the source is a suspicion', () => {
    expect(asked('Откуда у вас мой номер?')).toContain('unlawful/bare')
  })
})

describe('no more mailings (p.8.5, p.8.8)', () => {
  test.each([
    'Прекратить рассылку',
    'Отпишите меня',
    'Уберите меня из рассылки',
    'Не присылайте рекламу',
    'Жарнама жібермеңіздер',
    'Please stop sending me promotional emails, but keep my account',
    'Take me off the newsletter',
    'Реклама не нужна',
    'Не хочу, чтобы мне присылали рекламу',
  ])('%s', (text) => {
    expect(asked(text)).toEqual(['unsubscribe-only/words'])
  })

  test.each([
    'Чтобы отписаться, перейдите по ссылке',
    'To unsubscribe click here',
    'Do not hesitate to contact me',
    'Не звоните на приём',
  ])('are not wanted by: %s', (text) => {
    expect(asked(text)).toEqual([])
  })
})

describe('a subject line', () => {
  test.each([
    ['Удаление аккаунта', 'cease/words'],
    ['Отзыв согласия', 'cease/plain'],
    ['Смена фамилии', 'rectify/words'],
    ['Сменила телефон', 'rectify/told'],
    ['Запрос информации о моих данных', 'access/words'],
    ['STOP', 'unsubscribe-only/bare'],
  ])('%s', (subject, evidence) => {
    expect(askedByTitle(subject)).toContain(evidence)
  })

  test.each([
    'Как отозвать согласие',
    'Прекратить обработку персональных данных: что изменилось, какие штрафы',
    'Подтверждение: обработка данных прекращена',
    'Удаление негатива из интернета',
  ])('that only speaks of it: %s', (subject) => {
    expect(askedByTitle(subject)).toEqual([])
  })
})
