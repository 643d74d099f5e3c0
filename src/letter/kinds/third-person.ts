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
  const isHis = sentences.some(namesHis)
  const isForNeighbour = isHis && sentences.some(asksForNeighbour)
  if (isForNeighbour || owners.some((token) => has(token, 'person'))) return 'stranger'
  if (owners.length > 0 || sentences.some(isOfRelative)) return 'relative'
  const isOfKin = isHis && sentences.some((sentence) => says(sentence, 'relative', 'he'))
  return isOfKin || speaksAsKin(sentences) ? 'relative' : null
}

function isOfRelative(sentence: Sentence): boolean {
  return speaksForAnother(sentence) || asksAboutKin(sentence)
}

/** A mother, a guardian, and no data of her own. */
function speaksAsKin(sentences: readonly Sentence[]): boolean {
  const isOwnData = sentences.some(({ tokens }) => tokens.some((_, i) => isOwnRecord(tokens, i)))
  return !isOwnData && sentences.some(saysIAmKin)
}

function asksToWrite(sentence: Sentence): boolean {
  return (
    says(sentence, 'give') ||
    sentence.tokens.some(({ word }) => /^(?:напишите|назовите)$/u.test(word))
  )
}

/** `пришлите, что она вам указала`, `мне нужен номер, который он оставил`. */
export function asksAboutKin(sentence: Sentence): boolean {
  const { tokens } = sentence
  const asks = says(sentence, 'give') || tokens.some(({ word }) => /^нуж(?:ен|на|ны)$/u.test(word))
  const isTheirs = tokens.some(
    ({ word }, i) =>
      /^(?:она|он)$/u.test(word) && /^(?:что|котор)/u.test(tokens[i - 1]?.word ?? ''),
  )
  const isOfHim =
    says(sentence, 'which') && tokens.some(({ word }) => /^(?:него|нее|нем|ней)$/u.test(word))
  return (asks && isTheirs) || (isOfHim && !sentence.isQuestion && asksToWrite(sentence))
}

/** `соседка просила написать`. */
function asksForNeighbour({ tokens }: Sentence): boolean {
  return tokens.some(
    (token, i) =>
      has(token, 'person') &&
      /^(?:просил|попросил|хочет|просит|asked|wants)/u.test(tokens[i + 1]?.word ?? ''),
  )
}

/** `я мама Анны`, `как мать и законный представитель`, `мой сын, ему 15, оставил`. */
function saysIAmKin({ tokens }: Sentence): boolean {
  return tokens.some(
    (token, i) =>
      has(token, 'relative') &&
      NOMINATIVE.test(token.word) &&
      /^(?:я|как|моя|мой|im|am)$/u.test(tokens[i - 1]?.word ?? '') &&
      (tokens[i - 1]?.word !== 'моя' && tokens[i - 1]?.word !== 'мой'
        ? tokens[i + 1] !== undefined
        : tokens.some((one) => has(one, 'he') || /^(?:ему|ей|лет|left|жаста)$/u.test(one.word))),
  )
}

function isOwnRecord(tokens: readonly Token[], at: number): boolean {
  return has(tokens[at], 'my', 'own') && tokens.slice(at, at + 4).some(isRecord)
}

/** The people whose data or numbers a sentence names. */
function ownersIn({ tokens }: Sentence): readonly Token[] {
  return tokens.filter(
    (token, i) =>
      isPerson(token) &&
      NOT_OTHERS.every((isNone) => !isNone(tokens, i)) &&
      (isOwnerBehind(tokens, i) || isOwnerAhead(tokens, i) || isObject(tokens, i)),
  )
}

const NOT_OTHERS: readonly ((tokens: readonly Token[], at: number) => boolean)[] = [
  isOwnStaff,
  isOwnRole,
  areMany,
  isTakenName,
]

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

/** `мою карточку клиента`: the writer is that client. */
function isOwnRole(tokens: readonly Token[], at: number): boolean {
  const isRole = /^(?:клиент|пациент|client|customer|patient)/u.test(tokens[at]?.word ?? '')
  return isRole && tokens.slice(Math.max(0, at - 3), at).some((token) => has(token, 'my', 'own'))
}

/** `нөмірін клиенттердің`, `данные клиентов`: people at large. */
function areMany(tokens: readonly Token[], at: number): boolean {
  const isPlural =
    /^(?:клиентов|клиентам|пациентов|сотрудников|клиенттер|пациенттер|clients|customers|patients)/u
  return isPlural.test(tokens[at]?.word ?? '') && !has(tokens[at - 1], 'your')
}

/** `взяла фамилию мужа`, `ношу фамилию мужа`, `күйеуімнің тегін алдым`: the name is the writer's own now. */
function isTakenName(tokens: readonly Token[], at: number): boolean {
  const around = tokens.slice(Math.max(0, at - 6), at + 6)
  const isName = around.some((token) => has(token, 'surname', 'name'))
  return isName && has(tokens[at], 'relative') && around.some(({ word }) => TAKES.test(word))
}

const TAKES =
  /^(?:нош|взял|беру|приня|смени|поменя|верну|переш|стал|получил|замуж|брак|свадьб|развод|девич|took|take|taken|married|алдым|ауыстырд|коштым|тарт)/u

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
    /^(?:of|the|a|о|об|на|про|about|on|от|умерш|покойн|бывш|несовершеннолетн|малолетн)/u.test(
      token.word,
    )
  )
}

/** `удалите из базы моего коллегу`. */
function isObject(tokens: readonly Token[], at: number): boolean {
  const isNamed = (tokens[at]?.word ?? '').startsWith('граждан')
  return (
    (has(tokens[at - 1], 'my') || isNamed) &&
    anyIs(tokens.slice(Math.max(0, at - 8), at), 'destroy')
  )
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
  return tokens.some(
    (token, i) =>
      has(token, 'proxy') &&
      !has(tokens[i - 1], 'your', 'old', 'no') &&
      !/^(?:орган|государств|мемлекет)/u.test(tokens[i + 1]?.word ?? ''),
  )
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
  // `старый номер теперь у сына` tells where the old one is.
  const isOf = tokens.some(
    ({ word }, i) =>
      word === 'у' &&
      has(tokens[i + 1], 'relative') &&
      !/^(?:он|она|оно|теперь|сейчас|остал)/u.test(tokens[i - 1]?.word ?? ''),
  )
  return isOf && tokens.some(isRecord)
}

/** `его данные`, `телефон его`, `her number`. */
function namesHis({ tokens }: Sentence): boolean {
  return tokens.some(
    (token, i) =>
      has(token, 'his') && [tokens[i - 1], ...tokens.slice(i + 1, i + 3)].some(isRecord),
  )
}
