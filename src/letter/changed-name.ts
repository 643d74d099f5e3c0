import type { Change } from './letter.ts'
import { CORRECTS, corrected, onlyOne } from './passage.ts'

type NameField = 'surname' | 'name'

/** A name as a person writes one, in quotes or without; the name is the first group. */
const NAME =
  '[«"“„‘]?(\\p{Lu}[\\p{L}’-]{1,39})(?![\\p{L}’-])[»"”’]?(?![@.]\\p{L}|\\s(?:\\p{Lu}\\p{Ll}|(?:или|or|немесе)\\s))'

const SURNAME_WORDS = [
  'фамили\\p{L}*',
  'замуж\\p{L}*',
  'тег(?:і|и)м\\p{L}*',
  'surname',
  'last name',
  'family name',
]
const NAME_WORDS = [
  'имя',
  'имени',
  'именем',
  'ат(?:ы|и)м\\p{L}*',
  'ес(?:і|и)м\\p{L}*',
  'first name',
  'given name',
]

const BEFORE_RIGHT = [
  'правильно',
  'верно',
  'надо',
  'нужно',
  'должно быть',
  'следует читать',
  'по документам я',
  'теперь я',
  'теперь',
  'стала',
  'исправ\\p{L}* на',
  'измен\\p{L}* на',
  'помен\\p{L}* на',
  'замен\\p{L}* на',
  'дұрысы',
  'should be',
  'correct(?: it)? to',
]
const BEFORE_WRONG = [
  'у вас(?: сейчас| на сайте| в базе)?(?: стоит)?',
  'указано',
  'указана',
  'написано',
  'записана?',
  'стоит',
  'была?',
  'вместо',
  'опечатка в (?:фамилии|имени)',
  'miss?pel(?:t|led) as',
  'written as',
]

const START = '(?<!\\p{L})'
const GAP = '[\\s:—–-]{1,4}'

/** Any of the words, also with a capital first letter. The flag `i` would make `\p{Lu}` match all. */
function anyOf(words: readonly string[]): string {
  const both = words.map((word) => word.replace(/^\p{L}/u, (c) => `[${c}${c.toUpperCase()}]`))
  return `${START}(?:${both.join('|')})`
}

const SURNAME = anyOf(SURNAME_WORDS)
const FIELD = anyOf([...SURNAME_WORDS, ...NAME_WORDS])

const FIELD_FROM_TO = pattern(
  `(${FIELD})[^.!?\\n]{0,60}?\\s(?:со?|from)\\s${NAME}\\s(?:на|to)\\s${NAME}`,
)
const FIELD_TO = pattern(`(${FIELD})[^.!?\\n]{0,60}?\\s(?:на|to)\\s${NAME}`)
const OLD_THEN_NEW = [
  pattern(
    `${anyOf(['вместо'])}\\s${NAME}[,\\s:—–-]{1,4}(?:(?:должно быть|надо|нужно|правильно|пишите|укажите)\\s)?${NAME}`,
  ),
  pattern(`${anyOf(['не'])}\\s${NAME},?\\sа\\s${NAME}`),
  pattern(`${NAME}\\sемес,?\\s${NAME}`),
]
const NEW_THEN_OLD = pattern(`${NAME},?\\sа\\sне\\s${NAME}`)
const RIGHT = pattern(`${anyOf(BEFORE_RIGHT)}${GAP}${NAME}`)
const WRONG = pattern(`${anyOf(BEFORE_WRONG)}${GAP}${NAME}`)
/** `«X» деп тұр`: how Kazakh letters tell the wrong form. */
const WRONG_KK = pattern(`${NAME}\\sдеп(?!\\p{L})`)
const LABEL = pattern(`(${FIELD})(?:\\s(?:теперь|верная|правильная|новая))?\\s?[:—–-]\\s?${NAME}`)

function pattern(source: string): RegExp {
  return new RegExp(source, 'gu')
}

/** Capitals at the head of a phrase that are no names. */
const NO_NAMES = new Set(
  (
    'прошу спасибо добрый здравствуйте мой моя моё почта адрес номер телефон имя фамилия и в у не на я ' +
    'пожалуйста сейчас теперь сайт сайте рақмет рахмет please thanks my email phone the it'
  ).split(' '),
)

/**
 * The right surname and name a letter plainly writes, as written there. A form that can only be an
 * oblique case (`на Тестову`), two words that might each be meant, or no field to put it in: no
 * change.
 */
