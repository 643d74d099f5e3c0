import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NOT_COUNTED, hasWords, readAnswer } from '../../src/approval/approval.ts'
import { separate } from '../../src/letter/own-words/quotes.ts'
import { HOSTILE } from '../letter/samples.ts'

const YES = { say: 'yes' }
const UNCLEAR = { say: 'unclear', why: 'unclear' }

describe('yes', () => {
  test.each([
    'ДА',
    'да',
    'да.',
    'Да!',
    'Да!!!',
    ' ДА \r\n',
    'ДА\n\n\n',
    '\u200bДА\u200b',
    '\ufeffДа',
    'Иә',
    'ИӘ.',
    'иа',
    'ИЯ',
    'yes',
    'YES!',
    'Yes.',
  ])('is %j', (text) => {
    expect(readAnswer(text)).toEqual(YES)
  })

  test.each([
    'да, но телефон другой',
    'Да, спасибо',
    'да — но подождите',
    'ДА: проверьте телефон',
    'ДА\nтолько фамилию не меняйте',
    'да да',
    'да-да',
    'ДА 👍',
    '«ДА»',
    '> ДА',
    'Ну да',
    'дай',
    'данет',
    'д а',
    'yes please',
    'yess',
    'иә, бірақ кейін',
    `ДА${'.'.repeat(30)}`,
  ])('is not %j: a thought is not carried out', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })
})

describe('manners below a yes', () => {
  test.each([
    'ДА\n\nС уважением,\nАнна Тестова',
    'Да\nСпасибо!',
    'Иә\nРахмет',
    'Yes\nBest regards,\nAnna Testperson\n+7 700 000 00 11',
  ])('take nothing back: %j', (text) => {
    expect(readAnswer(text)).toEqual(YES)
  })

  test.each([
    'ДА\nСпасибо, но телефон другой',
    'ДА\nС уважением\nтолько фамилию не меняйте',
    'Иә\nРахмет\nбірақ кейін',
    'Yes\nThanks\nbut not today',
    'ДА\nСпасибо за быструю работу',
    `ДА\nСпасибо\n${'имя '.repeat(30)}`,
    'ДА\nСпасибо\n1\n2\n3\n4\n5',
  ])('end where a thought begins: %j', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })
})

describe('no', () => {
  test.each([
    ['НЕТ\nЭто не наш клиент', 'Это не наш клиент'],
    ['нет: это не наш клиент', 'это не наш клиент'],
    ['Нет — договор ещё действует', 'договор ещё действует'],
    ['НЕТ.\n\nПричина первая.\nПричина вторая.', 'Причина первая.\nПричина вторая.'],
    ['Жоқ\nШарт әлі жарамды', 'Шарт әлі жарамды'],
    ['ЖОК\r\nШарт', 'Шарт'],
    ['no\nThe contract is in force', 'The contract is in force'],
    ['НЕТ\n16', '16'],
  ])('with its reason is %j', (text, reason) => {
    expect(readAnswer(text)).toEqual({ say: 'no', reason })
  })

  test.each(['НЕТ', 'нет.', 'Жоқ!', 'no', 'No.\n\n', 'НЕТ:', 'НЕТ\n…', 'НЕТ\n👍', 'НЕТ\n\u200b'])(
    'without a reason (%j) does not count: the person must know it',
    (text) => {
      expect(readAnswer(text)).toEqual({ say: 'unclear', why: 'no-reason' })
    },
  )

  test.each([
    'нет вопросов',
    'Нет вопросов, исправляйте',
    'Нет, всё верно',
    'Нет. Всё верно, исправляйте',
    'НЕТ-нет, исправляйте',
    'no problem, go ahead',
    'No, that is fine',
    'нетто',
  ])('is not %j: nobody is refused by a way of speaking', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })
})

describe('a question', () => {
  test.each([
    ['ВОПРОС\nКакой номер верный?', 'Какой номер верный?'],
    ['Вопрос: какой номер верный?', 'какой номер верный?'],
    ['ВОПРОС\n\nПервый?\n\nВторой?', 'Первый?\n\nВторой?'],
    ['сұрақ\nҚай нөмір дұрыс?', 'Қай нөмір дұрыс?'],
    ['Сурак: қай нөмір?', 'қай нөмір?'],
    ['ask\nWhich number is right?', 'Which number is right?'],
    ['Question:\nWhich one?', 'Which one?'],
  ])('with its words is %j', (text, question) => {
    expect(readAnswer(text)).toEqual({ say: 'ask', question })
  })

  test.each(['ВОПРОС', 'Вопрос?', 'сұрақ.', 'ask', 'ВОПРОС\n???'])(
    'without words (%j) does not count',
    (text) => {
      const { say } = readAnswer(text)
      expect(say).toBe('unclear')
    },
  )

  test('that is bare says so', () => {
    expect(readAnswer('ВОПРОС')).toEqual({ say: 'unclear', why: 'no-question' })
    expect(readAnswer('ВОПРОС\n???')).toEqual({ say: 'unclear', why: 'no-question' })
  })
})

describe('the code of a destruction', () => {
  test.each([
    'УДАЛИТЬ 4821',
    'удалить 4821',
    'Удалить: 4821.',
    ' УДАЛИТЬ  4821 \r\n',
    'УНИЧТОЖИТЬ 4821',
    'ЖОЮ 4821',
    'destroy 4821!',
    'УДАЛИТЬ 4821\n\nС уважением,\nАнна Тестова',
    '\u200bУДАЛИТЬ 4821',
  ])('is %j', (text) => {
    expect(readAnswer(text)).toEqual({ say: 'destroy', code: '4821' })
  })

  test.each([
    '4821',
    'УДАЛИТЬ',
    'УДАЛИТЬ4821',
    'УДАЛИТЬ 482',
    'УДАЛИТЬ 48211',
    'УДАЛИТЬ 4821 и 4822',
    'УДАЛИТЬ 4821, но не сегодня',
    'УДАЛИТЬ 4821\nподождите до завтра',
    'Не удалить 4821',
    'Можно УДАЛИТЬ 4821',
    'ДА 4821',
    'УДАЛИТЬ код 4821',
    'УДАЛИТЬ ٤٨٢١',
    '«УДАЛИТЬ 4821»',
  ])('is not %j', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })

  test('keeps its leading zeros', () => {
    expect(readAnswer('УДАЛИТЬ 0007')).toEqual({ say: 'destroy', code: '0007' })
  })
})

