import { readValues } from '../demand.ts'
import type { Values } from '../demand.ts'
import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { Facts } from '../facts.ts'
import type { Field } from '../letter.ts'
import { genderIn } from '../values/nominative.ts'
import { concernsPrivacy } from './privacy.ts'
import { hintedBy } from './hints.ts'
import { isMistakeOfOthers } from './rectify.ts'
import { onlySender } from '../sender.ts'
import { says } from '../sentence/sentence.ts'
import type { Sentence } from '../sentence/sentence.ts'
import { fieldsIn, isData, isOwn } from '../sentence/things.ts'
import { decide, evidenceIn } from './wanted.ts'
import { isLooseCondition } from '../sentence/condition.ts'
import type { Decided, Wanted } from './wanted.ts'

/** What a letter wants, with the values it gives. */
export interface Wants {
  readonly wanted: Wanted
  readonly decided: Decided | null
  readonly values: Values
  /** The fields that are to be corrected, as far as the letter names them. */
  readonly fields: readonly Field[]
}

/** `Актуальный телефон смотрите в подписи`. */
const POINTS_BELOW =
  /(?<!\p{L})(?:в|из) (?:моей )?подпис|(?:ниже|внизу|под) (?:письм|подпис)|in (?:my|the) signature|signature below|қолтаңба/iu

export function wantsOf(facts: Facts): Wants {
  const title = titleEvidence(facts)
  const body = bodyEvidence(facts, title)
  const fields = fieldsWanted([...body, ...title])
  const values = readValues(POINTS_BELOW.test(facts.words) ? facts.signed : facts.words, {
    own: facts.own,
    language: facts.language,
    fields,
    isAnswer: facts.thread.isOfOurs,
    sender: onlySender(facts.letter)?.address ?? null,
    isAsked: [...body, ...title].some(({ kind }) => kind === 'rectify'),
    gender: genderIn(facts.words),
    known: namesKnown(facts),
  })
  const isPrivate = concernsPrivacy(facts.letter.subject, facts.words)
  const wanted = {
    title,
    body,
    hasChanges: values.changes.length > 0,
    hasPair: hasPair(values, facts),
    saysNew: values.changes.length > 0 && !values.isLone,
    hasNewContact: !values.isLone && values.changes.some(({ field }) => !field.endsWith('name')),
    isOfPerson: isOfPerson(
      facts,
      values.changes.some(({ from }) => from !== undefined),
    ),
    hint: hintedBy(facts.sentences),
    isOfMailing: facts.sentences.some((sentence) => says(sentence, 'mailing')),
    isBound: facts.sentences.some(isLooseCondition),
    isPrivate,
  }
  return { wanted, decided: decide(wanted), values, fields }
}

/** Both values of the writer's own; two names set against each other are nobody else's. */
function hasPair({ changes }: Values, facts: Facts): boolean {
  const pairs = changes.filter(({ from }) => from !== undefined)
  const isOfNames = pairs.some(({ field }) => field === 'surname' || field === 'name')
  if (isOfNames && isOfWriter(facts) && facts.sentences.length <= PAIR_SENTENCES) return true
  return pairs.length > 0 && facts.sentences.some(({ tokens }) => isOwn(tokens))
}

const PAIR_SENTENCES = 6

/** Not to a machine, not of a mistake on our site, not of those who work here. */
function isOfWriter({ sentences, isAimedAtMachine }: Facts): boolean {
  if (isAimedAtMachine) return false
  return !sentences.some(
    (sentence) =>
      (says(sentence, 'wrong') && isMistakeOfOthers(sentence.tokens)) ||
      sentence.tokens.some(({ word }) => STAFF.test(word)),
  )
}

const STAFF =
  /^(?:врач|доктор|психолог|психотерапевт|терапевт|специалист|мастер|автор|книг|стать|сайт|doctor|therapist|author|дәрігер|дарігер|маман)/u

const LONG_WORDS = 400
/** Below more words than this a lone `Unsubscribe` is a footer. */
const FOOTER_WORDS = 25

/** In an essay that no subject calls a demand only what speaks of the writer himself is his demand. */
function bodyEvidence({ sentences }: Facts, title: readonly Evidence[]): readonly Evidence[] {
  const words = sentences.reduce((sum, { tokens }) => sum + tokens.length, 0)
  const isEssay = words > LONG_WORDS && title.length === 0
  const heard = isEssay ? sentences.filter(speaksOfWriter) : sentences
  const isShort = words <= FOOTER_WORDS
  return heard.flatMap((sentence) =>
    evidenceIn(sentence).filter(
      ({ kind }) => isShort || kind !== 'unsubscribe-only' || sentence.tokens.length > 2,
    ),
  )
}

const PERSONAL_WORDS = 250

/** Of a letter long as people write, not to a machine and not of a mistake on our site; English says `my`, or gives both values. */
function isOfPerson({ sentences, isAimedAtMachine }: Facts, isPair: boolean): boolean {
  const words = sentences.flatMap(({ tokens }) => tokens)
  if (isAimedAtMachine || words.length > PERSONAL_WORDS) return false
  if (!isPair && !words.some(({ word }) => /^(?:[а-я]|my$|mine$)/u.test(word))) return false
  return !sentences.some(
    (sentence) => says(sentence, 'wrong') && isMistakeOfOthers(sentence.tokens),
  )
}

function speaksOfWriter({ tokens }: Sentence): boolean {
  return isOwn(tokens) && (tokens.some(isData) || fieldsIn(tokens).length > 0)
}

function titleEvidence({ match, title }: Facts): readonly Evidence[] {
  const read = evidenceIn(title)
  return match === null ? read : [evidence(match.kind, 'asked', 'plain'), ...read]
}

function fieldsWanted(found: readonly Evidence[]): readonly Field[] {
  return [
    ...new Set(
      found
        .filter(({ kind }) => kind === 'rectify')
        .flatMap(({ fields, ordered }) => [...fields, ...ordered]),
    ),
  ]
}

const CAPITALISED = /\p{Lu}[\p{L}’'-]{1,39}/gu

/** Names that stand in the nominative: those of From and below the letter. */
function namesKnown({ letter, signed, words }: Facts): readonly string[] {
  const below = signed.slice(words.length, words.length + 300)
  return `${onlySender(letter)?.name ?? ''} ${below}`.match(CAPITALISED) ?? []
}