export function changedNames(text: string): readonly Change[] {
  const found = [...fromTo(text), ...insteadOf(text), ...rightAndWrong(text)]
  return (['surname', 'name'] as const).flatMap((field) => {
    const plain = found.find((candidate) => candidate.field === field)
    return plain ?? labelled(text, field)
  })
}

/** `исправить фамилию с X на Y`, `change my surname from X to Y`, `исправьте фамилию на Y`. */
function fromTo(text: string): readonly Change[] {
  const both = [...text.matchAll(FIELD_FROM_TO)].flatMap(([, word = '', from = '', to = '']) =>
    change(fieldOf(word), to, from),
  )
  if (both.length > 0) return both
  return [...text.matchAll(FIELD_TO)]
    .filter((found) => CORRECTS.test(sentenceUpTo(text, found)))
    .flatMap(([, word = '', to = '']) => change(fieldOf(word), to, wrongName(text, to)))
}

/** `вместо X — Y`, `Y, а не X`, `не X, а Y`, `«X» емес, «Y»`. */
function insteadOf(text: string): readonly Change[] {
  const oldFirst = OLD_THEN_NEW.flatMap((words) => [...text.matchAll(words)])
  const newFirst = [...text.matchAll(NEW_THEN_OLD)]
  return [
    ...oldFirst.flatMap((found) => {
      const [, from = '', to = ''] = found
      return change(fieldBefore(text, found.index), to, from)
    }),
    ...newFirst.flatMap((found) => {
      const [, to = '', from = ''] = found
      return change(fieldBefore(text, found.index), to, from)
    }),
  ]
}

/** `правильно Y`, `теперь я Y`, with `у вас X`, `была X` wherever that stands. */
function rightAndWrong(text: string): readonly Change[] {
  const right = [...text.matchAll(RIGHT)].filter(([, name = '']) => isName(name))
  const to = onlyOne(namesIn(right))
  const first = right[0]
  if (to === null || first === undefined) return []
  return change(fieldBefore(text, first.index), to, wrongName(text, to))
}

/** `фамилия: Y` where the letter asks to correct. */
function labelled(text: string, field: NameField): readonly Change[] {
  if (!CORRECTS.test(text.toLowerCase())) return []
  const labels = [...text.matchAll(LABEL)].filter(([, word = '']) => fieldOf(word) === field)
  const to = onlyOne(labels.map(([, , name = '']) => name).filter(isName))
  return to === null ? [] : change(field, to, wrongName(text, to))
}

/** The one wrong form the letter tells of, else ''. */
function wrongName(text: string, to: string): string {
  const wrong = [...text.matchAll(WRONG), ...text.matchAll(WRONG_KK)]
  return onlyOne(namesIn(wrong).filter((name) => name !== to)) ?? ''
}

function namesIn(found: readonly RegExpExecArray[]): readonly string[] {
  return found.map(([, name = '']) => name).filter(isName)
}

function sentenceUpTo(text: string, found: RegExpExecArray): string {
  const end = found.index + found[0].length
  return text.slice(Math.max(0, found.index - 60), end).toLowerCase()
}

function fieldOf(word: string): NameField {
  return new RegExp(`^(?:${SURNAME})$`, 'u').test(word) ? 'surname' : 'name'
}

/** The field named last before that place, else the only one named at all. */
function fieldBefore(text: string, index: number): NameField | null {
  const words = [...text.matchAll(pattern(FIELD))]
  const last = words.filter((word) => word.index <= index).at(-1)
  if (last !== undefined) return fieldOf(last[0])
  const only = onlyOne(words.map((word) => fieldOf(word[0])))
  return only === 'surname' || only === 'name' ? only : null
}

function change(field: NameField | null, to: string, from: string): readonly Change[] {
  if (field === null || !isName(to) || isOblique(to)) return []
  return [
    corrected(field, asWritten(to), isName(from) && !isOblique(from) ? asWritten(from) : null),
  ]
}

function isName(word: string): boolean {
  return /^\p{Lu}/u.test(word) && word.length > 1 && !NO_NAMES.has(word.toLowerCase())
}

/** Forms of a surname that are never its nominative. */
function isOblique(name: string): boolean {
  return /(?:[оеё]ву|[иы]ну|ую|[оеё]вой|иной)$/u.test(name)
}

/** A name in capitals is written small again; nothing else is touched. */
function asWritten(name: string): string {
  const isShouted = name.length > 2 && name === name.toUpperCase()
  return isShouted ? `${name.charAt(0)}${name.slice(1).toLowerCase()}` : name
}
