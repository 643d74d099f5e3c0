import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Liquid } from 'liquidjs'
import { describe, expect, test } from 'vitest'
import { NOT_COUNTED } from '../../src/approval/approval.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import type { Rendered } from '../../src/edge/templates.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import type { Language } from '../../src/letter/letter.ts'
import { LETTERS, PARTNER_LETTERS, PERSON_LETTERS } from '../../src/reply/letter-kinds.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import { actionPhrase, actionVerb } from '../../src/reply/demand-words.ts'
import { fieldName, whyNotPhrase } from '../../src/reply/words.ts'
import { minimalValues } from '../../src/reply/sample-least-values.ts'
import { CANARIES } from '../../src/reply/sample-parts.ts'
import { fullValues } from '../../src/reply/sample-values.ts'

const ROOT = join(import.meta.dirname, '../../templates')
const PARTIALS = [
  '_add',
  '_answers',
  '_by-hand',
  '_choices',
  '_company',
  '_confirm',
  '_delimiter',
  '_free',
  '_from',
  '_in-words',
  '_instruction',
  '_later',
  '_link',
  '_no-or-ask',
  '_not-me',
  '_remedy',
  '_what-to-correct',
]
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

  test('shows no value that was masked, but to a partner the one that finds the person', () => {
    const letter = full(name, language)
    const told: readonly string[] = PARTNER_LETTERS.some((one) => one === name)
      ? [CANARIES.email, CANARIES.phone]
      : []
    for (const canary of Object.values(CANARIES).filter((one) => !told.includes(one))) {
      expect(`${letter.subject}\n${letter.text}`).not.toContain(canary)
      expect(`${letter.subject}\n${letter.text}`).not.toContain(canary.slice(2))
    }
  })
})

/** Whoever writes is asked to confirm the address. */
const ACKNOWLEDGEMENTS = [
  'acknowledgement-rectify',
  'acknowledgement-cease',
  'acknowledgement-unlawful',
  'acknowledgement-access',
] as const
/** A person answers in words, and nobody need confirm anything. */
const ANSWERED = ['acknowledgement-question', 'acknowledgement-objection'] as const
/** Outcomes that a person may dispute. */
const DISPUTABLE = [
  'refused',
  'blocked',
  'kept-by-law',
  'unanswered',
  'delayed',
  'your-data',
  'answer',
] as const

