import { describe, expect, test } from 'vitest'
import { understand } from '../../src/letter/classify.ts'
import { documentsIn } from '../../src/letter/documents.ts'
import type { Attachment } from '../../src/letter/letter.ts'
import { readLabelled } from '../support/labelled.ts'
import { readLabels } from '../support/labels.ts'
import { HOSTILE, MAILBOX, PHRASES, letterWith } from './samples.ts'

const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  heic: 'image/heic',
  tif: 'image/tiff',
  webp: 'image/webp',
  gif: 'image/gif',
  pdf: 'application/pdf',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  zip: 'application/zip',
  eml: 'message/rfc822',
  txt: 'text/plain',
}

function file(name: string, sizeBytes = 300_000): Attachment {
  const type = TYPES[name.slice(name.lastIndexOf('.') + 1).toLowerCase()]
  return { name, type: type ?? 'image/jpeg', sizeBytes }
}

/** The names found in a letter of these words and files. */
function found(words: string, ...files: readonly (string | Attachment)[]): readonly string[] {
  const attachments = files.map((one) => (typeof one === 'string' ? file(one) : one))
  return documentsIn(letterWith({ text: words, attachments }), words)
}

const ASKS = 'Прошу исправить фамилию на Тестова, anna.testova@person.example'

describe('a file is a copy of a document by its name', () => {
  test.each([
    'паспорт.jpg',
    'Паспорт Тестова.pdf',
    'скан_паспорта.PDF',
    'Копия паспорта (1).jpeg',
    'загранпаспорт.png',
    'удостоверение личности.pdf',
    'Удостоверение.jpg',
    'уд_личности_лицо.heic',
    'УД-личности.tif',
    'УдостоверениеЛичности2.jpg',
    'водительские права.jpg',
    'водительское_удостоверение.pdf',
    'Свидетельство о рождении.pdf',
    'свидетельство_о_рождении_дочери.jpg',
    'вид на жительство.pdf',
    'ИИН.jpg',
    'карта ИИН.png',
    'селфи с паспортом.jpg',
    'Жеке куәлік.jpg',
    'жеке_куәлігім.pdf',
    'жеке куалик.jpg',
    'төлқұжат.pdf',
    'Туу туралы куәлік.jpg',
    'passport.jpg',
    'Passport_scan.pdf',
    'my passport copy.docx',
    'ID card front.png',
    'IdCard_Front.jpg',
    'id_back.jpg',
    "driver's licence.jpg",
    'driving_license.pdf',
    'Birth Certificate.pdf',
    'pasport.jpg',
    'udostoverenie_lichnosti.pdf',
    'zheke kualik.jpg',
    'jeke_kuälik.jpg',
  ])('%s', (name) => {
    expect(found(ASKS, name)).toEqual([name])
  })

  test('where a phone calls it a stream of bytes', () => {
    const one = { name: 'паспорт.HEIC', type: 'application/octet-stream', sizeBytes: 90_000 }
    expect(found(ASKS, one)).toEqual(['паспорт.HEIC'])
  })

  test('and the other files of the letter are not', () => {
    expect(found(ASKS, 'заявление.pdf', 'паспорт.jpg', 'IMG_1.jpg')).toEqual(['паспорт.jpg'])
  })
})

describe('a file is no copy of a document by its name', () => {
  test.each([
    'IMG_2041.jpg',
    'scan.pdf',
    'заявление.pdf',
    'Заявление о смене паспорта.pdf',
    'паспорт и заявление.pdf',
    'passport_application_form.pdf',
    'паспорт изделия.pdf',
    'паспорт качества.pdf',
    'паспорт безопасности.docx',
    'паспорт сделки.pdf',
    'технический паспорт.pdf',
    'техпаспорт.pdf',
    'ветеринарный паспорт.jpg',
    'фото на паспорт.jpg',
    'удостоверение о повышении квалификации.pdf',
    'свидетельство о браке.pdf',
    'доверенность.pdf',
    'договор.pdf',
    'права субъекта данных.pdf',
    'Скриншот.png',
    'password.png',
    'passport-logo.png',
    'policy.pdf',
    'согласие.docx',
    'справка.pdf',
    'идея.jpg',
    'видео.jpg',
    'video id 5512.jpg',
    'куәландыру.pdf',
    'өтініш.pdf',
    'invoice.pdf',
    'identity theft report.pdf',
    'паспорт.gif',
    'паспорт.zip',
    'паспорт.txt',
    'паспорт.eml',
  ])('%s', (name) => {
    expect(found(ASKS, name)).toEqual([])
  })

  test('where it is empty, or is words to be read', () => {
    expect(found(ASKS, file('паспорт.jpg', 0))).toEqual([])
    const attachmentText = [
      { name: 'паспорт.docx', text: 'слова '.repeat(60), subject: '', from: null },
    ]
    const letter = letterWith({ attachments: [file('паспорт.docx')], attachmentText })
    expect(documentsIn(letter, ASKS)).toEqual([])
  })

  test('where the words say that none is sent', () => {
    expect(found('Копию паспорта не прилагаю.', 'паспорт.jpg')).toEqual([])
  })
})

