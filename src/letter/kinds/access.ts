import { askedAt, isDenied } from '../sentence/asked.ts'
import type { Asked } from '../sentence/asked.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, says, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isAboutMe, isData, isOwn, isReaders, thingsOf } from '../sentence/things.ts'

/** What a sentence wants to know or have of the writer's own data (p.16). */
export function accessIn(sentence: Sentence): readonly Evidence[] {
  const isNamed = NAMES_IT.some((rule) => rule(sentence))
  const giving = sentence.tokens.flatMap((_, at) => asksToGive(sentence, at) ?? [])
  return isNamed ? [evidence('access', 'asked', 'words'), ...giving] : giving
}

const NAMES_IT: readonly ((sentence: Sentence) => boolean)[] = [
  asksWhatIsKept,
  asksWhetherKept,
  asksHowRecorded,
  asksToWhom,
  namesAspects,
  asksToCheck,
  namesTheRight,
]

/** The copies that a sentence asks for beside a demand to destroy; to be told of that is no copy. */
export function copyIn(sentence: Sentence): readonly Evidence[] {
  if (!says(sentence, 'copy')) return []
  const isDestroyed = sentence.tokens.some(
    (token, i) => has(token, 'copy') && anyIs(sentence.tokens.slice(i + 1, i + 3), 'destroy'),
  )
  if (isDestroyed) return []
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
  const { tokens } = sentence
  if (isCopyAsked(sentence, at)) return isDenied(sentence, at) ? null : 'asked'
  // `see my new number below` shows; `I would like to see` asks.
  const isSeeing = /^(?:see|view|look|have|get)$/.test(wordAt(tokens, at)) && isWish(tokens, at)
  if (!has(tokens[at], 'give') && !isSeeing) return null
  if (wordAt(tokens, at) === 'запрос') return null
  return askedAt(sentence, at) ?? (isPoliteWhether(sentence, at) ? 'asked' : null)
}

/** `копия моих данных` as a subject, `нужна копия моих данных`, the subject `запрос`. */
function isCopyAsked(sentence: Sentence, at: number): boolean {
  const { tokens, isTitle } = sentence
  if (wordAt(tokens, at) === 'запрос') return isTitle
  return has(tokens[at], 'copy') && (isTitle || (says(sentence, 'ask') && isOwn(tokens)))
}

/** `можно ли получить свои данные?` asks for them. */
function isPoliteWhether({ tokens, isQuestion }: Sentence, at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 4), at)
  const isPossible = before.some(({ word }) => /^(?:можно|нельзя|возможно|могу)$/u.test(word))
  return (
    isQuestion &&
    isPossible &&
    before.some(({ word }) => word === 'ли') &&
    tokens.slice(at).some(isData)
  )
}

/** `like to see`, `may I have`. */
function isWish(tokens: readonly Token[], at: number): boolean {
  const before = wordAt(tokens, at - 1)
  return (
    before === 'to' || (before === 'i' && /^(?:may|can|could|might)$/.test(wordAt(tokens, at - 2)))
  )
}

function isOfData({ tokens }: Sentence, things: readonly Token[]): boolean {
  return (
    things.some(isData) || (anyIs(things, 'all') && tokens.some((_, i) => isAboutMe(tokens, i)))
  )
}

/** Own data, or a copy, list or account of data; English has such words everywhere. */
function isOwnRecord(sentence: Sentence, things: readonly Token[], at: number): boolean {
  const { tokens, isTitle } = sentence
  if (isTitle) return isOwn(things) || anyIs(things, 'copy', 'process', 'all', 'personal')
  if (/^[a-z]/.test(wordAt(tokens, at))) {
    const isHeld = tokens.some(({ word }) => /^(?:held|hold|have|kept|keep)$/.test(word))
    return isOwn(tokens) || (anyIs(things, 'copy') && isHeld)
  }
  return isOwn(things) || anyIs(things, 'copy', 'process', 'all')
}

const KEPT =
  /^(?:хран|есть$|имее|знае|содерж|сохран|попал|собра|записа|запиш|жазу|указ|числ|леж|остал|накоп|вбит|внес|обраб|известн|держ|значи|сакта|бар$|бил|тур$|тур[ыи]?п?|жазыл|store|held|hold|have|got|know|keep|kept|process|collect)/u
/** `Где хранятся мои данные?` asks about the policy, not for the data. */
const WHERE =
  /^(?:кто|кем|ким|who|где|куда|как|сколько|когда|почему|зачем|откуда|кайда|кашан|неге|кайдан|канша|where|how|why|when)$/u

/** `какие данные обо мне у вас есть?`, `что вы обо мне знаете`, `what data do you hold about me`. */
function asksWhatIsKept(sentence: Sentence): boolean {
  const { tokens } = sentence
  if (!isOwn(tokens) || !isInquiring(sentence) || !tokens.some(asksWhat)) return false
  const isAtYours = tokens.some(({ word }, i) => word === 'вас' && wordAt(tokens, i - 1) === 'у')
  const isKept = isAtYours || tokens.some(({ word }) => KEPT.test(word))
  return isKept && (concernsData(tokens) || fieldsIn(tokens).length > 0) && !isElsewhere(tokens)
}

