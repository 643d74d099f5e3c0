import { describe, expect, test } from 'vitest'
import { gather } from '../../../src/letter/facts.ts'
import { wantsOf } from '../../../src/letter/kinds/wants.ts'
import { letterWith, MAILBOX, PHRASES } from '../samples.ts'

/** The corrections of a letter under the policy's subject: field, old value, new one. */
function corrections(text: string): readonly (readonly [string, string | null, string])[] {
  const letter = letterWith({ subject: 'Уточнить персональные данные', text })
  const facts = gather(
    { ...letter, from: [{ address: 'anna.testova@person.example', name: '' }] },
    { phrases: PHRASES, mailbox: MAILBOX },
  )
  return wantsOf(facts).values.changes.map(({ field, from, to }) => [field, from ?? null, to])
}

const OLD_PHONE = '+77000000099'
const NEW_PHONE = '+77000000011'

/** What stands in the places of a pattern: the old value, the new one, and the words for the field. */
const FIELDS = {
  phone: {
    old: ['8 700 000 00 99', OLD_PHONE],
    new: ['8 700 000 00 11', NEW_PHONE],
    ru: 'номер телефона',
    ruA: 'номер телефона',
    kk: 'нөмірім',
    kkA: 'нөмірімді',
    en: 'phone number',
  },
  email: {
    old: ['anna.old@person.example', 'anna.old@person.example'],
    new: ['anna.new@person.example', 'anna.new@person.example'],
    ru: 'электронный адрес',
    ruA: 'электронный адрес',
    kk: 'поштам',
    kkA: 'поштамды',
    en: 'e-mail',
  },
  userId: {
    old: ['PR-00412', 'PR-00412'],
    new: ['PR-00421', 'PR-00421'],
    ru: 'user ID',
    ruA: 'user ID',
    kk: 'пайдаланушы ID-ім',
    kkA: 'пайдаланушы ID-імді',
    en: 'user ID',
  },
} as const

type FieldName = keyof typeof FIELDS

function filled(pattern: string, field: FieldName): string {
  const words: Readonly<Record<string, string | readonly [string, string]>> = FIELDS[field]
  const places: Readonly<Record<string, string>> = { o: 'old', n: 'new' }
  return pattern.replace(/\{(\w+)\}/g, (_, place: string) => {
    const word = words[places[place] ?? place] ?? ''
    return typeof word === 'string' ? word : word[0]
  })
}

