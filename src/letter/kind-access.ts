import { askedAt, isDenied } from './asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { has, says } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'
import { fieldsIn, isData, isOwn, isReaders, thingsOf } from './things.ts'

/** What a sentence wants to know or have of the writer's own data (p.16). */
export function accessIn(sentence: Sentence): readonly Evidence[] {
  const asking = asksWhatIsKept(sentence) ?? namesAspects(sentence) ?? namesTheRight(sentence)
  const giving = sentence.tokens.flatMap((_, at) => asksToGive(sentence, at) ?? [])
  return asking === null ? giving : [asking, ...giving]
}

/** The copies that a sentence asks for beside a demand to destroy; to be told of that is no copy. */
export function copyIn(sentence: Sentence): readonly Evidence[] {
  return sentence.tokens.flatMap(({ word }, at) => {
    const isNotice = /^(?:сообщ|хабарла|информир|проинформ|направ|inform|tell|give)/u.test(word)
    return isNotice || !says(sentence, 'copy') ? [] : (asksToGive(sentence, at) ?? [])
  })
}

/** `пришлите копию моих данных`, `прошу ознакомить с данными`, `көшірмесін беріңіз`. */
function asksToGive(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isTitle } = sentence
  const token = tokens[at]
  const isCopy = has(token, 'copy') && (isTitle || (says(sentence, 'ask') && isOwn(tokens)))
  if (!has(token, 'give') && !isCopy) return null
  const isNoun = isCopy || token?.word === 'запрос'
  const asked = isNoun ? askedByNoun(sentence, at) : askedAt(sentence, at)
  if (asked === null) return null
  const things = [
    ...(isCopy ? [token] : []),
    ...thingsOf(tokens, at),
    ...tokens.slice(at + 1, at + 12),
  ]
  const concerns = things.some((thing) => thing !== undefined && isData(thing))
  const known = things.flatMap((thing) => thing ?? [])
  if (!concerns || isReaders(known)) return null
  const isEnglish = /^[a-z]/.test(token?.word ?? '')
  if (isEnglish && !isTitle && !isOwn(tokens)) return null
  const isPolicyLike = isTitle && known.some((thing) => has(thing, 'personal'))
  return isPolicyLike || isOwnRecord(known) ? evidence('access', asked, 'words') : null
}

/** `Запрос информации о моих данных`, `прошу копию`. */
function askedByNoun(sentence: Sentence, at: number): 'asked' | null {
  const isAsked = sentence.isTitle || (says(sentence, 'ask') && has(sentence.tokens[at], 'copy'))
  return isAsked && !isDenied(sentence, at) ? 'asked' : null
}

/** Own data, or a copy, list or acquaintance of data. */
function isOwnRecord(things: readonly Token[]): boolean {
  return isOwn(things) || things.some((token) => has(token, 'copy', 'process', 'all'))
}

const KEPT =
  /^(?:хран|есть$|имее|знае|содерж|сохран|собра|записан|обраб|известн|держ|накопл|сакта|бар$|store|hold|have|know|keep|process|collect)/u

/** `какие данные обо мне у вас есть?`, `что вы обо мне знаете`, `what data do you hold about me`. */
function asksWhatIsKept(sentence: Sentence): Evidence | null {
  const { tokens } = sentence
  const which = tokens.findIndex(
    (token) => has(token, 'which') || /^(?:что|есть|all|верно)$/u.test(token.word),
  )
  if (which === -1 || !isOwn(tokens)) return null
  const isKept = tokens.some(({ word }) => KEPT.test(word))
  const isAbout = tokens.some(isData) || isAboutMe(tokens)
  const isPassed =
    says(sentence, 'process') &&
    (tokens.some(isData) || fieldsIn(tokens).length > 0) &&
    /^(?:кому|кимге|whom|who)$/u.test(tokens[which]?.word ?? '')
  if (!isPassed && !(isKept && isAbout)) return null
  const isAsked = sentence.isQuestion || sentence.isTitle || says(sentence, 'ask', 'give', 'wonder')
  return isAsked ? evidence('access', 'asked', 'words') : null
}

/** `обо мне`, `про меня`, `мен туралы`, `about me`. */
function isAboutMe(tokens: readonly Token[]): boolean {
  return tokens.some((token, i) => {
    const next = tokens[i + 1]
    return (
      (/^(?:обо|про|about|of)$/u.test(token.word) && has(next, 'me')) ||
      (has(token, 'me') && next?.word === 'туралы')
    )
  })
}

const ASPECT =
  /^(?:факт|цел|источник|способ|срок|перечень|получател|третьи|основани|purpose|source|recipient|retention|categor)/u

/** `прошу подтвердить факт, цели и сроки обработки моих данных`: what the law lets one know. */
function namesAspects(sentence: Sentence): Evidence | null {
  const { tokens } = sentence
  const aspects = tokens.filter(({ word }) => ASPECT.test(word)).length
  const isAsked = says(sentence, 'ask') && isOwn(tokens) && tokens.some(isData)
  return aspects >= 2 && isAsked ? evidence('access', 'asked', 'words') : null
}

/** `Subject access request`, `право на доступ`, `Article 15`. */
function namesTheRight({ tokens, isQuestion }: Sentence): Evidence | null {
  const words = tokens.map(({ word }) => word).join(' ')
  const isNamed =
    /(?:^| )(?:subject access|access request|dsar|right of access|право на доступ|ознакомить с моими|танысуга)(?: |$)/u.test(
      words,
    )
  return isNamed && !isQuestion ? evidence('access', 'asked', 'words') : null
}

/** Whether the writer wants to see whether a field is right: no correction is meant. */
export function checksFields(sentence: Sentence): boolean {
  return (
    fieldsIn(sentence.tokens).length > 0 &&
    sentence.tokens.some(({ word }) => /^(?:верно|правильно)$/u.test(word))
  )
}