/** `хранятся ли у вас мои данные?`, `деректерім өңделе ме`. */
function asksWhetherKept({ tokens }: Sentence): boolean {
  const asks = tokens.some(
    (token, i) =>
      has(token, 'whether') &&
      (KEPT.test(wordAt(tokens, i - 1)) || /^(?:есть|онделе|бар)/u.test(wordAt(tokens, i - 1))),
  )
  return asks && isOwn(tokens) && concernsData(tokens) && !isElsewhere(tokens)
}

/** `как я у вас записан`, `под каким номером я у вас числюсь`, `какую почту я указывала`. */
function asksHowRecorded(sentence: Sentence): boolean {
  const { tokens } = sentence
  const isOfMe = tokens.some(({ word }) => /^(?:я|меня|мной|мен|i)$/u.test(word))
  const asks = tokens.some(
    (token, i) =>
      /^(?:как$|каким|какой|какая|какую|какое|какие|калай|кандай|how|which|what)/u.test(
        token.word,
      ) &&
      (token.word !== 'как' || /^(?:я|меня)$/u.test(wordAt(tokens, i + 1))),
  )
  const isRecorded = tokens.some(({ word }) =>
    /^(?:запис|числ|указ|внес|вбит|закрепл|зарегистр|жазыл|тиркел|recorded|listed|registered)/u.test(
      word,
    ),
  )
  return (
    asks &&
    isOfMe &&
    isRecorded &&
    isInquiring(sentence) &&
    (says(sentence, 'your') ||
      fieldsIn(tokens).length > 0 ||
      tokens.some(({ word }) => /^(?:вас|сиздер)/u.test(word)))
  )
}

function concernsData(tokens: readonly Token[]): boolean {
  return tokens.some(isData) || tokens.some((_, i) => isAboutMe(tokens, i))
}

/** `на серверах за границей?` asks about the policy. */
function isElsewhere(tokens: readonly Token[]): boolean {
  return tokens.some(({ word }) =>
    /^(?:сервер|границ|рубеж|облак|abroad|server|cloud|шетел)/u.test(word),
  )
}

function asksWhat(token: Token, at: number, tokens: readonly Token[]): boolean {
  if (/^(?:что|all|верно|do|does)$/u.test(token.word)) return true
  if (token.word === 'есть') return at === 0
  // In Kazakh the Russian `not` asks `what`.
  if (token.word === 'не')
    return tokens.some(({ word }) => /^(?:туралы|жайлы|сиздер|бар$|жазыл)/u.test(word))
  return has(token, 'which') && !WHERE.test(token.word)
}

function isInquiring(sentence: Sentence): boolean {
  if (sentence.isQuestion || sentence.isTitle || says(sentence, 'ask', 'give', 'wonder'))
    return true
  return (
    sentence.tokens.some(({ word }) => /^(?:уточн|clarif|подтверд|confirm)/u.test(word)) ||
    asksToKnow(sentence)
  )
}

/** `I am entitled to know`. */
function asksToKnow({ tokens }: Sentence): boolean {
  return tokens.some(({ word }, i) => word === 'know' && wordAt(tokens, i - 1) === 'to')
}

/** `кому вы передали мой номер?`, `who have you shared my data with`. */
function asksToWhom(sentence: Sentence): boolean {
  const { tokens } = sentence
  const concerns = tokens.some(isData) || fieldsIn(tokens).length > 0
  if (!concerns || !isOwn(tokens) || !isInquiring(sentence) || !namesReceiver(tokens)) return false
  return says(sentence, 'process') || tokens.some(({ word }) => PASSED.test(word))
}

/** `кому`, `каким лицам`, `кто получил`, `which third parties`. */
function namesReceiver(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ word, senses }, i) =>
      /^(?:кому|кимге|кимдерге|кимдер|whom|who)$/u.test(word) ||
      (/^(?:кем|киммен)$/u.test(word) && (word === 'киммен' || wordAt(tokens, i - 1) === 'с')) ||
      (word === 'кто' &&
        tokens.slice(i + 1, i + 4).some((next) => /^(?:получ|знает|видел|име)/u.test(next.word))) ||
      (senses.has('which') &&
        tokens
          .slice(i + 1, i + 4)
          .some((next) =>
            /^(?:лиц|третьи|организац|компани|партнер|third|part|compan|organi)/u.test(next.word),
          )),
  )
}

const PASSED =
  /^(?:дава[лт]|дали$|дал$|сообщал|отправл|показ|получ|получил|знает|доступ|уш[её]?л|попал|has$|got|received|given|gave|told|passed|sent|берд|берил|кет[тк]|жибер|видел|дели|болис|shared)/u

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
