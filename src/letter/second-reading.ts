import { nothingAsked, privacyQuestion, question } from './unasked.ts'
import { statedEmail } from './demand.ts'
import { withReview } from './doubts.ts'
import type { Facts } from './facts.ts'
import { ALIKE_KINDS, likeness } from './kinds/likeness.ts'
import type { Likeness } from './kinds/likeness.ts'
import { findingsOf, signsOf } from './kinds/signs.ts'
import type { Decided } from './kinds/wanted.ts'
import type { Wants } from './kinds/wants.ts'
import type { Kind, Understanding } from './letter.ts'
import { onlySender } from './sender.ts'
import { says } from './sentence/sentence.ts'
import { fieldsIn, isOwn } from './sentence/things.ts'
import { understandDemand } from './understand-demand.ts'

/** So sure the second reader must be that a letter asks something where the rules find nothing. */
const SURE_OF_MORE = 0.45
/** So sure it must be that a letter asks nothing, or something else, against the rules. */
const SURE_OF_OTHER = 0.92
/** So sure it must be that nobody has to look. */
const PLAIN = 0.8
/** Below a subject of the policy so few words are a greeting and a name, and the subject says all. */
const BARE_WORDS = 8

/** What these letters are was not read from what they ask. */
const SETTLED: ReadonlySet<string> = new Set([
  'authority',
  'partner',
  'third-person',
  'retraction',
  'objection',
  'machine-text',
])

/**
 * Letters in words that no rule knows: where the second reader plainly says otherwise than the rules,
 * it is followed, and a person must look unless little can go wrong.
 */
export function readAgain(facts: Facts, wants: Wants, understood: Understanding): Understanding {
  if (!isOpenToDoubt(understood) || isSaidPlainly(facts, wants)) return understood
  const like = likeness([...signsOf(facts.title, facts.sentences), ...findingsOf(understood)])
  const isOwnMatter = isOfWriter(facts, wants, like.kind)
  if (like.kind === understood.kind || !isSure(like, understood, isOwnMatter)) return understood
  const reason = `words: like ${like.kind}, ${told(like)}`
  const again = asAlike(facts, wants, like)
  const isForPerson = asksNothing(like) ? isOwnMatter : !isPlain(like, wants)
  return isForPerson ? withReview(again, reason) : { ...again, reasons: [...again.reasons, reason] }
}

/** To hear more than the rules do takes a letter of the writer's own; to hear nothing in another takes little. */
function isSure(
  { kind, share }: Likeness,
  understood: Understanding,
  isOwnMatter: boolean,
): boolean {
  if (understood.kind !== 'question')
    return share >= (kind === 'question' && !isOwnMatter ? SURE_OF_MORE : SURE_OF_OTHER)
  return share >= SURE_OF_MORE && (isOwnMatter || kind === 'spam')
}

function asksNothing({ kind }: Likeness): boolean {
  return kind === 'question' || kind === 'spam'
}

/** Nothing is destroyed on a likeness alone; a correction must have its value. */
function isPlain(like: Likeness, { values }: Wants): boolean {
  if (like.share < PLAIN || like.kind === 'cease' || asksNothing(like)) return false
  return like.kind !== 'rectify' || values.changes.length > 0
}

const OF_A_PERSON = [
  'data',
  'personal',
  'account',
  'base',
  'mailing',
  'surname',
  'name',
  'phone',
  'email',
  'userId',
] as const

/** A letter that names nothing of the writer's is the owner's own mail, whatever it sounds like. */
function isOfWriter(facts: Facts, { wanted, values }: Wants, kind: Kind): boolean {
  const all = [facts.title, ...facts.sentences]
  if (values.changes.length > 0) return true
  if (kind === 'rectify' && !all.some(({ tokens }) => fieldsIn(tokens).length > 0)) return false
  return (
    wanted.isPrivate ||
    wanted.title.length > 0 ||
    isOwnAddressNamed(facts) ||
    (all.some(({ tokens }) => isOwn(tokens)) && all.some((one) => says(one, ...OF_A_PERSON)))
  )
}

/** As the policy asks for (p.7): who writes of other things does not tell whence he writes. */
function isOwnAddressNamed({ letter, words, own }: Facts): boolean {
  return statedEmail(words, { own, corrects: false }) === onlySender(letter)?.address
}

/** What subject line and words both ask, a subject above a bare name, and orders to machines. */
function isSaidPlainly(
  { sentences, isAimedAtMachine }: Facts,
  { wanted, decided }: Wants,
): boolean {
  const words = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0)
  const isAskedBelow = words < BARE_WORDS || wanted.body.some(({ asked }) => asked === 'asked')
  return isAimedAtMachine || decided?.from === 'both' || (wanted.title.length > 0 && isAskedBelow)
}

function isOpenToDoubt({ kind, flags, reasons }: Understanding): boolean {
  return (
    ALIKE_KINDS.some((alike) => alike === kind) &&
    !flags.some((flag) => SETTLED.has(flag)) &&
    !reasons.some((reason) => reason.startsWith('thread:') || reason.startsWith('reference:'))
  )
}

function told({ share, signs }: Likeness): string {
  return `${Math.round(share * 100)} % (${signs.join('; ')})`
}

function asAlike(facts: Facts, wants: Wants, like: Likeness): Understanding {
  const { kind } = like
  if (kind === 'question')
    return wants.wanted.isPrivate
      ? privacyQuestion(facts, 'words: ask nothing that is known')
      : question(facts, 'words: ask nothing that is known')
  if (kind === 'spam') return { ...nothingAsked(facts), kind }
  const decided: Decided = {
    kind,
    alsoKinds: [],
    from: 'words',
    isWeak: !isPlain(like, wants),
    onCondition: wants.decided?.onCondition ?? false,
    isPartial: false,
  }
  return understandDemand(facts, wants, decided, nothingAsked(facts))
}