const RUSSIAN = [
  'Мой {ru} изменился: был {o}, стал {n}.',
  'Прошу вместо {o} записать {n}, это мой {ru}.',
  'Мой {ru} не {o}, а {n}. Исправьте, пожалуйста.',
  'Мой {ru} - {n}, а не {o}.',
  'Исправьте {ruA}: {n} вместо {o}.',
  'Прошу изменить {ruA} с {o} на {n}',
  'Поменяйте {o} на {n}, это мой {ru}',
  'Мой {ru} {o} больше не мой, теперь у меня {n}.',
  'Старый {ru} ({o}) не действует, новый: {n}',
  'У вас {ru} {o} — это мамин, а мой — {n}.',
  'В кабинете до сих пор стоит {ru} {o}, хотя я давно пользуюсь {n}.',
  'Перепутаны знаки. {ru} у вас {o}, на самом деле {n}.',
  '{ru}: {o} → {n}',
  '{ru}: {o} -> {n}',
  'Прошу исправить {ruA}.\nНеверно: {o}\nВерно: {n}',
  'Исправьте, пожалуйста.\n{ru} (старый): {o}\n{ru} (новый): {n}',
  'Поле | Сейчас у вас | Должно быть\n{ru} | {o} | {n}',
  'Прошу заменить {ruA}.\n1) прежний: {o}\n2) новый: {n}',
  'Поменялся {ru}.\nБыл:\n{o}\nСтал:\n{n}',
  'Раньше у меня был {ru} {o}, сейчас {n}.',
  'До августа мой {ru} был {o}, с сентября - {n}.',
  '{ru} {n} — так правильно, а {o} - ошибка.',
  'В анкете я ошиблась и написала {ru} {o}. Правильный - {n}.',
  'Указан неверный {ru}: {o}. Верный: {n}.',
  'Указанный у вас {ru} {o} принадлежит бывшему мужу. Мой: {n}.',
  'Я больше не пользуюсь {o}. Мой новый {ru} - {n}',
  'Мой новый {ru} {n}, старый {o} удалите',
  'Прежний {ru} - {o}\nНынешний {ru} - {n}\nПрошу обновить.',
  'Прошу внести изменения: {ru} {o} следует читать как {n}.',
  'Прошу считать верным {ru} {n} (ранее указывала {o}).',
  'Новый {ru} {n} (был {o}).',
  'Обновите {ruA}. {n}. Предыдущий {o} уже недействителен.',
  'Тот {ru}, который у вас записан ({o}), устарел. Актуальный {n}.',
  'Запишите {n} взамен {o}, у меня новый {ru}.',
  'Замените {ruA} на {n}. Сейчас там {o}.',
  'Мой {ru} поменялся на {n}, а в базе {o}',
  'Нужно поправить {ruA}: сейчас {o}, надо {n}',
  'Было {o}\nстало {n}\nэто {ru}',
]
const KAZAKH = [
  'Менің {kk} {o} емес, {n}.',
  '{o} деген {kkA} {n} деп өзгертіңіз.',
  'Менің {kk} өзгерді: {o} орнына {n} деп жазыңыз.',
  'Бұрын {kk} {o} еді, енді {n} болды.',
  'Сіздерде {kk} {o} деп тұр, дұрысы {n}.',
  'Ескі {kk} {o}, жаңасы {n}.',
  '{kk}: {o} → {n}',
  '{kkA} {o} дегеннен {n} дегенге ауыстырыңыз.',
  'Қазіргі {kk} - {n}, ал {o} жабылды. Өзгертіп беріңіз.',
  'Бұрынғы {kk}: {o}\nЖаңа {kk}: {n}\nӨзгертіп қойыңыздаршы.',
  'Менің {kk} қате жазылған: {o}. Дұрысы: {n}',
  'Базада {o} деп көрсетілген, ал менің {kk} {n}.',
  '{kkA} түзетіңізші: {n}, ал сізде {o} болып тұр.',
  '{o} - ескі {kk}, жаңасы - {n}',
  'Қате: {o}\nДұрыс: {n}\nБұл менің {kk}, түзетіп беріңіз',
]
const ENGLISH = [
  'My {en} used to be {o}, now it is {n}.',
  'My {en} should be {n}, not {o}.',
  'The {en} should read {n} instead of {o}.',
  'Please change my {en} from {o} to {n}.',
  'Please replace {o} with {n}, it is my {en}.',
  'My {en} {o} is no longer in use; the new one is {n}.',
  'You have {o} on file as my {en}. It is actually {n}.',
  'I no longer use {o}. Please use {n} as my {en}.',
  'Please update my {en}.\nOld: {o}\nNew: {n}',
  'Swap {o} for {n}, that is my new {en}.',
  'The correct {en} is {n} (you have {o}).',
  'The {en} on my profile ({o}) belongs to my ex; mine is {n}.',
  '{en}: {o} -> {n}',
  'My {en} is wrong in your records: it says {o} but it should say {n}.',
  'Instead of {o} please put {n} as my {en}.',
  'My {en} is not {o} but {n}.',
  'My new {en} is {n}, previously {o}.',
  'Please update my {en}: {n} replaces {o}.',
  'Was {o}, is {n}. That is my {en}, please correct.',
]

describe.each(['phone', 'email', 'userId'] as const)('an old %s and a new one (p.5)', (field) => {
  test.each([...RUSSIAN, ...KAZAKH, ...ENGLISH])('%s', (pattern) => {
    const { old, new: fresh } = FIELDS[field]
    expect(corrections(filled(pattern, field))).toEqual([[field, old[1], fresh[1]]])
  })
})

type Row = readonly [string, readonly (readonly [string, string | null, string])[]]

