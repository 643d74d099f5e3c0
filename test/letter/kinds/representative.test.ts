import { describe, expect, test } from 'vitest'
import { understand } from '../../../src/letter/classify.ts'
import { gather } from '../../../src/letter/facts.ts'
import type { Understanding } from '../../../src/letter/letter.ts'
import { representativeIn } from '../../../src/letter/kinds/representative.ts'
import type { Representative } from '../../../src/letter/kinds/representative.ts'
import { HOSTILE, MAILBOX, PHRASES, letterWith } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const CONTEXT = { phrases: PHRASES, mailbox: MAILBOX }
const SENDER = 'anna.testova@person.example'

function who(text: string, subject = ''): Representative | null {
  const facts = gather(letterWith({ text, subject }), CONTEXT)
  return representativeIn({ ...facts, sender: SENDER })
}

function understood(text: string, subject = ''): Understanding {
  return understand(letterWith({ text, subject }), CONTEXT)
}

const ACTING: readonly (readonly [Representative, string])[] = [
  ['parent', 'Пишу от имени моей дочери, удалите её данные.'],
  ['parent', 'От имени несовершеннолетнего сына отзываю согласие.'],
  ['parent', 'Прошу удалить данные моего ребёнка.'],
  ['parent', 'Мой ребёнок, ему 9 лет, заполнил анкету. Удалите его данные.'],
  ['parent', 'Удалите аккаунт сына, ему 12 лет.'],
  ['parent', 'Прошу прислать данные моей дочери, я её мать.'],
  ['parent', 'Являюсь матерью несовершеннолетней Тестовой А., прошу стереть её данные.'],
  ['parent', 'У дочки в карточке неверная фамилия, надо Пробная.'],
  ['parent', 'Баламның атынан жазып отырмын, деректерін жойыңыз.'],
  ['parent', 'Қызымның атынан сұраймын: оның нөмірін өшіріңіз.'],
  ['parent', 'Ұлымның деректерін жойыңыздар.'],
  ['parent', 'I am writing on behalf of my daughter, please delete her data.'],
  ['parent', 'On behalf of my minor son I withdraw consent.'],
  ['parent', "Please delete my son's account, he is 12."],
  ['parent', "I'm the mother of Emma Tester, delete the data of my child."],
  ['guardian', 'Прошу прекратить обработку данных моего подопечного, я его опекун.'],
  ['guardian', 'Являюсь опекуном недееспособной сестры, отзываю её согласие.'],
  ['guardian', 'Я законный представитель несовершеннолетнего Артёма Пробного, удалите его данные.'],
  ['guardian', 'Девочка находится под моей опекой, удалите её данные.'],
  ['guardian', 'Мен оның қамқоршысымын, деректерін жойыңыз.'],
  ['guardian', 'Мен баланың заңды өкілімін, деректерін өшіріңіз.'],
  ['guardian', 'I am the legal guardian of Tom Tester, please erase his records.'],
  ['lawyer', 'Действую по доверенности от Тестова К. С., удалите его данные.'],
  ['lawyer', 'По доверенности от Тестова Ивана прошу удалить его персональные данные.'],
  ['lawyer', 'Я адвокат, представляю интересы Тестовой А. Прошу удалить её данные.'],
  ['lawyer', 'Представляю интересы Тестова Дмитрия, прошу предоставить копию его данных.'],
  ['lawyer', 'Действуя в интересах доверителя, требую уничтожить данные Тестовой.'],
  ['lawyer', 'Мой доверитель отзывает согласие на обработку данных.'],
  ['lawyer', 'Прошу удалить данные Тестовой. Доверенность прилагаю.'],
  ['lawyer', 'Сенімхат бойынша жазып отырмын, Тестованың деректерін жойыңыз.'],
  ['lawyer', 'Анамның сенімхаты негізінде оның деректерін сұраймын.'],
  ['lawyer', 'On behalf of my client I request erasure of his data.'],
  ['lawyer', 'We represent Ms Tester and request a copy of her data.'],
  ['lawyer', 'Please erase the data of Dana Tester. A power of attorney is attached.'],
  ['lawyer', 'Our client hereby withdraws consent to the processing of her data.'],
  ['service', 'We are authorized to act on behalf of our user and request deletion.'],
  ['service', 'Acting as an authorized agent, we request deletion of the data below.'],
  ['service', 'We are writing on behalf of one of our users. Please delete the data.'],
  ['service', 'Our user has requested that you delete all personal data.'],
  ['service', 'Сервис «Забудьте» по поручению пользователя требует удалить данные.'],
  ['service', 'Обращаемся от имени нашего пользователя, просим удалить его данные.'],
  ['service', 'Пайдаланушымыздың атынан деректерді жоюды сұраймыз.'],
  [
    'service',
    'Request ID: 4471-AB\nData subject: Ivan Tester\nE-mail: ivan.tester@person.example\nPlease erase the data.',
  ],
  ['other', 'Прошу удалить данные моей мамы, она сама просила.'],
  ['other', 'Муж просит удалить его данные, пишу за него. Данные мужа: max@person.example'],
  ['other', 'По поручению моей бабушки прошу удалить её данные.'],
  ['other', 'Я представитель Тестовой А., прошу удалить её данные.'],
  ['other', 'Соседка просила меня написать: сотрите её номер.'],
  ['other', 'Анамның атынан жазып отырмын, деректерін жойыңыз.'],
  ['other', 'Әкемнің деректерін жойып тастаңыздар.'],
  ['other', "I'm writing on behalf of my wife: she wants her details deleted."],
  ['other', "Please delete my late husband's account."],
]

