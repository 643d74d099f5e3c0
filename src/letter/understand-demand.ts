import { statedEmail } from './demand.ts'
import { withReview } from './doubts.ts'
import type { AskedKind } from './kinds/evidence.ts'
import type { Facts } from './facts.ts'
import type { Certainty, Field, Understanding } from './letter.ts'
import { onlySender } from './sender.ts'
import { has } from './sentence/sentence.ts'
import { fieldsIn } from './sentence/things.ts'
import type { Sentence } from './sentence/sentence.ts'
import { otherPersonIn } from './kinds/third-person.ts'
import type { Decided } from './kinds/wanted.ts'
import type { Wants } from './kinds/wants.ts'

/** A letter that asks for one of the five things, with every reason why a person must look at it. */
export function understandDemand(
  facts: Facts,
  wants: Wants,
  decided: Decided,
  nothing: Understanding,
): Understanding {
  const corrects = decided.kind === 'rectify' || decided.alsoKinds.includes('rectify')
  const understood: Understanding = {
    ...nothing,
    kind: decided.kind,
    certainty: certaintyOf(facts, decided),
    statedEmail: statedEmail(facts.signed, {
      own: facts.own,
      corrects,
      sender: onlySender(facts.letter)?.address ?? null,
    }),
    changes: corrects ? wants.values.changes : [],
    alsoKinds: decided.alsoKinds,
    acknowledge: true,
    concernsPrivacy: true,
    reasons: reasonsOf(facts, decided),
  }
  return CHECKS.reduce((result, check) => check(result, { facts, wants, decided }), understood)
}

/** exact: the policy's phrase and nothing against it; strong: plainly the same; weak: hardly said. */
function certaintyOf({ match }: Facts, { kind, isWeak }: Decided): Certainty {
  if (match?.kind === kind) return match.certainty
  return isWeak ? 'weak' : 'strong'
}

function reasonsOf({ match }: Facts, { kind, from }: Decided): readonly string[] {
  const subject = match === null ? [] : [`subject: ${match.certainty} (${match.language})`]
  if (match !== null && from !== 'words') return subject
  return [...subject, from === 'subject' ? `subject: reads as ${kind}` : `words: ${kind}`]
}

interface Known {
  readonly facts: Facts
  readonly wants: Wants
  readonly decided: Decided
}

type Check = (understood: Understanding, known: Known) => Understanding

const CHECKS: readonly Check[] = [
  checkWeakness,
  checkSubject,
  checkFurther,
  checkCondition,
  checkPart,
  checkValues,
  checkPerson,
]

/** Letters of which only a word or two hint at a demand. */
function checkWeakness(understood: Understanding, { decided, facts }: Known): Understanding {
  const isSaid = !decided.isWeak || facts.match?.kind === decided.kind
  return isSaid ? understood : withReview(understood, 'words: hardly a demand')
}

/** Letters whose words ask something else than their subject. */
function checkSubject(understood: Understanding, { decided, wants }: Known): Understanding {
  const said = wants.wanted.title.filter(({ by }) => by === 'plain' || by === 'words')
  const isOther = said.length > 0 && said.every(({ kind }) => kind !== decided.kind)
  if (!isOther || decided.from === 'subject') return understood
  return withReview(
    understood,
    `subject: ${said[0]?.kind ?? ''}, words: ${decided.kind}`,
    'conflict',
  )
}

/** Two demands that undo one another: `исправьте` and `удалите всё`. */
function checkFurther(understood: Understanding, { decided }: Known): Understanding {
  const all: readonly AskedKind[] = [decided.kind, ...decided.alsoKinds]
  const reasons = decided.alsoKinds.map((kind) => `words: also ${kind}`)
  const told = { ...understood, reasons: [...understood.reasons, ...reasons] }
  const undoes = all.includes('cease') && (all.includes('rectify') || all.includes('access'))
  return undoes ? withReview(told, 'demands: one undoes the other', 'conflict') : told
}

/** Letters that want something only if something else is so. */
function checkCondition(understood: Understanding, { decided }: Known): Understanding {
  return decided.onCondition
    ? withReview(understood, 'words: on a condition', 'condition')
    : understood
}

/** Letters that want only some of their data gone, or the rest left as it is. */
function checkPart(understood: Understanding, { decided, facts }: Known): Understanding {
  const isPartial =
    decided.isPartial || (decided.kind === 'cease' && facts.sentences.some(leavesRest))
  return isPartial ? withReview(understood, 'words: only a part', 'partial') : understood
}

/** `остальное оставьте как есть`, `там я учусь, пусть останется`. */
function leavesRest({ tokens }: Sentence): boolean {
  const isToStay = tokens.some(
    ({ word }, i) =>
      /^оста[ею]/u.test(word) && /^(?:пусть|остальн)/u.test(tokens[i - 1]?.word ?? ''),
  )
  const isLeft =
    isToStay ||
    tokens.some(
      (token, i) =>
        has(token, 'keep') &&
        /^(?:imperative|infinitive)$/.test(token.mood) &&
        !/^(?:to|you)$/.test(tokens[i - 1]?.word ?? ''),
    )
  return (
    isLeft &&
    (fieldsIn(tokens).length > 0 ||
      tokens.some(({ word }) => /^(?:остальн|прежн|есть$|есте$|rest$|is$|баск)/u.test(word)))
  )
}

/** Letters that ask to correct and do not say plainly what to. */
function checkValues(understood: Understanding, { wants, decided }: Known): Understanding {
  const { changes, doubts } = wants.values
  if (decided.kind !== 'rectify') return understood
  if (changes.length === 0) return withReview(understood, missing(doubts))
  if (doubts.length > 0) return withReview(understood, doubts.join(', '))
  const left = wants.fields.filter((field) => isLeftOut(field, wants))
  return left.length === 0 ? understood : withReview(understood, `changes: no ${left.join(', ')}`)
}

function missing(doubts: readonly string[]): string {
  return doubts.length === 0 ? 'changes: none found' : doubts.join(', ')
}

/** A field that the letter orders to be corrected, in so many words, and gives no value for. */
function isLeftOut(field: Field, { wanted, values }: Wants): boolean {
  const isOrdered = wanted.body.some(
    ({ kind, ordered }) => kind === 'rectify' && ordered.includes(field),
  )
  return isOrdered && values.changes.every((change) => change.field !== field)
}

/** Letters written for a relative or by a representative; a complaint changes nobody's data. */
function checkPerson(understood: Understanding, { facts, wants }: Known): Understanding {
  const isSaid = wants.wanted.body.length > 0
  const read = isSaid ? facts.sentences : [facts.title, ...facts.sentences]
  if (otherPersonIn(read) === null) return understood
  if (understood.kind === 'unlawful')
    return { ...understood, flags: [...understood.flags, 'third-person'] }
  return withReview(understood, 'words: for another person', 'third-person')
}
