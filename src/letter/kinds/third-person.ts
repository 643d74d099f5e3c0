import type { Sentence, Token } from '../sentence/sentence.ts'
import { anyIs, has, says } from '../sentence/sentence.ts'
import { fieldsIn, isData } from '../sentence/things.ts'

/** Whose data a letter is about, when not the writer's: a relative's or ward's, or somebody else's. */
export type Other = 'relative' | 'stranger'

const REACH = 3
/** `дочь сказала`, `внук помог` tell of people, not of whose the data are. */
const NOMINATIVE =
  /^(?:муж|жена|сын|отец|брат|дед|внук|папа|мама|дочь|мать|сестра|бабушка|дочка|супруг|супруга|друг|дети)$/u

/**
 * Letters for somebody else: `данные моего соседа`, `номер мамы`, `он просит удалить его данные`,
 * `по доверенности`, `my husband's data`, `анамның нөмірі`.
 */
export function otherPersonIn(sentences: readonly Sentence[]): Other | null {
  const owners = sentences.flatMap((sentence) => ownersIn(sentence))
  if (owners.some((token) => has(token, 'person'))) return 'stranger'
  if (owners.length > 0 || sentences.some(speaksForAnother)) return 'relative'
  const isOfKin = sentences.some((sentence) => says(sentence, 'relative', 'he'))
  return isOfKin && sentences.some(namesHis) ? 'relative' : null
}

/** The people whose data or numbers a sentence names. */
function ownersIn({ tokens }: Sentence): readonly Token[] {
  return tokens.filter(
    (token, i) =>
      isPerson(token) &&
      !isOwnStaff(tokens, i) &&
      (isOwnerBehind(tokens, i) || isOwnerAhead(tokens, i) || isObject(tokens, i)),
  )
}

/** `нашего сотрудника`: an employer speaks for whom it employs. */
function isOwnStaff(tokens: readonly Token[], at: number): boolean {
  return (
    /^(?:сотрудни|работни|employee)/u.test(tokens[at]?.word ?? '') &&
    /^(?:наш|our$)/u.test(tokens[at - 1]?.word ?? '')
  )
}

function isPerson(token: Token): boolean {
  return has(token, 'person', 'relative') && !token.isQuoted && !NOMINATIVE.test(token.word)
}

/** `данные моего соседа`, `телефон мужа`, `data of my client`. */
function isOwnerBehind(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - REACH); i -= 1) {
    if (tokens[i + 1]?.opensClause === true) return false
    if (isRecord(tokens[i])) return tokens.slice(i + 1, at).every((token) => isLink(token))
  }
  return false
}

function isLink(token: Token): boolean {
  return (
    has(token, 'my', 'your', 'old', 'his', 'personal', 'person') ||
    /^(?:of|the|a|от|умерш|покойн|бывш|несовершеннолетн|малолетн)/u.test(token.word)
  )
}

/** `удалите из базы моего коллегу`. */
function isObject(tokens: readonly Token[], at: number): boolean {
  return has(tokens[at - 1], 'my') && anyIs(tokens.slice(Math.max(0, at - 8), at), 'destroy')
}

/** `моего мужа данные`, `my neighbour’s data`, `анамның нөмірін`. */
function isOwnerAhead(tokens: readonly Token[], at: number): boolean {
  const isPossessive = /(?:s|нын|нин|дын|дин|тын|тин)$/u.test(tokens[at]?.word ?? '')
  return (
    isPossessive &&
    tokens.slice(at + 1, at + 3).some((token) => isRecord(token) && !token.opensClause)
  )
}

function isRecord(token: Token | undefined): boolean {
  return (
    token !== undefined && (isData(token) || fieldsIn([token]).length > 0 || has(token, 'personal'))
  )
}

/** `по доверенности`, `удалите за мужа`, `у сына неправильная фамилия`, `on behalf of`. */
function speaksForAnother(sentence: Sentence): boolean {
  const isOfStaff = sentence.tokens.some((_, i) => isOwnStaff(sentence.tokens, i))
  return isOfStaff || namesProxy(sentence) || asksForKin(sentence) || tellsOfKin(sentence)
}

/** `ваш представитель звонил` is none of the writer's. */
function namesProxy({ tokens }: Sentence): boolean {
  if (/^(?:ваш|компани)/u.test(tokens[0]?.word ?? '')) return false
  return tokens.some((token, i) => has(token, 'proxy') && !has(tokens[i - 1], 'your', 'old', 'no'))
}

function asksForKin(sentence: Sentence): boolean {
  const isFor = sentence.tokens.some(
    ({ word }, i) =>
      /^(?:за|for)$/u.test(word) &&
      sentence.tokens.slice(i + 1, i + 3).some((token) => has(token, 'relative')),
  )
  return isFor && says(sentence, 'ask', 'destroy', 'correct')
}

function tellsOfKin({ tokens }: Sentence): boolean {
  const isOf = tokens.some(({ word }, i) => word === 'у' && has(tokens[i + 1], 'relative'))
  return isOf && tokens.some(isRecord)
}

/** `его данные`, `телефон его`, `her number`. */
function namesHis({ tokens }: Sentence): boolean {
  return tokens.some(
    (token, i) =>
      has(token, 'his') && [tokens[i - 1], ...tokens.slice(i + 1, i + 3)].some(isRecord),
  )
}
