import { hasCondition } from '../sentence/condition.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { anyIs, has, wordAt } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isAboutMe, isData, isOwn } from '../sentence/things.ts'

/** To be there at all: `остаться`, `быть`, `числиться`, `remain`. */
const IS_THERE =
  /^(?:оста[лнвт]|были?$|была$|было$|быть$|числ|леж|фигурир|значи|находи|состоять|висел|висе|remain|left$|stay|be$|калма|калсын$|болма|турма|сакталма)/u

/** `чтобы ничего обо мне не осталось`, `не хочу быть в вашей базе`, `nothing about me remains`, `қалмасын`. */
export function wantsNothingLeft(sentence: Sentence, at: number): Evidence | null {
  const { tokens, isQuestion } = sentence
  if (isQuestion || !IS_THERE.test(wordAt(tokens, at)) || !isOfWriter(tokens)) return null
  if (isForbidden(tokens)) return evidence('cease', 'asked', 'words')
  if (!isWishedAway(tokens, at) && !isUnwanted(tokens, at) && !isKazakhAway(tokens, at)) return null
  return evidence('cease', hasCondition(sentence, at) ? 'on-condition' : 'asked', 'words')
}

/** `меня в вашей базе быть не должно`. */
function isForbidden(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ word }, i) => /^(?:должн|должен)/u.test(word) && wordAt(tokens, i - 1) === 'не',
  )
}

/** Of the writer's data, or of himself in a list. */
function isOfWriter(tokens: readonly Token[]): boolean {
  if (tokens.some((_, i) => isAboutMe(tokens, i) || isFromMe(tokens, i))) return true
  const isInBase = anyIs(tokens, 'base', 'account')
  return isInBase || (isOwn(tokens) && (tokens.some(isData) || fieldsIn(tokens).length > 0))
}

function isFromMe(tokens: readonly Token[], at: number): boolean {
  const isHere =
    has(tokens[at], 'me') && tokens.slice(at).some(({ word }) => /^(?:вас|ваш)/u.test(word))
  return isHere || (wordAt(tokens, at) === 'от' && has(tokens[at + 1], 'me'))
}

const WISH = /^(?:чтобы?|бы|пусть|пускай|sure|ensure|want|like|should|must)$/u
const NOTHING = /^(?:не|ничего|ни|никаких|нигде|nothing|no|not|none)$/u

/** `чтобы … не осталось`, `make sure nothing … is left`. */
function isWishedAway(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 12), at)
  const wish = before.findIndex(({ word }) => WISH.test(word))
  return wish !== -1 && before.slice(wish).some(({ word }) => NOTHING.test(word))
}

/** `больше не хочу быть …`, `don't want to be …`, `не желаю, чтобы … оставались`. */
function isUnwanted(tokens: readonly Token[], at: number): boolean {
  const before = tokens.slice(Math.max(0, at - 10), at)
  const wish = before.findIndex(({ word }) =>
    /^(?:хочу|хотел|хотим|жела|want|wish|like)/u.test(word),
  )
  return wish !== -1 && before.slice(0, wish).some((token) => has(token, 'no'))
}

/** `қалмасын`, `болмасын`. */
function isKazakhAway(tokens: readonly Token[], at: number): boolean {
  return /ма(?:сын|уын)$/u.test(wordAt(tokens, at))
}