const NAMES: readonly Row[] = [
  ['Моя фамилия изменилась: была Тестова, стала Пробная.', [['surname', 'Тестова', 'Пробная']]],
  ['Вышла замуж, теперь я Пробная. Раньше была Тестовой.', [['surname', 'Тестова', 'Пробная']]],
  [
    'После развода вернула девичью фамилию — Тестова. В базе я пока Пробная.',
    [['surname', 'Пробная', 'Тестова']],
  ],
  ['Прошу исправить мою фамилию с Тестовой на Пробную.', [['surname', 'Тестова', 'Пробная']]],
  ['Смените, пожалуйста, фамилию Тестова на Образцова', [['surname', 'Тестова', 'Образцова']]],
  ['В договоре стоит Тестава, а надо Тестова (через «о»).', [['surname', 'Тестава', 'Тестова']]],
  ['Фамилия: Тестова (было: Тестава)', [['surname', 'Тестава', 'Тестова']]],
  ['Ошиблись на одну букву: я Тестова, у вас Тестава.', [['surname', 'Тестава', 'Тестова']]],
  [
    'Указана девичья фамилия Тестова. Сейчас в паспорте Образцова.',
    [['surname', 'Тестова', 'Образцова']],
  ],
  ['Я больше не Тестова, я Образцова! Обновите карточку', [['surname', 'Тестова', 'Образцова']]],
  [
    'Фамилия в удостоверении Образцова, а у вас Тестова. Приведите в соответствие с удостоверением.',
    [['surname', 'Тестова', 'Образцова']],
  ],
  [
    'Была: Тестова\nСтала: Образцова\nДокументы сменила в мае.',
    [['surname', 'Тестова', 'Образцова']],
  ],
  ['Фамилия (прежняя): Тестова\nФамилия (новая): Образцова', [['surname', 'Тестова', 'Образцова']]],
  ['Фамилия: Тестова → Образцова', [['surname', 'Тестова', 'Образцова']]],
  ['Моя фамилия не Тестава, а Тестова.', [['surname', 'Тестава', 'Тестова']]],
  ['Пишусь я Тестова, без мягкого знака, а не Тестьова.', [['surname', 'Тестьова', 'Тестова']]],
  [
    'Ношу теперь фамилию мужа, Образцова. Старая фамилия Тестова.',
    [['surname', 'Тестова', 'Образцова']],
  ],
  ['Вместо Тестава читать Тестова. Это фамилия.', [['surname', 'Тестава', 'Тестова']]],
  ['Мою фамилию «Тестава» следует исправить на «Тестова».', [['surname', 'Тестава', 'Тестова']]],
  ['В фамилии пропущена буква: Тесова. Правильно Тестова', [['surname', 'Тесова', 'Тестова']]],
  [
    'поменяйте фамилию пожалуйста была тестова стала образцова',
    [['surname', 'Тестова', 'Образцова']],
  ],
  [
    'У меня теперь двойная фамилия: Тестова-Образцова, раньше была просто Тестова.',
    [['surname', 'Тестова', 'Тестова-Образцова']],
  ],
  [
    'Я развёлся и сменил фамилию обратно на Тестов, был Образцов.',
    [['surname', 'Образцов', 'Тестов']],
  ],
  ['Меня зовут Анна, а не Алла, исправьте имя.', [['name', 'Алла', 'Анна']]],
  ['Имя записано как Наталия, по паспорту Наталья.', [['name', 'Наталия', 'Наталья']]],
  ['Вместо Юлия у вас стоит Юлиана, исправьте имя.', [['name', 'Юлиана', 'Юлия']]],
  ['В имени опечатка: Аннна. Нужно Анна.', [['name', 'Аннна', 'Анна']]],
  ['Имя: Софья (не София)', [['name', 'София', 'Софья']]],
  ['Сменил имя, был Руслан, по новому удостоверению Рустам.', [['name', 'Руслан', 'Рустам']]],
  ['Имя пишется через «ё»: Алёна, у вас Алена', [['name', 'Алена', 'Алёна']]],
  ['Прошу исправить имя Евгения на Евгений', [['name', 'Евгения', 'Евгений']]],
  [
    'Прошу исправить: фамилия Тестова вместо Тестава, имя Анна вместо Ана.',
    [
      ['surname', 'Тестава', 'Тестова'],
      ['name', 'Ана', 'Анна'],
    ],
  ],
  [
    'Было: Тестава Ана\nСтало: Тестова Анна\nФамилия и имя с ошибками.',
    [
      ['surname', 'Тестава', 'Тестова'],
      ['name', 'Ана', 'Анна'],
    ],
  ],
  [
    'Данные | Было | Стало\nФамилия | Тестава | Тестова\nИмя | Ана | Анна\nТелефон | 8 700 000 00 99 | 8 700 000 00 11',
    [
      ['surname', 'Тестава', 'Тестова'],
      ['name', 'Ана', 'Анна'],
      ['phone', '+77000000099', '+77000000011'],
    ],
  ],
  ['Менің тегім Сынақова емес, Сынақбаева.', [['surname', 'Сынақова', 'Сынақбаева']]],
  ['Тегім бұрын Сынақова болатын, енді Байжанова.', [['surname', 'Сынақова', 'Байжанова']]],
  [
    'Тұрмысқа шықтым, жаңа тегім Байжанова. Ескісі Сынақова.',
    [['surname', 'Сынақова', 'Байжанова']],
  ],
  [
    'Сіздерде тегім «Сынакова» деп жазылған, дұрысы «Сынақова».',
    [['surname', 'Сынакова', 'Сынақова']],
  ],
  ['Тегімді Сынақовадан Байжановаға өзгертіп беріңізші.', [['surname', 'Сынақова', 'Байжанова']]],
  ['Сынақова деген тегімді Байжанова деп ауыстырыңыз.', [['surname', 'Сынақова', 'Байжанова']]],
  ['Атым қате: Ерзан емес, Ержан болуы керек.', [['name', 'Ерзан', 'Ержан']]],
  ['Есімімді Айгуль емес, Айгүл деп жазыңыздар.', [['name', 'Айгуль', 'Айгүл']]],
  ['Атымды түзетіңізші: Асел деп тұр, Әсел болуы керек', [['name', 'Асел', 'Әсел']]],
  ['Менің атым Қайрат, ал сіздер Кайрат деп жазыпсыздар.', [['name', 'Кайрат', 'Қайрат']]],
  ['Тегім: Сынақова → Байжанова', [['surname', 'Сынақова', 'Байжанова']]],
  ['Бұрынғы тегім: Сынақова\nЖаңа тегім: Байжанова', [['surname', 'Сынақова', 'Байжанова']]],
  [
    'Сынақова орнына Байжанова деп түзетіңіздер, тегім өзгерді.',
    [['surname', 'Сынақова', 'Байжанова']],
  ],
  [
    'Ажырасып, қыз күнгі тегімді қайтардым: Сынақова. Қазір базада Байжанова деп тұр.',
    [['surname', 'Байжанова', 'Сынақова']],
  ],
  ['My surname is Testperson, not Testpersen.', [['surname', 'Testpersen', 'Testperson']]],
  [
    'I got married: formerly Miss Stoun, now Mrs Stone. Please update my surname.',
    [['surname', 'Stoun', 'Stone']],
  ],
  ['My last name used to be Stoun. It is now Stone.', [['surname', 'Stoun', 'Stone']]],
  ['Please amend my surname: Stoun should read Stone.', [['surname', 'Stoun', 'Stone']]],
  ['You have spelled my first name Jon; it is John.', [['name', 'Jon', 'John']]],
  ['My first name is spelt Katharine, you have Catherine.', [['name', 'Catherine', 'Katharine']]],
  ['Please replace Stoun with Stone as my family name.', [['surname', 'Stoun', 'Stone']]],
  ['First name: Jon -> John', [['name', 'Jon', 'John']]],
  [
    'My maiden name was Stoun and my married name is Stone; please change the surname.',
    [['surname', 'Stoun', 'Stone']],
  ],
  ['Surname on file: Stoun. Correct surname: Stone.', [['surname', 'Stoun', 'Stone']]],
  [
    'There is a typo in my surname: it says Stoun but should say Stone.',
    [['surname', 'Stoun', 'Stone']],
  ],
  ['I am no longer called Stoun. My legal surname is Stone.', [['surname', 'Stoun', 'Stone']]],
  [
    "You've got me down as Stoun. It's Stone. Fix the surname please.",
    [['surname', 'Stoun', 'Stone']],
  ],
  ['Change of surname by deed poll: from Stoun to Stone.', [['surname', 'Stoun', 'Stone']]],
]