describe('a file is a copy of a document by the words', () => {
  test.each([
    'Прилагаю копию паспорта.',
    'Прилагаю паспорт.',
    'Прилагаю, как вы просили, скан удостоверения личности.',
    'Копию удостоверения личности прилагаю.',
    'Копия паспорта прилагается.',
    'Копия паспорта приложена к письму.',
    'Во вложении скан паспорта.',
    'Скан паспорта во вложении.',
    'Фото удостоверения прикрепила.',
    'Высылаю фото водительских прав.',
    'Отправляю вам селфи с паспортом.',
    'Прикладываю для подтверждения копию моего удостоверения личности',
    'Вот фото моего паспорта, теперь исправьте.',
    'Прилагаю свидетельство о рождении ребёнка.',
    'Прилагаю фото паспорта, этого достаточно?',
    'шлю скан загранпаспорта',
    'Прикрепляю документ, удостоверяющий личность',
    'Смотрите вложение: копия паспорта',
    'Прошу удалить мои данные. Копия удостоверения личности во вложении, почта anna@person.example',
    'Новая фамилия Тестова, прилагаю скан нового паспорта',
    'Жеке куәлігімнің көшірмесін тіркеп отырмын.',
    'Жеке куәлігімді жіберіп отырмын.',
    'Төлқұжатымның суретін қосып отырмын.',
    'Қосымшада жеке куәлігімнің сканы.',
    'Туу туралы куәліктің көшірмесін жолдап отырмын.',
    'Жеке куәлік қосымшада.',
    'Паспорттың көшірмесін тіркедім',
    'A copy of my passport is attached.',
    'Attached is a scan of my ID card.',
    'I have attached my passport.',
    'Please find enclosed a copy of my birth certificate',
    "I'm sending a photo of my driver's license.",
    'My identity card is attached, please correct the name.',
    'Here is a photo of me with my passport',
    'Prilagayu kopiyu pasporta',
    'skan udostovereniya lichnosti vo vlozhenii',
  ])('%s', (words) => {
    expect(found(words, 'IMG_2041.jpg')).toEqual(['IMG_2041.jpg'])
    expect(found(words, 'scan.pdf')).toEqual(['scan.pdf'])
  })

  test.each([
    'IMG_20261102_101500.HEIC',
    'WhatsApp Image 2026-11-02 at 10.15.22.jpeg',
    'Скан 1.pdf',
    'Документ.pdf',
    'CamScanner 11-02-2026.pdf',
    '',
    '1.jpg',
    'Тестова А.pdf',
    'Screenshot_20261102.png',
  ])('when it is named %j', (name) => {
    expect(found('Прилагаю копию паспорта.', file(name))).toEqual([name])
  })

  test('both pages of it, and not the application beside', () => {
    const words = 'Прилагаю копию паспорта, две страницы.'
    expect(found(words, 'IMG_1.jpg', 'IMG_2.jpg', 'заявление.pdf')).toEqual([
      'IMG_1.jpg',
      'IMG_2.jpg',
    ])
    expect(found('Прилагаю заявление и копию паспорта.', 'заявление.pdf', 'IMG_1.jpg')).toEqual([
      'IMG_1.jpg',
    ])
  })
})

