import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { describe, expect, test } from 'vitest'
import { NOT_COUNTED } from '../../src/approval/approval.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import type { Rendered } from '../../src/edge/templates.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import type { Language } from '../../src/letter/letter.ts'
import { OWNER_LETTERS, PERSON_LETTERS } from '../../src/reply/letter-kinds.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import { actionPhrase, actionVerb, fieldName, whyNotPhrase } from '../../src/reply/words.ts'
import { CANARIES, fullValues, minimalValues } from './letter-values.ts'

const ROOT = join(import.meta.dirname, '../../templates')
const LETTERS = [...PERSON_LETTERS, ...OWNER_LETTERS]
const PARTIALS = ['_add', '_answers', '_company', '_delimiter', '_free', '_not-me', '_remedy']
const templates = createTemplates(ROOT)

const EVERY_LETTER = LANGUAGES.flatMap((language) =>
  LETTERS.map((name): [Language, LetterName] => [language, name]),
)

function full(name: LetterName, language: Language): Rendered {
  return templates.render(name, language, fullValues(language)[name])
}

function minimal(name: LetterName, language: Language): Rendered {
  return templates.render(name, language, minimalValues(language)[name])
}

function partial(name: string, language: Language): string {
  return readFileSync(join(ROOT, language, `${name}.liquid`), 'utf8').trim()
}

