import { has, wordAt } from './sentence.ts'
import type { Sentence, Token } from './sentence.ts'

type Binds = (tokens: readonly Token[], at: number, deed: number) => boolean

/** `если…, удалите`, `удалите после того, как…`, `не вернёте — удаляйте`, `in case of refusal`. */
export function hasCondition({ tokens }: Sentence, deed: number): boolean {
  return tokens.some(
    (_, at) =>
      at !== deed && BINDS.some((binds) => binds(tokens, at, deed)) && !isThreat(tokens, at, deed),
  )
}

const BINDS: readonly Binds[] = [isIf, isWhen, isOnce, isInCase, isOtherwise, isUndone, isKazakhIf]

/** `Но только если это не повлияет на абонемент.` binds what was asked before. */
export function isLooseCondition({ tokens }: Sentence): boolean {
  const opens = tokens
    .slice(0, 3)
    .some(({ word }) => /^(?:но|только|однако|при|but|only|provided|бирак)$/u.test(word))
  const binds = tokens.some(
    (token, i) => (has(token, 'if') && !isIdle(tokens, i)) || token.word.startsWith('услови'),
  )
  return opens && binds
}

const THREATENS =
  /^(?:обращусь|обратимся|обращаюсь|пожалуюсь|пожалуемся|подам|подадим|напишу|пойду|пойдем|буду|будем|вынужден|придется|жалоб|шагым|арызданам|жугин|сотка|complain|complaint|report|sue|court|regulator|lawyer)/u

/** `удалите, в случае отказа обращусь в суд`: what hangs on it is the threat and not the demand. */
function isThreat(tokens: readonly Token[], at: number, deed: number): boolean {
  return deed < at && tokens.slice(at + 1).some(({ word }) => THREATENS.test(word))
}

function isIf(tokens: readonly Token[], at: number): boolean {
  return has(tokens[at], 'if') && !isIdle(tokens, at) && wordAt(tokens, at + 1) !== 'бы'
}

/** `если можно`, `если есть вопросы`: nothing hangs on it. */
export function isIdle(tokens: readonly Token[], at: number): boolean {
  return tokens.slice(at + 1, at + 5).some((token) => has(token, 'idle'))
}

/** `удалите, когда закончится курс`, `когда вернёте деньги, удалите`; `кому и когда передавали` asks. */
function isWhen(tokens: readonly Token[], at: number, deed: number): boolean {
  if (!/^(?:когда|when)$/u.test(wordAt(tokens, at))) return false
  if (deed > at) return at < 2 && isYetToCome(tokens.slice(at + 1, deed))
  // `вычистите и напишите, когда закончите` hangs on the other verb.
  if (tokens.slice(deed + 1, at).some(({ mood }) => mood === 'imperative')) return false
  return !has(tokens[at - 1], 'which') && !/^(?:и|или|and|or)$/u.test(wordAt(tokens, at - 1))
}

/** `Когда вернёте деньги, …` binds; `когда я записывалась, …` tells. */
function isYetToCome(between: readonly Token[]): boolean {
  return (
    between.some(({ word }) => /(?:ете|ите|ется|ится|you)$/u.test(word)) &&
    between.every(({ mood }) => mood !== 'past')
  )
}

/** What must stand beside a word for it to bind; `после замужества` tells why. */
const AFTER = new Map<string, (before: string, next: string) => boolean>([
  ['once', () => true],
  ['until', () => true],
  ['till', () => true],
  ['раньше', (before) => before === 'не'],
  ['только', (before) => before === 'как'],
  ['after', (_, next) => next === 'you'],
  [
    'после',
    (before, next) =>
      next === 'того' ||
      before === 'только' ||
      /^(?:окончани|завершени|конц|оплат|возврат|последн)/u.test(next),
  ],
])

/** `после того как`, `только после`, `until`, Kazakh `біткен соң`. */
function isOnce(tokens: readonly Token[], at: number): boolean {
  if (!has(tokens[at], 'once')) return false
  const before = wordAt(tokens, at - 1)
  const binds = AFTER.get(wordAt(tokens, at))
  if (binds !== undefined) return binds(before, wordAt(tokens, at + 1))
  return /(?:[гк][ае]н|нан|нен)$/u.test(before)
}

/** `в случае отказа`, `при условии`, `при невозможности`, `in case`, `on condition`. */
function isInCase(tokens: readonly Token[], at: number): boolean {
  const word = wordAt(tokens, at)
  const before = wordAt(tokens, at - 1)
  if (before === 'в' || before === 'при')
    return /^(?:случае|услови|невозможн|отказе|неоплат|невозврат|отсутстви|невыполн|неисполн)/u.test(
      word,
    )
  return /^(?:in|on|the)$/.test(before) && /^(?:case|event|condition)$/.test(word)
}

/** `верните оплату, иначе отзываю согласие`; behind the demand it only warns. */
function isOtherwise(tokens: readonly Token[], at: number, deed: number): boolean {
  return deed > at && /^(?:иначе|противном|otherwise|айтпесе|болмаса)$/u.test(wordAt(tokens, at))
}

/** What others may leave undone, said of one time: `не вернёте`, `не исправите`; `не звоните` forbids. */
const UNDONE =
  /^(?:верн|исправ|ответ|оплат|сдела|выполн|исполн|перевед|реш|предостав|пришл|перезвон|свяж|успе|смож|получ|сможе|урегулир)\p{L}{0,6}те(?:сь)?$/u

/** `Не исправите до пятницы — удаляйте`. */
function isUndone(tokens: readonly Token[], at: number, deed: number): boolean {
  return deed > at && wordAt(tokens, at - 1) === 'не' && UNDONE.test(wordAt(tokens, at))
}

const KAZAKH_IF = /(?:сан|сен)[ыи]з(?:дар|дер)?$|[мбп](?:аса|есе)[мнк]?$/u

/** `қайтармасаңыздар, …`; `жойсаңыздар екен`, `жіберсеңіз жақсы болар еді` are polite. */
function isKazakhIf(tokens: readonly Token[], at: number): boolean {
  const isPolite = tokens
    .slice(at + 1, at + 3)
    .some(({ word }) => /^(?:екен|жаксы|дурыс|риза)/u.test(word))
  const isOfDeed =
    wordAt(tokens, at - 1).endsWith('п') && has(tokens[at - 1], 'destroy', 'correct', 'give')
  return (
    KAZAKH_IF.test(wordAt(tokens, at)) &&
    wordAt(tokens, at) !== 'немесе' &&
    !isPolite &&
    !isOfDeed &&
    !isWish(tokens, at)
  )
}

/** `жойсаңыз`: the deed itself as a wish. */
function isWish(tokens: readonly Token[], at: number): boolean {
  const isLast = tokens[at + 1] === undefined
  return isLast && has(tokens[at], 'destroy', 'correct', 'give', 'stop', 'send')
}
