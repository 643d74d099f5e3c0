import type { Sentence, Token } from '../sentence/sentence.ts'
import { anyIs, has } from '../sentence/sentence.ts'

const SELLERS =
  /^(?:мы|наш|компани|фирма|агентств|команда|студия|биз|we|our|us|company|agency|team)/u
const SELLS =
  /^(?:помог|помож|предлага|разрабатыва|разработа|провед|проводим|проводит|сделаем|настро|внедр|приведем|подготов|обуч|оказыва|специализир|гарантир|help|offer|provide|assist|speciali|develop|deliver|automate)/u

/**
 * Letters of those who sell services: what they name as their trade (`поможем прекратить обработку с
 * нарушениями`) is no demand. Who speaks of his own data sells nothing.
 */
export function offersServices(sentences: readonly Sentence[]): boolean {
  if (sentences.some(asksForOwn)) return false
  return sentences.some(
    ({ tokens }) =>
      tokens.some(({ word }) => SELLERS.test(word)) && tokens.some(({ word }) => SELLS.test(word)),
  )
}

/** A deed on something of the writer's. */
function asksForOwn({ tokens }: Sentence): boolean {
  return (
    tokens.some(isMine) &&
    anyIs(tokens, 'destroy', 'correct', 'withdraw', 'stop', 'process', 'data')
  )
}

/** Of one person: firms say `наш` too. */
function isMine(token: Token): boolean {
  return (
    has(token, 'own') || /^(?:мо[йеяиюх]|меня|мне$|мной|мен|маган|my$|me$|i$)/u.test(token.word)
  )
}