const YES_WORD = { ru: 'Да', kk: 'Иә', en: 'Yes' } as const
const NOT_ME_WORDS = { ru: 'Это не я', kk: 'Бұл мен емес', en: 'Not me' } as const
const AFTER_CONFIRMING = {
  ru: /После подтверждения/,
  kk: /Расталғаннан кейін/,
  en: /Once it is confirmed/,
} as const
const NAMED_ADDRESS = {
  ru: /Если у нас есть данные по указанному вами адресу/,
  kk: /Егер сіз көрсеткен мекенжай бойынша бізде дерек болса/,
  en: /If we hold data under the address you named/,
} as const
const STAYS = {
  ru: /останутся как есть/g,
  kk: /деректер сол қалпында қалады/g,
  en: /stay as they are/g,
} as const

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

  test('acknowledge for free, without identity documents, and open to "not me" (p.10.5, p.16/free)', () => {
    for (const name of [...ACKNOWLEDGEMENTS, ...ANSWERED, 'clarify', 'reminder-clarify'] as const) {
      for (const block of ['_free', '_add', '_not-me']) {
        expect(full(name, language).text).toContain(partial(block, language))
      }
    }
  })

  test('refuse with the reason, the basis and the way to complain', () => {
    const { text } = full('refused', language)
    expect(text).toContain('Первая строка, «ёлочки» & {{ ref }}.\n\nВторая строка: {% if x %}.')
    expect(text).toContain(`: ${fullValues(language).refused.basis}\n`)
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

  test('ask the writer for a yes or a code, and promise what follows only after it', () => {
    for (const name of ACKNOWLEDGEMENTS) {
      const values = fullValues(language)[name]
      const { text } = templates.render(name, language, { ...values, confirmThere: false })
      expect(text).toContain(`: ${YES_WORD[language]}\n`)
      expect(text).toContain(`: ${values.confirmCode}\n`)
      expect(text).toContain(`: ${values.confirmUntil}\n`)
      expect(text).toMatch(AFTER_CONFIRMING[language])
      expect(text).not.toMatch(NAMED_ADDRESS[language])
      const plain = minimal(name, language).text
      expect(plain).not.toMatch(AFTER_CONFIRMING[language])
      expect(plain).not.toContain(values.confirmCode)
    }
  })

  test('say of a named address only what is true whether or not a record exists', () => {
    for (const name of ACKNOWLEDGEMENTS) {
      const unasked = { confirmCode: '', confirmUntil: '', confirmThere: true }
      const values = { ...fullValues(language)[name], ...unasked }
      const { text } = templates.render(name, language, values)
      expect(text).toMatch(NAMED_ADDRESS[language])
      expect(text).toMatch(AFTER_CONFIRMING[language])
      expect(text).not.toContain(`: ${YES_WORD[language]}\n`)
    }
  })

  test('tell an address what was asked, how to confirm it, and that doing nothing is safe', () => {
    const values = fullValues(language)['confirm-address']
    const { text } = full('confirm-address', language)
    for (const said of [values.action, values.ref, `: ${values.code}\n`, `: ${values.until}\n`]) {
      expect(text).toContain(said)
    }
    expect(text).toContain(`: ${YES_WORD[language]}\n`)
    expect(text).toContain(`: ${NOT_ME_WORDS[language]}\n`)
    expect(text).toContain(partial('_free', language))
    expect(text.match(STAYS[language])).toHaveLength(2)
    expect(minimal('confirm-address', language).text).not.toBe(text)
  })

  test('tell a wrong, an old and a worn-out code apart, and offer the way without a code', () => {
    const values = fullValues(language)['code-wrong']
    const texts = (['wrong', 'expired', 'locked'] as const).map(
      (why) => templates.render('code-wrong', language, { ...values, why, left: '4' }).text,
    )
    expect(new Set(texts).size).toBe(3)
    for (const text of texts) expect(text).toContain(`: ${YES_WORD[language]}\n`)
    expect(texts.map((text) => text.includes(': 4\n'))).toEqual([true, false, false])
  })

  test('tell both addresses of a change, masked, and how to object at once', () => {
    const { before, after, done, company } = fullValues(language)['email-changed']
    const { text } = full('email-changed', language)
    for (const said of [before, after, done, company.phone]) expect(text).toContain(`: ${said}\n`)
  })

  test('say that the clock keeps running while we ask', () => {
    for (const name of ['clarify', 'reminder-clarify', 'owner-question'] as const) {
      expect(full(name, language).text).toContain(`: ${fullValues(language)[name].due}\n`)
    }
  })
})

const CHOICES = [1, 2, 3, 4, 5].map((digit) => new RegExp(`^${digit} — \\S`, 'm'))
const CEASE_PHRASE = {
  ru: 'Прекратить обработку персональных данных',
  kk: 'Дербес деректерді өңдеуді тоқтату',
  en: 'Stop processing personal data',
} as const
const RECTIFY_PHRASE = {
  ru: 'Уточнить персональные данные',
  kk: 'Дербес деректерді нақтылау',
  en: 'Correct personal data',
} as const