describe('a file is no copy of a document by the words', () => {
  test.each([
    'Копию паспорта не прилагаю.',
    'Паспорт не прилагаю, он вам не нужен.',
    'Не буду прилагать копию паспорта, прилагаю скриншот.',
    'Нужно ли прилагать копию паспорта?',
    'Нужна ли копия удостоверения личности?',
    'Должна ли быть приложена копия паспорта?',
    'Могу прислать копию паспорта.',
    'Если нужно, приложу скан удостоверения.',
    'Паспорт прислать могу, если надо.',
    'Фамилия по паспорту Тестова, прилагаю скриншот.',
    'Прилагаю скриншот, где фамилия не как в паспорте.',
    'Прилагаю чек, имя в нём по паспорту.',
    'Удалите скан паспорта, прилагаю скриншот кабинета.',
    'Я присылала вам скан паспорта в прошлом году, удалите его.',
    'При регистрации я приложила копию паспорта, уничтожьте её.',
    'Вы потребовали скан удостоверения, прилагаю ваш ответ.',
    'С меня потребовали и сохранили копию удостоверения личности.',
    'Загрузила в приложении скан паспорта, удалите.',
    'В приложении паспорт указан неверно.',
    'Прилагаю заявление.',
    'Высылаю скан заявления (большой файл, извините).',
    'Копия свидетельства о браке во вложении.',
    'Доверенность прилагаю.',
    'Запись звонка и скриншот журнала вызовов прилагаю.',
    'Фото нового номера прилагаю, на всякий случай пишу и буквами.',
    'Сменила паспорт, теперь я Тестова.',
    'Прилагаю паспорт изделия.',
    'Прилагаю фото обложки для паспорта.',
    'Вот фамилия по паспорту: Тестова.',
    'Вот паспорт: серия и номер ниже.',
    'Прилагаю данные паспорта текстом.',
    'Жеке куәлігімді тіркеген жоқпын.',
    'Жеке куәліктің көшірмесі керек пе?',
    'Жеке куәлігімді жібермеймін.',
    'Атым жеке куәлігімдегідей болсын.',
    'Керек болса, жеке куәлігімнің көшірмесін жіберемін.',
    'Do you need a copy of my passport?',
    'I have not attached my passport.',
    'Should my ID card be attached?',
    'I can send a copy of my passport if you need it.',
    'Attached is a screenshot, the name in my passport is different.',
    'Here is my passport number.',
    'I sent you a copy of my passport last year, please delete it.',
    'My passport says Testova.',
    'Please find attached the invoice.',
    'Nuzhna li kopiya pasporta?',
  ])('%s', (words) => {
    expect(found(words, 'IMG_2041.jpg')).toEqual([])
    expect(found(words, 'scan.pdf')).toEqual([])
  })

  const SAID = 'Прилагаю копию паспорта.'

  test('where it is too small for one, or names itself something else', () => {
    expect(found(SAID, file('image001.png', 8_000))).toEqual([])
    expect(found(SAID, 'заявление.pdf', 'логотип.png', 'договор.docx')).toEqual([])
  })

  test('where several could be meant and other things came as well', () => {
    expect(found('Прилагаю заявление и копию паспорта.', 'IMG_1.jpg', 'IMG_2.jpg')).toEqual([])
    expect(found(SAID, 'Тестова.pdf', 'Ответ.pdf', 'Сынакова.pdf')).toEqual([])
  })

  test('where nothing came at all', () => {
    expect(found(SAID)).toEqual([])
  })
})

describe('a demand with a copy of a document', () => {
  const words = {
    subject: 'Уточнить персональные данные',
    text: 'Новый телефон +7 700 000 00 11. Прилагаю копию паспорта.',
  }
  const context = { phrases: PHRASES, mailbox: MAILBOX }

  test('is the demand it is without one, and flagged', () => {
    const bare = understand(letterWith(words), context)
    const attachments = [file('IMG_2041.jpg')]
    const { flags, reasons, documents, ...rest } = understand(
      letterWith({ ...words, attachments }),
      context,
    )
    expect(documents).toEqual(['IMG_2041.jpg'])
    expect({ ...rest, flags: [], reasons: bare.reasons }).toEqual(bare)
    expect(flags).toEqual(['document'])
    expect(reasons).toContain('attachment: a copy of a document')
  })

  test('is not flagged for another file', () => {
    const attachments = [file('заявление.pdf')]
    const { flags } = understand(letterWith({ ...words, attachments }), context)
    expect(flags).toEqual([])
  })
})

test('of the labelled letters none has a copy of a document, and none is said to have', async () => {
  const letters = [...(await readLabelled(readLabels()))]
  const withFiles = letters.filter(([, { attachments }]) => attachments.length > 0)
  expect(withFiles.length).toBeGreaterThan(10)
  const flagged = letters.filter(([, letter]) => documentsIn(letter, letter.text).length > 0)
  expect(flagged.map(([name]) => name)).toEqual([])
})

test.each([
  ...HOSTILE,
  ['прилагаю', 'прилагаю, '.repeat(1_000)],
  ['паспорт', 'паспорт '.repeat(1_200)],
])('%j without end is read in time', (_, text) => {
  const start = performance.now()
  expect(found(text, file(`${text.slice(0, 120)}.jpg`), 'IMG_1.jpg').length).toBeLessThan(3)
  expect(performance.now() - start).toBeLessThan(1_000)
})