describe('an old name and a new one (p.5)', () => {
  test.each(NAMES)('%s', (text, wanted) => {
    expect(corrections(text)).toEqual(wanted)
  })

  test.each([
    'Фамилия: Тестова. Телефон прежний. Спасибо!',
    'Исправьте фамилию.',
    'Здравствуйте, меня зовут Анна Тестова, прошу исправить данные.',
    'Хочу сменить мастера на Ольгу.',
  ])('%s tells none', (text) => {
    expect(corrections(text)).toEqual([])
  })
})

describe('a telephone number in many spellings', () => {
  test.each([
    '8 700 000 00 11',
    '8(700)000-00-11',
    '+7 (700) 000 00 11',
    '+77000000011',
    '87000000011',
    '8-700-000-00-11',
    '8.700.000.00.11',
    '+7.700.000.00.11',
    '7 700 000 00 11',
    '700 000 00 11',
    '(700) 000-00-11',
    '8 (700) 0000011',
    '+7-700-0000-011',
    '007 700 000 00 11',
    'тел.:+7(700)0000011',
    '８７０００００００１１',
    '8 700 000 0011',
    '+7 700 OOO OO 11',
    '8/700/000-00-11',
    '8 700 - 000 - 00 - 11',
    'восемь семьсот, ноль ноль ноль, ноль ноль, одиннадцать',
    'плюс семь семьсот ноль ноль ноль ноль ноль одиннадцать',
  ])('%s', (spelling) => {
    const text = `Прошу исправить телефон. Новый номер: ${spelling}`
    expect(corrections(text)).toEqual([['phone', null, NEW_PHONE]])
  })

  test.each(['8 700 000 00 1', '+7 700 000 00', '8 700 000', '12 34 56', '+7 000 000 00 00'])(
    '%s is none',
    (spelling) => {
      expect(corrections(`Прошу исправить телефон. Новый номер: ${spelling}`)).toEqual([])
    },
  )

  test.each([
    'Номер записан 8 700 000 00 99 последние две цифры неверные, надо 8 700 000 00 11',
    'Телефон поменялся, теперь такой: восемь семьсот ноль ноль ноль ноль ноль одиннадцать. Старый 8 700 000 00 99 не работает',
    'Звоните теперь только по 8 700 000 00 11, телефон 8 700 000 00 99 у меня украли, исправьте номер.',
    'Номер +7 700 000 00 99 передан другому человеку. Прошу впредь использовать +7 700 000 00 11.',
    'Мой номер 8 700 000 00 11 вы записали неправильно как 8 700 000 00 99',
    'Сделайте мой телефон 8 700 000 00 11 вместо 8 700 000 00 99, пожалуйста',
    'Телефон 8 700 000 00 99 — ошибка, это номер моей сестры. Мой собственный 8 700 000 00 11.',
    'Номерімді ауыстырдым. 8 700 000 00 99 өшіріп, 8 700 000 00 11 жазып қойыңыз',
    'Менің нөмірім 8 700 000 00 11 болып өзгерді, бұрынғысы 8 700 000 00 99 болатын.',
    'Телефон нөмірімді 8 700 000 00 99-дан 8 700 000 00 11-ге ауыстырыңызшы',
    'My number changed from 8 700 000 00 99 to the following: +7 700 000 00 11',
    'Please stop calling 8 700 000 00 99, that is my ex-husband. My number is 8 700 000 00 11, please update.',
  ])('%s', (text) => {
    expect(corrections(text)).toEqual([['phone', OLD_PHONE, NEW_PHONE]])
  })
})