describe.each(LANGUAGES)('what a person is told in %s', (language) => {
  test('whoever may dispute an outcome is told where to complain', () => {
    for (const name of DISPUTABLE) {
      for (const { text } of [full(name, language), minimal(name, language)])
        expect(text).toContain(partial('_remedy', language))
    }
  })

  test('where it is unclear what is wanted, five numbered choices stand one a line', () => {
    for (const name of ['clarify', 'reminder-clarify'] as const) {
      const { text } = minimal(name, language)
      for (const choice of CHOICES) expect(text).toMatch(choice)
      for (const choice of CHOICES) expect(full(name, language).text).not.toMatch(choice)
    }
  })

  test('a reminder to confirm brings the same words to copy as the first letter', () => {
    const [first, again] = [full('confirm-address', language), full('reminder-confirm', language)]
    const { code, until } = fullValues(language)['reminder-confirm']
    for (const said of [YES_WORD[language], NOT_ME_WORDS[language], code, until])
      for (const { text } of [first, again]) expect(text).toContain(`: ${said}\n`)
    expect(again.text.match(STAYS[language])).toHaveLength(2)
    expect(again.text.length).toBeLessThan(first.text.length)
  })

  test('mailings have stopped, whoever asks: no word depends on a record (p.8.5)', () => {
    const source = readFileSync(join(ROOT, language, 'unsubscribed.liquid'), 'utf8')
    expect(source).not.toMatch(/\{% (?:if|elsif|for)/)
    expect(source).toContain(`: ${CEASE_PHRASE[language]}\n`)
  })

  test('dates stand after a colon, at the end of a line', () => {
    const [{ due }, { until }] = [fullValues(language).merged, fullValues(language).blocked]
    const dated = [
      ['acknowledgement-unlawful', due],
      ['acknowledgement-access', due],
      ['acknowledgement-question', due],
      ['acknowledgement-objection', due],
      ['merged', due],
      ['reminder-confirm', due],
      ['stopped', fullValues(language).stopped.done],
      ['stopped', fullValues(language).stopped.destroyBy],
      ['blocked', until],
      ['kept-by-law', fullValues(language)['kept-by-law'].until],
      ['unanswered', due],
      ['delayed', due],
      ['delayed', fullValues(language).delayed.newDate],
      ['your-data', fullValues(language)['your-data'].entered],
      ['partner-instruction', due],
      ['partner-reminder', fullValues(language)['partner-reminder'].toldOn],
      ['partner-silent', fullValues(language)['partner-silent'].toldOn],
      ['question-came', fullValues(language)['question-came'].received],
    ] as const
    for (const [name, date] of dated) expect(full(name, language).text).toContain(`: ${date}\n`)
  })

  test('a delay has a reason in words and an apology, but for a person who has not confirmed', () => {
    const values = fullValues(language).delayed
    const texts = (['owner', 'partner', 'system', 'person'] as const).map(
      (why) => templates.render('delayed', language, { ...values, why }).text,
    )
    expect(new Set(texts).size).toBe(4)
    const apology = { ru: /прощения/, kk: /Кешірім/, en: /sorry/ }[language]
    expect(texts.map((text) => apology.test(text))).toEqual([true, true, true, false])
    expect(texts.map((text) => text.includes(`: ${YES_WORD[language]}\n`))).toEqual([
      false,
      false,
      false,
      true,
    ])
  })

  test('the letter around the copy names purposes, files and the words that use one’s rights (p.16)', () => {
    const values = fullValues(language)['your-data']
    const { text } = full('your-data', language)
    for (const one of [...values.purposes, ...values.files]) expect(text).toContain(`— ${one}\n`)
    for (const one of [values.categories, values.sources, values.recipients, values.period])
      expect(text).toContain(`: ${one}\n`)
    for (const phrase of [RECTIFY_PHRASE, CEASE_PHRASE])
      expect(text).toContain(`: ${phrase[language]}\n`)
    expect(text).toContain(partial('_free', language))
  })

  test('a copy goes to the address on record alone, whether or not there is one', () => {
    const source = readFileSync(join(ROOT, language, 'acknowledgement-access.liquid'), 'utf8')
    expect(source).not.toMatch(/\b(?:isKnown|hasRecord|noRecord)\b/)
    const sentence = {
      ru: /только на тот адрес/,
      kk: /тек сол деректерде/,
      en: /only to the address/,
    }
    for (const { text } of [
      full('acknowledgement-access', language),
      minimal('acknowledgement-access', language),
    ])
      expect(text).toMatch(sentence[language])
  })
})

const CODE_WORD = { ru: 'УДАЛИТЬ', kk: 'ЖОЮ', en: 'DESTROY' } as const
const UNDO_WORD = { ru: 'ОТМЕНИТЬ', kk: 'БОЛДЫРМАУ', en: 'UNDO' } as const

const LATER = {
  ru: ['БЛОК', 'ХРАНИТЬ'],
  kk: ['БҰҒАТТАУ', 'САҚТАУ'],
  en: ['BLOCK', 'KEEP'],
} as const
const ANSWER_WORD = { ru: 'ОТВЕТ', kk: 'ЖАУАП', en: 'ANSWER' } as const
const DONE_WORD = { ru: 'ВЫПОЛНЕНО', kk: 'ОРЫНДАЛДЫ', en: 'DONE' } as const
const NO_WORD = { ru: 'НЕТ', kk: 'ЖОҚ', en: 'NO' } as const

const WORDS = {
  ru: ['ДА — исправить', 'НЕТ — отказать', 'ВОПРОС — спросить человека'],
  kk: ['ИӘ — түзету', 'ЖОҚ — бас тарту', 'СҰРАҚ — адамнан сұрау'],
  en: ['YES — correct', 'NO — refuse', 'ASK — ask the person'],
} as const

/** Codes of an answer that does not count which belong to the letters with a code or an undo. */
const CODES = [
  'expired',
  'wrong-code',
  'no-code-asked',
  'too-late',
  'no-answer',
  'no-terms',
] as const
const LINKED = [
  'approval',
  'question-came',
  'reminder',
  'overdue',
  'not-understood',
  'call-needed',
  'identity-late',
  'new-link',
] as const

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
    const reasons = [...new Set([...NOT_COUNTED, ...CODES])]
    const texts = reasons.map((reason) => {
      const values = { ...fullValues(language)['not-understood'], reason }
      return templates.render('not-understood', language, values).text
    })
    expect(new Set(texts).size).toBe(reasons.length)
  })

  test('bring the link on a line of its own, and say that opening it changes nothing', () => {
    for (const name of LINKED) {
      const { link } = fullValues(language)[name]
      const { text } = full(name, language)
      const harmless = partial('_link', language).split('\n').at(-1) ?? ''
      expect(text).toContain(`\n${link}\n\n${harmless}\n`)
    }
    for (const name of LINKED.filter((one) => one !== 'new-link'))
      expect(minimal(name, language).text).not.toContain('https:')
  })

  test('say after a colon how an address was confirmed, and why it was not', () => {
    for (const addressConfirmed of [true, false]) {
      const values = { ...fullValues(language).approval, addressConfirmed, addressReason: 'DKIM' }
      expect(templates.render('approval', language, values).text).toContain(': DKIM.\n')
    }
  })

  test('announce the second letter of a destruction only where it comes', () => {
    const values = fullValues(language).approval
    const { text } = full('approval', language)
    const once = templates.render('approval', language, { ...values, secondYes: false }).text
    expect(text.split('\n').length).toBe(once.split('\n').length + 1)
  })

  test('ask for the second yes in one line to copy, and promise that silence destroys nothing', () => {
    const { text } = full('second-yes', language)
    expect(text).toContain(`:\n${CODE_WORD[language]} 0482\n\n`)
    expect(text).toMatch(STAYS[language])
    expect(text).toContain(fieldName('userId', language))
  })

  test('say until when a decision can be taken back, and with which word', () => {
    const values = { ...fullValues(language).receipt, decision: 'yes' as const }
    const at = '24, 10:00'
    const { text } = templates.render('receipt', language, { ...values, runs: at })
    expect(text).toContain(`: ${at}\n`)
    expect(text).toContain(`: ${UNDO_WORD[language]}\n`)
    expect(text).toContain(`\n${values.link}\n`)
    expect(text.startsWith(partial('_delimiter', language))).toBe(true)
    expect(templates.render('receipt', language, values).text).not.toContain(UNDO_WORD[language])
  })

  test('tell of a disowned request whether a yes is taken back', () => {
    const { text } = full('disowned', language)
    const [yes = ''] = WORDS[language][0].split(' ')
    expect(text).toContain(yes)
    expect(minimal('disowned', language).text).not.toContain(yes)
  })

  test('offer a refusal and a question, but no yes, where nobody is proven', () => {
    const { text } = full('identity-late', language)
    const [yes, ...others] = WORDS[language]
    expect(text).not.toContain(yes)
    for (const word of others) expect(text).toContain(word)
  })

  test('offer no word where nothing is left to decide or a newer letter waits', () => {
    for (const reason of ['already-decided', 'old-version', 'too-late']) {
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

  test('offer to block and to keep only where something would be destroyed (p.17)', () => {
    const values = fullValues(language).approval
    const destroys = fieldName('phone', language)
    const later = partial('_later', language)
    const { text } = templates.render('approval', language, { ...values, destroys })
    expect(text).toContain(later)
    for (const word of LATER[language]) expect(later).toContain(`${word} — `)
    expect(full('approval', language).text).not.toContain(later)
  })

  test('name what would be sent to the address on record, where it is', () => {
    const discloses = fieldName('userId', language)
    const values = { ...fullValues(language).approval, discloses, changes: [] }
    expect(templates.render('approval', language, values).text).toContain(`: ${discloses}\n`)
    expect(full('approval', language).text).not.toContain(`: ${discloses}\n`)
  })

  test('ask for words, and for no yes, where a question is to be answered', () => {
    for (const name of ['reminder', 'overdue'] as const) {
      const values = fullValues(language)[name]
      const { text } = templates.render(name, language, { ...values, question: true })
      expect(text).toContain(ANSWER_WORD[language])
      expect(text).not.toContain(WORDS[language][0])
      expect(full(name, language).text).toContain(WORDS[language][0])
      expect(full(name, language).text).not.toContain(ANSWER_WORD[language])
    }
    expect(full('question-came', language).text).toContain(ANSWER_WORD[language])
  })

  test('tell how far the term has run, in the subject as well', () => {
    const values = fullValues(language).reminder
    const letters = (['half', 'most', 'last-working-day', 'due-day'] as const).map((stage) =>
      templates.render('reminder', language, { ...values, stage }),
    )
    expect(new Set(letters.map(({ subject }) => subject)).size).toBe(4)
    expect(new Set(letters.map(({ text }) => text)).size).toBe(4)
  })

  test('offer a word only where the word is the owner’s, when the date has passed', () => {
    const values = fullValues(language).overdue
    const said = (['owner', 'person', 'partner', 'system'] as const).map((silent) => {
      const { text } = templates.render('overdue', language, { ...values, silent })
      return WORDS[language].map((word) => text.includes(word))
    })
    expect(said).toEqual([
      [true, true, true],
      [false, true, true],
      [false, false, false],
      [false, false, false],
    ])
  })

  test('say of an authority that the owner alone answers it, at once', () => {
    const values = fullValues(language).held
    const letters = (['', 'partner', 'authority'] as const).map((office) =>
      templates.render('held', language, { ...values, office }),
    )
    expect(new Set(letters.map(({ subject }) => subject)).size).toBe(3)
    const never = { ru: /никогда не отвечает/, kk: /ешқашан жауап бермейді/, en: /never answers/ }
    expect(letters.map(({ text }) => never[language].test(text))).toEqual([false, false, true])
  })

  test('list each open request with its date and who has the word', () => {
    const { open, lastLook } = fullValues(language).digest
    const { subject, text } = full('digest', language)
    expect(subject).toMatch(/: 2$/)
    for (const { ref, action, waits } of open) {
      expect(text).toContain(`№ ${ref}: ${action}\n`)
      expect(text).toContain(`: ${waits}\n`)
    }
    expect(text).toContain(`: ${open[0]?.due} — ${open[0]?.daysLeft}\n`)
    const quiet = minimal('digest', language)
    expect(quiet.text).toContain(`: ${lastLook}\n`)
    expect(quiet.text.split('\n\n')).toHaveLength(2)
  })

  test('tell each decision apart in its receipt', () => {
    const values = fullValues(language).receipt
    const decisions = ['yes', 'no', 'question', 'answer', 'block', 'keep', 'unanswered'] as const
    const texts = decisions.map(
      (decision) => templates.render('receipt', language, { ...values, decision }).text,
    )
    expect(new Set(texts).size).toBe(decisions.length)
  })

  test('keep every line of the owner in the receipt of whatever is told to the person', () => {
    for (const decision of ['no', 'question', 'answer', 'block', 'keep', 'unanswered'] as const) {
      const values = { ...fullValues(language).receipt, decision }
      expect(templates.render('receipt', language, values).text).toContain('\n\nВторая строка')
    }
  })
})

describe.each(LANGUAGES)('letters to a partner in %s', (language) => {
  test('say what to do, with whose data, until when, and who asks (p.12.1, p.17/partners)', () => {
    for (const name of PARTNER_LETTERS) {
      const { ref, identifier, changes, due, company } = fullValues(language)[name]
      const { subject, text } = full(name, language)
      expect(subject).toContain(`№ ${ref}`)
      expect(subject.endsWith(`: ${due}`)).toBe(true)
      for (const said of [ref, identifier, due]) expect(text).toContain(`: ${said}\n`)
      for (const { field, value } of changes) expect(text).toContain(`— ${field}: ${value}\n`)
      for (const line of Object.values(company)) expect(text).toContain(line)
      expect(text.startsWith(partial('_delimiter', language))).toBe(true)
    }
  })

  test('ask for one word back, or a no with its reason', () => {
    for (const name of PARTNER_LETTERS) {
      const { text } = full(name, language)
      expect(text).toContain(`: ${DONE_WORD[language]}\n`)
      expect(text).toMatch(new RegExp(`(?<!\\p{L})${NO_WORD[language]}(?!\\p{L})`, 'u'))
    }
  })

  test('tell the three instructions apart', () => {
    const values = fullValues(language)['partner-instruction']
    const letters = (['correct', 'stop', 'destroy'] as const).map((what) =>
      templates.render('partner-instruction', language, { ...values, what }),
    )
    expect(new Set(letters.map(({ subject }) => subject)).size).toBe(3)
    expect(new Set(letters.map(({ text }) => text)).size).toBe(3)
  })
})

test('data are destroyed in Russian, never deleted, but for the code word and a letter in a mail program', () => {
  for (const file of readdirSync(join(ROOT, 'ru'))) {
    const source = readFileSync(join(ROOT, 'ru', file), 'utf8').replaceAll('УДАЛИТЬ', '')
    // There the owner is asked to press the button that the mail program calls so.
    const own = file === 'document-came.liquid' ? source.replace(/Удалите,? /g, '') : source
    expect(own).not.toMatch(/удал/i)
  }
})

test('the approval letter names the change, the person, the proof and the term', () => {
  const values = {
    ...fullValues('ru').approval,
    action: actionPhrase('rectify', ['phone'], 'ru'),
    changes: [{ field: 'телефон', before: '+7 701 ••• 39 91', after: '+7 707 ••• 12 34' }],
    places: '',
    partners: '',
    secondYes: false,
    link: 'https://privacy.example/r/TOKEN',
  }
  const { subject, text } = templates.render('approval', 'ru', values)
  expect(subject).toBe('Нужно решение до 26 ноября: исправить телефон (№ PD-7F3K-92QD)')
  expect(text).toBe(`— Ответ пишите выше этой черты —

Здравствуйте!

Человек просит исправить телефон.

Было: +7 701 ••• 39 91
Станет: +7 707 ••• 12 34

Кто: Қ•••, c•••@person.example
Адрес подтверждён: письмо подписал почтовый сервер этого адреса.

Срок: 26 ноября 2026 г. — осталось 3 рабочих дня
Полные значения смотрите в самом письме, оно лежит в почтовом ящике. Пришло: 22 ноября 2026 г., 14:05 (время Алматы)

Сначала прочитайте само письмо в ящике: в нём есть то, чего программа оценить не может.

Посмотреть и решить:
https://privacy.example/r/TOKEN

От перехода по ссылке ничего не изменится: решаете вы, кнопкой на странице.

Можно ответить на это письмо одним словом: ДА — исправить, НЕТ — отказать (причину со второй строки), ВОПРОС — спросить человека (текст со второй строки).

Отвечайте из ящика privacy@company.example (ответ должен остаться там в папке «Отправленные») или со своего адреса, если его почтовый сервер подписывает письма.

Если согласитесь сейчас, будет сделано: 24 ноября, 10:00
До этого решение можно отменить.

Пока вы не ответите, данные останутся как есть.
`)
})