describe('somebody acts for another', () => {
  test.each(ACTING)('%s: %s', (expected, text) => {
    expect(who(text)).toBe(expected)
  })

  test('and is flagged in a demand and looked at, with the reason', () => {
    const { flags, review, reasons, kind } = understood(
      'Пишу от имени моей дочери, удалите, пожалуйста, её данные.',
      'Прекратить обработку персональных данных',
    )
    expect(kind).toBe('cease')
    expect(flags).toContain('representative')
    expect(review).toBe(true)
    expect(reasons).toContain('words: for another person (parent)')
  })

  test('and is flagged where it asks what is held', () => {
    const { kind, flags } = understood(
      'Представляю интересы Тестовой А. по доверенности. Прошу предоставить копию её персональных данных.',
    )
    expect(kind).toBe('access')
    expect(flags).toContain('representative')
  })

  test('and no letter of something else is flagged', () => {
    const { kind, flags } = understood('Хочу записать дочь на занятия. По доверенности можно?')
    expect(kind).toBe('question')
    expect(flags).not.toContain('representative')
  })
})

describe('somebody writes of his own data', () => {
  test.each([
    'Прошу удалить мои данные.',
    'Муж посоветовал написать вам. Удалите мои данные.',
    'Дочь записана к вам на занятия. Исправьте мой номер телефона.',
    'Я мама двоих детей и устала от рассылок, удалите мой аккаунт.',
    'Пишу с телефона мужа, удалите мои данные.',
    'Пишу с почты сына, исправьте мою фамилию на Тестова.',
    'Укажите телефон мужа вместо моего.',
    'Замените мой номер на номер мужа +7 700 000 00 11.',
    'Взяла фамилию мужа, теперь я Тестова, исправьте.',
    'Прошу записать фамилию мужа: Тестова.',
    'Ваш представитель звонил мне, удалите мой номер.',
    'Мой адвокат посоветовал отозвать согласие. Удалите мои данные.',
    'Консультировалась с юристом, требую удалить мои данные.',
    'Иначе обращусь к адвокату. Удалите мои данные.',
    'Нужна ли доверенность, чтобы бабушка обратилась через меня?',
    'Отзываю доверенность и прошу удалить мои данные.',
    'У меня нет доверенности, я пишу о своих данных.',
    'Вы обрабатываете данные детей?',
    'Ваш сервис по поручению банка прислал мне рекламу, удалите мой номер.',
    'Прошу от своего имени удалить мои данные.',
    'Действую в своих интересах, удалите мои данные.',
    'Номер моей супруги указан как мой. Мой: +7 700 000 00 11.',
    'При записи дочери вы переименовали в Софию меня. Верните, как было.',
    'Напоминания уходят на телефон мужа. Нужно на мой +7 700 000 00 12.',
    'Внук говорит, можно попросить бумажку, где всё про меня написано.',
    'Сын помог написать это письмо. Удалите мои данные.',
    'Мне психолог в другой клинике просит историю, пришлите мои данные.',
    'Күйеуімнің тегіне өттім, енді Тестовамын, түзетіңіз.',
    'Інімнің нөмірі бөлек, менікі 8 700 000 00 11. Менікін түзетіңіз.',
    'Анамның телефонынан жазып отырмын, деректерімді жойыңыз.',
    'Деректерімді жойыңыздар, қызым көмектесті.',
    'Сенімхатым жоқ, өз деректерімді сұраймын.',
    'Please delete my data.',
    'My husband suggested I write to you. Please delete my data.',
    "I am writing from my wife's phone, delete my account.",
    "I no longer carry my ex-husband's name, please correct my surname to Tester.",
    'My lawyer suggested this subject line. I withdraw my consent.',
    'My lawyer will contact you if you do not delete my data.',
    'Your representative called me, please delete my number.',
    'I am a mother of three, delete my account.',
    'I took my husband’s surname, please correct it to Testova.',
    'Do I need a power of attorney to ask for my own data?',
    'I am not acting on behalf of anyone, delete my data.',
    'Request ID: 4471\nUser: Anna Testova\nE-mail: anna.testova@person.example\nDelete my data.',
  ])('%s', (text) => {
    expect(who(text)).toBeNull()
  })

  test('under a subject of the policy', () => {
    const { flags } = understood(
      'Муж посоветовал вас, но мне не подошло. Удалите мои данные.',
      'Прекратить обработку персональных данных',
    )
    expect(flags).not.toContain('representative')
  })
})

test.each([...HOSTILE])('%s without end is read in time', (_, text) => {
  const facts = gather(letterWith({ text }), CONTEXT)
  const start = cpuMs()
  representativeIn({ ...facts, sender: SENDER })
  expect(cpuMs() - start).toBeLessThan(1_000)
})
