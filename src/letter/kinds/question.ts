import type { Sentence } from '../sentence/sentence.ts'
import { has } from '../sentence/sentence.ts'

/** Whether a letter sent on asks anything, as `это от вас?`. */
export function asksAtAll(sentences: readonly Sentence[]): boolean {
  return sentences.some(({ isQuestion }) => isQuestion)
}

/** Whether some sentence asks and none demands: `а как правильно написать?`, `что будет, если…?`. */
export function asksOnly(sentences: readonly Sentence[]): boolean {
  return sentences.some(asks)
}

function asks({ tokens, isQuestion }: Sentence): boolean {
  const asksWhat = tokens.some(
    (token) => has(token, 'which', 'whether', 'if') || /^(?:что|ли|разве)$/u.test(token.word),
  )
  if (isQuestion) return asksWhat
  return tokens.some((token) => has(token, 'wonder')) && asksWhat
}
