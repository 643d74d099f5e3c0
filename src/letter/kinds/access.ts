import { askedAt, isDenied } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, says, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isData, isOwn, isReaders, thingsOf } from '../sentence/things.ts'

/** What a sentence wants to know or have of the writer's own data (p.16). */
export function accessIn(sentence: Sentence): readonly Evidence[] {
  const isNamed = NAMES_IT.some((rule) => rule(sentence))
  const giving = sentence.tokens.flatMap((_, at) => asksToGive(sentence, at) ?? [])
  return isNamed ? [evidence('access', 'asked', 'words'), ...giving] : giving
}

const NAMES_IT: readonly ((sentence: Sentence) => boolean)[] = [
  asksWhatIsKept,
  asksToWhom,
  namesAspects,
  asksToCheck,
  namesTheRight,
]

/** The copies that a sentence asks for beside a demand to destroy; to be told of that is no copy. */
export function copyIn(sentence: Sentence): readonly Evidence[] {
  if (!says(sentence, 'copy')) return []
  return sentence.tokens.flatMap(({ word }, at) => {
    const isNotice = /^(?:сообщ|хабарла|информир|проинформ|направ|inform|tell|give)/u.test(word)
    return isNotice ? [] : (asksToGive(sentence, at) ?? [])
  })
}

/** `пришлите копию моих данных`, `прошу ознакомить с данными`, `көшірмесін беріңіз`. */
function asksToGive(sentence: Sentence, at: number): Evidence | null {
  const asked = givingAt(sentence, at)
  if (asked === null) return null
  const { tokens } = sentence
  const things = [...tokens.slice(at, at + 12), ...thingsOf(tokens, at)]
  if (!isOfData(sentence, things) || isReaders(things)) return null
  return isOwnRecord(sentence, things, at) ? evidence('access', asked, 'words') : null
}

/** Whether something is to be given there: by a verb, or by `копия`, `запрос` where that asks. */
function givingAt(sentence: Sentence, at: number): Asked | null {
  const { tokens, isTitle } = sentence
  const isCopy = has(tokens[at], 'copy') && (isTitle || (says(sentence, 'ask') && isOwn(tokens)))
  const isInquiry = wordAt(tokens, at) === 'запрос'
  if (isCopy || isInquiry) return (isTitle || isCopy) && !isDenied(sentence, at) ? 'asked' : null
  return has(tokens[at], 'give') ? askedAt(sentence, at) : null
}

function isOfData({ tokens }: Sentence, things: readonly Token[]): boolean {
  return things.some(isData) || (anyIs(things, 'all') && isAboutMe(tokens))
}

/** Own data, or a copy, list or account of data; English has such words everywhere. */
function isOwnRecord(sentence: Sentence, things: readonly Token[], at: number): boolean {
  const { tokens, isTitle } = sentence
  if (isTitle) return isOwn(things) || anyIs(things, 'copy', 'process', 'all', 'personal')
  if (/^[a-z]/.test(wordAt(tokens, at))) return isOwn(tokens)
  return isOwn(things) || anyIs(things, 'copy', 'process', 'all')
}

const KEPT =
  /^(?:хран|есть$|имее|знае|содерж|сохран|собра|записан|обраб|известн|держ|накопл|сакта|бар$|бил|store|hold|have|know|keep|process|collect)/u
/** `Где хранятся мои данные?` asks about the policy, not for the data. */
const WHERE =
  /^(?:где|куда|как|сколько|когда|почему|зачем|откуда|кайда|кашан|неге|кайдан|канша|where|how|why|when)$/u

/** `какие данные обо мне у вас есть?`, `что вы обо мне знаете`, `what data do you hold about me`. */
function asksWhatIsKept(sentence: Sentence): boolean {
  const { tokens } = sentence
  if (!isOwn(tokens) || !isInquiring(sentence) || !tokens.some(asksWhat)) return false
  const isAbout = tokens.some(isData) || isAboutMe(tokens)
  return isAbout && tokens.some(({ word }) => KEPT.test(word))
}

function asksWhat(token: Token): boolean {
  if (/^(?:что|есть|all|верно|не|do)$/u.test(token.word)) return true
  return has(token, 'which') && !WHERE.test(token.word)
}

function isInquiring(sentence: Sentence): boolean {
  return sentence.isQuestion || sentence.isTitle || says(sentence, 'ask', 'give', 'wonder')
}

/** `кому вы передали мой номер?`, `who have you shared my data with`. */
function asksToWhom(sentence: Sentence): boolean {
  const { tokens } = sentence
  const toWhom = tokens.some(({ word }) => /^(?:кому|кимге|кимдерге|whom|who)$/u.test(word))
  const concerns = tokens.some(isData) || fieldsIn(tokens).length > 0
  return toWhom && concerns && says(sentence, 'process') && isOwn(tokens) && isInquiring(sentence)
}

/** `обо мне`, `про меня`, `мен туралы`, `about me`. */
function isAboutMe(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    if (!has(token, 'me')) return false
    return (
      /^(?:обо|про|на|about|of|on)$/u.test(wordAt(tokens, i - 1)) ||
      wordAt(tokens, i + 1) === 'туралы'
    )
  })
}

const ASPECT =
  /^(?:факт|цел|источник|способ|срок|перечень|получател|третьи|основани|purpose|source|recipient|retention|categor)/u

/** `прошу подтвердить факт, цели и сроки обработки моих данных`: what the law lets one know. */
function namesAspects(sentence: Sentence): boolean {
  const { tokens } = sentence
  const aspects = tokens.filter(({ word }) => ASPECT.test(word)).length
  return aspects >= 2 && says(sentence, 'ask') && isOwn(tokens) && tokens.some(isData)
}

const RIGHT =
  /(?:^| )(?:subject access|access request|dsar|right of access|право на доступ|ознакомить с моими|танысуга)(?: |$)/u

/** `Subject access request`, `право на доступ`. */
function namesTheRight({ tokens, isQuestion }: Sentence): boolean {
  return !isQuestion && RIGHT.test(tokens.map(({ word }) => word).join(' '))
}

/** `проверьте, правильно ли записан мой телефон`: the writer wants to see, not yet to correct. */
function asksToCheck({ tokens }: Sentence): boolean {
  const checks = tokens.some(
    ({ word }, i) =>
      /^(?:верно|правильно|корректно|дурыс)$/u.test(word) &&
      /^(?:ли|ма|па)$/u.test(wordAt(tokens, i + 1)),
  )
  return checks && isOwn(tokens) && (fieldsIn(tokens).length > 0 || tokens.some(isData))
}