describe.each(LANGUAGES)('the letters in %s', (language) => {
  test('are exactly the closed list and the shared blocks', () => {
    const files = readdirSync(join(ROOT, language)).toSorted()
    expect(files).toEqual([...LETTERS, ...PARTIALS].map((name) => `${name}.liquid`).toSorted())
  })

  test('hold no logic beyond if, for and render, and no filters', () => {
    for (const file of readdirSync(join(ROOT, language))) {
      const source = readFileSync(join(ROOT, language, file), 'utf8')
      const tags = [...source.matchAll(/\{%-?\s{0,3}(\w+)/g)].map((match) => match[1])
      const plain = ['if', 'elsif', 'else', 'endif', 'for', 'endfor', 'render']
      expect(plain).toEqual(expect.arrayContaining(tags))
      expect(source).not.toContain('|')
    }
  })
})

describe.each(EVERY_LETTER)('%s/%s', (language, name) => {
  test('names only values it is given, in every branch', () => {
    const engine = new Liquid({ root: join(ROOT, language), extname: '.liquid' })
    const named = engine.globalVariablesSync(engine.parseFileSync(name))
    expect(Object.keys(fullValues(language)[name])).toEqual(expect.arrayContaining(named))
  })

  test('is written whole, with everything it can say and with the least', () => {
    for (const letter of [full(name, language), minimal(name, language)]) {
      expect(letter.text.length).toBeGreaterThan(150)
      expect(letter.text).toMatch(/[^\n]\n$/)
      expect(letter.text).not.toMatch(/undefined|null|\[object|true|false|\n\n\n/)
      // A label whose value is empty ends in a blank.
      expect(letter.text).not.toMatch(/ \n/)
    }
  })

  test('has a subject of one line and at most 200 characters', () => {
    for (const letter of [full(name, language), minimal(name, language)]) {
      expect(letter.subject).toMatch(/^\S[^\n\r]{5,198}\S$/)
    }
  })

  test('shows no value that was masked', () => {
    const letter = full(name, language)
    for (const canary of Object.values(CANARIES)) {
      expect(`${letter.subject}\n${letter.text}`).not.toContain(canary)
      expect(`${letter.subject}\n${letter.text}`).not.toContain(canary.slice(2))
    }
  })
})

describe.each(LANGUAGES)('letters to the person in %s', (language) => {
  test('carry the company block and the line to answer above (p.1)', () => {
    for (const name of PERSON_LETTERS) {
      const { company } = fullValues(language)[name]
      const { text } = full(name, language)
      for (const line of Object.values(company)) expect(text).toContain(line)
      expect(text.startsWith(partial('_delimiter', language))).toBe(true)
    }
  })

  test('carry the number in the subject once, whatever the subject is', () => {
    for (const name of PERSON_LETTERS) {
      const values = { ...fullValues(language)[name], phrase: 'Уточнить персональные данные' }
      const phrased = templates.render(name, language, values).subject
      expect(phrased).toBe('Re: Уточнить персональные данные [№ PD-7F3K-92QD]')
      const own = full(name, language).subject
      expect(own.endsWith(' [№ PD-7F3K-92QD]')).toBe(true)
      expect(own.split('PD-7F3K-92QD')).toHaveLength(2)
      expect(own).not.toMatch(/^Re:/)
    }
  })

  test('acknowledge for free, without identity documents, and open to "not me" (p.16)', () => {
    for (const name of ['acknowledgement-rectify', 'acknowledgement-cease', 'clarify'] as const) {
      for (const block of ['_free', '_add', '_not-me']) {
        expect(full(name, language).text).toContain(partial(block, language))
      }
    }
  })

  test('refuse with the reason, the basis and the way to complain', () => {
    const { text } = full('refused', language)
    expect(text).toContain('Первая строка, «ёлочки» & {{ ref }}.\n\nВторая строка: {% if x %}.')
    expect(text).toContain('п. 16')
    expect(text).toContain(partial('_remedy', language))
    expect(text).toContain('eOtinish.kz')
  })

  test('promise the day of the correction and name each field with its masked value (p.16)', () => {
    const values = fullValues(language)['acknowledgement-rectify']
    const { text } = full('acknowledgement-rectify', language)
    for (const { field, value } of values.changes) expect(text).toContain(`— ${field}: ${value}\n`)
    for (const said of [values.due, values.received, values.address, values.ref]) {
      expect(text).toContain(said)
    }
  })

  test('promise both days of a cessation (p.17)', () => {
    const values = fullValues(language)['acknowledgement-cease']
    const { text } = full('acknowledgement-cease', language)
    expect(text).toContain(`: ${values.stopBy}\n`)
    expect(text).toContain(`: ${values.destroyBy}\n`)
  })

  test('say that the clock keeps running while we ask', () => {
    for (const name of ['clarify', 'owner-question'] as const) {
      expect(full(name, language).text).toContain(`: ${fullValues(language)[name].due}\n`)
    }
  })
})

const WORDS = {
  ru: ['ДА — исправить', 'НЕТ — отказать', 'ВОПРОС — спросить человека'],
  kk: ['ИӘ — түзету', 'ЖОҚ — бас тарту', 'СҰРАҚ — адамнан сұрау'],
  en: ['YES — correct', 'NO — refuse', 'ASK — ask the person'],
} as const

describe.each(LANGUAGES)('letters to the owner in %s', (language) => {
  test('offer the three words and the mailbox from which an answer counts', () => {
    for (const name of ['approval', 'not-understood'] as const) {
      const { text } = full(name, language)
      for (const word of WORDS[language]) expect(text).toContain(word)
      expect(text).toContain('privacy@company.example')
    }
  })

  test('offer no yes where the plan cannot be carried out, and say why', () => {
    const whyNot = whyNotPhrase('several-records', language)
    const values = { ...fullValues(language).approval, plannable: false, whyNot }
    const { text } = templates.render('approval', language, values)
    const [yes, ...others] = WORDS[language]
    expect(text).not.toContain(yes)
    for (const word of others) expect(text).toContain(word)
    expect(text).toContain(`: ${whyNot}.`)
  })

  test('offer to tell the person where there is no record', () => {
    const values = { ...fullValues(language).approval, noRecord: true, changes: [] }
    const { text } = templates.render('approval', language, values)
    const [yes, ...others] = WORDS[language]
    expect(text).not.toContain(yes)
    expect(text).toMatch(/(?:ДА|ИӘ|YES) — [\p{L} ,]{10,60}, (?:НЕТ|ЖОҚ|NO) — /u)
    for (const word of others) expect(text).toContain(word)
    const receipt = { ...fullValues(language).receipt, decision: 'yes' as const, noRecord: true }
    const { action } = receipt
    expect(templates.render('receipt', language, receipt).text).not.toContain(action)
  })

  test('tell each reason why an answer does not count in its own words', () => {
    const texts = NOT_COUNTED.map((reason) => {
      const values = { ...fullValues(language)['not-understood'], reason }
      return templates.render('not-understood', language, values).text
    })
    expect(new Set(texts).size).toBe(NOT_COUNTED.length)
  })

  test('offer no word where a decision was taken already or a newer letter waits', () => {
    for (const reason of ['already-decided', 'old-version']) {
      const values = { ...fullValues(language)['not-understood'], reason }
      const { text } = templates.render('not-understood', language, values)
      for (const word of WORDS[language]) expect(text).not.toContain(word)
    }
  })

  test('ask about a cessation with its own verb, and name what would be gone (p.17)', () => {
    const action = actionPhrase('cease', [], language)
    const verb = actionVerb('cease', language)
    const destroys = fieldName('phone', language)
    const values = { ...fullValues(language).approval, action, verb, destroys, changes: [] }
    const { subject, text } = templates.render('approval', language, values)
    expect(subject).toContain(action)
    expect(text).toContain(`— ${verb}, `)
    expect(text).toContain(`: ${destroys}\n`)
  })

  test('keep every line of the owner in the receipt of a no and of a question', () => {
    for (const decision of ['no', 'question'] as const) {
      const values = { ...fullValues(language).receipt, decision }
      expect(templates.render('receipt', language, values).text).toContain('\n\nВторая строка')
    }
  })
})

test('the approval letter names the change, the person, the term and the doubt', () => {
  const values = {
    ...fullValues('ru').approval,
    action: actionPhrase('rectify', ['phone'], 'ru'),
    changes: [{ field: 'телефон', before: '+7 701 ••• 39 91', after: '+7 707 ••• 12 34' }],
    places: '',
    partners: '',
  }
  const { subject, text } = templates.render('approval', 'ru', values)
  expect(subject).toBe('Нужно решение до 26 ноября: исправить телефон (№ PD-7F3K-92QD)')
  expect(text).toBe(`— Ответ пишите выше этой черты —

Здравствуйте!

Человек просит исправить телефон.

Было: +7 701 ••• 39 91
Станет: +7 707 ••• 12 34

Кто: Қ•••, c•••@person.example
Адрес не подтверждён: проверка адреса ещё не включена.

Срок: 26 ноября 2026 г. — осталось 3 рабочих дня
Полные значения смотрите в самом письме, оно лежит в почтовом ящике. Пришло: 22 ноября 2026 г., 14:05 (время Алматы)

Сначала прочитайте само письмо в ящике: в нём есть то, чего программа оценить не может.

Можно ответить на это письмо одним словом: ДА — исправить, НЕТ — отказать (причину со второй строки), ВОПРОС — спросить человека (текст со второй строки).

Отвечайте из ящика privacy@company.example: ответ считается, только если он лежит там в папке «Отправленные».

Пока вы не ответите, данные останутся как есть.
`)
})