describe('taking an approval back', () => {
  test.each(['ОТМЕНИТЬ', 'отменить.', 'Отмена!', 'болдырмау', 'UNDO', 'ОТМЕНИТЬ\nСпасибо!'])(
    'is %j',
    (text) => {
      expect(readAnswer(text)).toEqual({ say: 'undo' })
    },
  )

  test.each([
    'отменить нельзя',
    'не отменять',
    'ОТМЕНИТЬ\nтолько телефон',
    'ОТМЕНИТЬ?',
    'отменить 4821',
    'отменено',
    'undone',
  ])('is not %j', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })
})

describe('anything else', () => {
  test.each([
    '',
    ' \r\n\t ',
    '👍',
    '✅',
    '+',
    'ok',
    'ок',
    'Хорошо',
    'согласна',
    'Исправьте, пожалуйста',
    '\0',
    '1',
  ])('(%j) does nothing', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })

  test('is no yes, whatever is written', () => {
    const word = /^(?:да|иә|иа|ия|yes)$/iu
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
        expect(readAnswer(text).say === 'yes' && !word.test(letters)).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })

  test('behind a yes takes it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }).filter(hasWords), (more) => {
        expect(readAnswer(`ДА\n${more}`)).toEqual(UNCLEAR)
        expect(readAnswer(`ДА, ${more}`)).toEqual(UNCLEAR)
      }),
    )
  })
})

describe('what a mail program leaves around an answer', () => {
  test.each([
    [
      'gmail',
      'ДА\n\nвс, 22 нояб. 2026 г. в 14:05, ИП <privacy@company.example>:\n\n> Нужно решение',
    ],
    ['mail.ru', 'Да\n\n\n-- \nИП «Тестова»\n'],
    ['a phone', 'Да\n\nОтправлено с iPhone'],
    [
      'outlook',
      'Да\n\nОт: ИП\nОтправлено: 22 ноября 2026 г. 14:05\nКому: privacy@company.example\nТема: Нужно решение\n\nМожно ответить: НЕТ',
    ],
    ['our delimiter', 'ДА\n\n--- Ответ пишите выше этой черты ---\nЗдравствуйте!'],
    [
      'english',
      'Yes\n\nOn Sun, 22 Nov 2026 at 14:05, Company <privacy@company.example> wrote:\n> text',
    ],
  ])('is taken away first (%s)', (_program, text) => {
    expect(readAnswer(separate(text).own)).toEqual(YES)
  })

  test.each([
    'ДА\n\nС уважением,\nМайя Тестова\n+7 700 000 00 43',
    'Да\nСпасибо!',
    'Иә\n\nҚұрметпен,\nТестова',
    'yes\n\nBest regards,\nTestperson',
  ])('as good manners is no second thought (%j)', (text) => {
    expect(readAnswer(text)).toEqual(YES)
  })

  test.each([
    'ДА\n\nС уважением,\nМайя, но только телефон',
    'ДА\nСпасибо, но подождите до завтра',
    'ДА\nС уважением отношусь к сомнениям',
    'ДА\nСпасибо\nпоправьте другой телефон',
    'ДА\nСпасибо\nПоправьте другой телефон',
  ])('as manners with a thought in them takes the yes back (%j)', (text) => {
    expect(readAnswer(text)).toEqual(UNCLEAR)
  })

  test('where it is not known as quoted makes the answer unclear', () => {
    const text = 'ДА\n\nНужно решение до 26 ноября: исправить телефон'
    expect(readAnswer(separate(text).own)).toEqual(UNCLEAR)
  })

  test('with no answer above it does nothing', () => {
    expect(readAnswer(separate('> ДА\n> НЕТ').own)).toEqual(UNCLEAR)
  })
})

describe("the owner's words", () => {
  test('of ten thousand characters are cut at two thousand, between characters', () => {
    const long = readAnswer(`НЕТ\n${'п'.repeat(10_000)}`)
    expect(long).toEqual({ say: 'no', reason: 'п'.repeat(2_000) })
    const pairs = readAnswer(`НЕТ\nя${'😀'.repeat(5_000)}`)
    expect(pairs).toEqual({ say: 'no', reason: `я${'😀'.repeat(999)}` })
  })

  test('hold no control characters and no invisible ones but line ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (words) => {
        const answer = readAnswer(`НЕТ\nпричина ${words}`)
        const reason = answer.say === 'no' ? answer.reason : ''
        expect(reason).toMatch(/^причина/)
        expect(reason).not.toMatch(/[\p{Cf}\u2028\u2029]/u)
        expect(reason.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u)
      }),
    )
  })

  test.each([...HOSTILE.keys()])('of a megabyte of %s are read at once', (name) => {
    const text = HOSTILE.get(name) ?? ''
    const start = performance.now()
    for (const before of ['', 'ДА ', 'НЕТ\n', 'ВОПРОС:']) readAnswer(before + text)
    expect(performance.now() - start).toBeLessThan(1_000)
  })
})

test('there is one word for each reason not to count', () => {
  expect(new Set(NOT_COUNTED).size).toBe(NOT_COUNTED.length)
})
