import { withReview } from './doubts.ts'
import type { Facts } from './facts.ts'
import { objectsToAutomation } from './kinds/correspondent.ts'
import { speaksOfElse } from './kinds/elsewhere.ts'
import { asksAtAll, asksOnly } from './kinds/question.ts'
import { cancelsIt, holdsBack, takesBack } from './kinds/retraction.ts'
import { evidenceIn } from './kinds/wanted.ts'
import type { Wants } from './kinds/wants.ts'
import type { Understanding } from './letter.ts'
import { has, says } from './sentence/sentence.ts'
import { isForwarded } from './subject.ts'
import { privacyQuestion, question } from './unasked.ts'
import { isOwnWord, isPlainDemand } from './understand-others.ts'

/** Letters that take an earlier demand back, outside its thread, and want nothing else since. */
export function readRetraction(facts: Facts, { wanted }: Wants): Understanding | null {
  const all = [facts.title, ...facts.sentences]
  const back = all.findLastIndex((one, i) => takesBack(one) || cancelsIt(one, all[i - 1]))
  if (
    back === -1 ||
    all
      .slice(back + 1)
      .flatMap(evidenceIn)
      .some(isPlainDemand)
  )
    return null
  if (wanted.body.some((one) => one.kind === 'rectify' && isPlainDemand(one))) return null
  const isOfData = all.some(
    (sentence) => takesBack(sentence) && says(sentence, 'destroy', 'correct'),
  )
  const isMeant =
    wanted.isPrivate || wanted.title.length > 0 || isOfData || facts.sentences.some(holdsBack)
  if (!isMeant) return null
  return withReview(
    privacyQuestion(facts, 'words: taken back'),
    'words: take a demand back',
    'retraction',
  )
}

/** Letters that want a person to decide and no program (law 94-V, art. 19-1). */
export function readObjection(facts: Facts, { decided }: Wants): Understanding | null {
  if (decided !== null && decided.from !== 'subject') return null
  if (!facts.sentences.some(objectsToAutomation)) return null
  return withReview(
    privacyQuestion(facts, 'words: object to automated handling'),
    'words: want a person',
    'objection',
  )
}

/** A subject of the policy above words of something else, or that only ask how, or want nothing done yet. */
export function readOnlyQuestion(facts: Facts, wants: Wants): Understanding | null {
  const { decided, values } = wants
  if (decided?.from !== 'subject') return null
  // Where two addresses stand one may be the new one.
  const isOfAddress = facts.words.split('@').length > 2
  if (!isOfAddress && speaksOfElse(facts.sentences))
    return question(facts, 'words: of something else')
  if (values.changes.length > 0) return null
  return onlyForMachine(facts, wants) ?? (decided.kind === 'access' ? null : onlyAsks(facts))
}

function onlyForMachine(facts: Facts, { wanted }: Wants): Understanding | null {
  if (!facts.isAimedAtMachine || wanted.body.length > 0) return null
  return { ...question(facts, 'words: nothing but text for a machine'), concernsPrivacy: true }
}

function onlyAsks(facts: Facts): Understanding | null {
  const isSentOn = isForwarded(facts.letter.subject) && asksAtAll(facts.sentences)
  const isHeld = facts.sentences.some(holdsBack)
  if (!isSentOn && !isHeld && !asksOnly(facts.sentences)) return null
  const understood = privacyQuestion(facts, 'words: only ask')
  return isHeld && facts.match !== null
    ? withReview(understood, 'words: want nothing done yet', 'conflict')
    : understood
}

/** What speaks of personal data or the policy and demands nothing; the owner answers (p.21). */
export function readPrivacyQuestion(facts: Facts, { wanted }: Wants): Understanding | null {
  if (!wanted.isPrivate) return null
  const asked = [facts.title, ...facts.sentences].some(
    ({ tokens, isQuestion }) =>
      isQuestion || tokens.some((token) => isOwnWord(token) || has(token, 'which', 'wonder')),
  )
  return { ...privacyQuestion(facts, 'words: of personal data'), acknowledge: asked }
}