describe('an address in many spellings', () => {
  test.each([
    'anna.new@person.example',
    'Anna.New@Person.Example',
    'anna.new (собака) person.example',
    'anna.new[at]person.example',
    'anna.new @ person.example',
    '<anna.new@person.example>',
    'mailto:anna.new@person.example',
    'anna.new@person. example',
    'anna.new at person dot example',
    'anna.new(at)person(dot)example',
    'anna.new собака person точка example',
    'anna точка new собака person точка example',
    'anna dot new at person dot example',
    'anna.new{at}person.example',
    'anna.new #собака# person.example',
    '«anna.new@person.example»',
    'anna.new＠person.example',
    'anna.new <at> person <dot> example',
    'anna.new (@) person.example',
    'anna.new_at_person.example',
    'аnna.new@person.example',
    '"anna.new@person.example".',
  ])('%s', (spelling) => {
    const text = `Прошу сменить почту. Моя новая почта: ${spelling}`
    expect(corrections(text)).toEqual([['email', null, 'anna.new@person.example']])
  })

  test('beside a number that stays it is the only correction', () => {
    const text = 'Поменялась почта: anna.new@person.example. Телефон для связи 8 700 000 00 11.'
    expect(corrections(text)).toEqual([['email', null, 'anna.new@person.example']])
  })
})

describe('user IDs of many shapes', () => {
  test.each([
    ['IMT-00412', 'IMT-00421'],
    ['482210', '482201'],
    ['u7710', 'u7701'],
    ['PR_0412', 'PR_0421'],
    ['12-345', '12-354'],
    ['A1B2C3', 'A1B2C4'],
    ['kz-77-01', 'kz-77-10'],
    ['00412', '00421'],
    ['user412', 'user421'],
    ['#48221', '#48212'],
    ['№48221', '№48212'],
    ['imt/00412', 'imt/00421'],
  ])('%s and %s', (old, fresh) => {
    const bare = (id: string): string => id.replace(/^[#№]/, '')
    const wanted = [['userId', bare(old), bare(fresh)]]
    expect(corrections(`Мой user ID указан как ${old}, а должен быть ${fresh}.`)).toEqual(wanted)
    expect(corrections(`My user ID is ${fresh}, not ${old}.`)).toEqual(wanted)
  })
})

describe('numbers, addresses and IDs in other turns', () => {
  test.each([
    ['Прошлый забудьте, мой телефон 8 700 000 00 11', 'phone', NEW_PHONE],
    ['Симку 8 700 000 00 99 потеряла, купила 8 700 000 00 11.', 'phone', NEW_PHONE],
    ['Отныне 8 700 000 00 11. 8 700 000 00 99 отдала сестре.', 'phone', NEW_PHONE],
    ['Два номера: 87000000011 и 87000000099. Оставьте первый, второй сотрите.', 'phone', NEW_PHONE],
    ['87000000099 жарамсыз, 87000000011 жарамды.', 'phone', NEW_PHONE],
    ['It is 8 700 000 00 11 as opposed to 8 700 000 00 99.', 'phone', NEW_PHONE],
    ['From: a@person.example. To: b@person.example.', 'email', 'b@person.example'],
    [
      'Ящик a@person.example переполнен, поменяйте на b@person.example',
      'email',
      'b@person.example',
    ],
    ['Поштамды a@person.example-ден b@person.example-ге ауыстырыңыз', 'email', 'b@person.example'],
    ['ID номерим 90021 (90012 емес).', 'userId', '90021'],
    ['user_512 дегендеріңіз бөтен біреу, менің айдиім user_521.', 'userId', 'user_521'],
    ['User ID 30077 must be altered to 30770.', 'userId', '30770'],
  ])('%s', (text, field, to) => {
    expect(corrections(text).map(([of, , value]) => [of, value])).toEqual([[field, to]])
  })

  test.each([
    'Измените мой номер на 8 701 345 67 891.',
    'Исправьте почту. Моя почта anna.testova@person.example',
  ])('%s gives none', (text) => {
    expect(corrections(text)).toEqual([])
  })
})
