/**
 * The other ways through a letter. With these, whoever proof-reads the letters sees every sentence of
 * theirs, and whoever checks them goes into every branch.
 */
import { NOT_COUNTED } from '../approval/approval.ts'
import type { Language } from '../letter/letter.ts'
import { FIELDS } from '../letter/letter.ts'
import type { LetterName, TemplateValues } from './letter-kinds.ts'
import { minimalValues } from './sample-least-values.ts'
import { SAMPLE_WORDS } from './sample-words.ts'
import { fullValues } from './sample-values.ts'
import { actionPhrase, actionVerb } from './demand-words.ts'
import { fieldNames, whyNotPhrase } from './words.ts'

type Forks = {
  readonly [Name in LetterName]?: readonly Partial<TemplateValues[Name]>[]
}

const UNASKED = { confirmCode: '', confirmUntil: '' }
const UNCONFIRMED = { ...UNASKED, confirmThere: false }
/** Nobody has to confirm anything; another address was named; both the code and no other address. */
const CONFIRMING = [UNCONFIRMED, UNASKED, { confirmThere: false }] as const

const PERSON_FORKS: Forks = {
  'acknowledgement-rectify': CONFIRMING,
  'acknowledgement-cease': CONFIRMING,
  'acknowledgement-unlawful': [...CONFIRMING, { due: '' }],
  'acknowledgement-access': CONFIRMING,
  'code-wrong': [{ why: 'expired' }],
  delayed: [{ why: 'partner' }, { why: 'system', newDate: '' }, { why: 'person' }],
}

/** Why an answer does not count; the last two are those of an answer in words and of what is kept by law. */
const REASONS: readonly string[] = [...new Set([...NOT_COUNTED, 'no-answer', 'no-terms'])]

const DECISIONS = ['question', 'answer', 'block', 'keep', 'unanswered'] as const
const STAGES = ['most', 'last-working-day', 'due-day'] as const

function impossible(language: Language) {
  return {
    plannable: false,
    whyNot: whyNotPhrase('several-records', language),
    secondYes: false,
    runs: '',
  } as const
}

function approvals(language: Language): readonly Partial<TemplateValues['approval']>[] {
  const fields = fieldNames(FIELDS, language)
  const cease = {
    action: actionPhrase('cease', [], language),
    verb: actionVerb('cease', language),
    changes: [],
  }
  return [
    { ...cease, destroys: fields, byHand: SAMPLE_WORDS[language].byHand },
    { ...cease, destroys: '', discloses: fields, secondYes: false },
    { noRecord: true, changes: [] },
    impossible(language),
  ]
}

function ownerForks(language: Language, ownerText: string): Forks {
  const { runs } = fullValues(language).approval
  return {
    approval: approvals(language),
    'question-came': [{ kind: 'objection' }],
    reminder: [
      ...STAGES.map((stage) => ({ stage })),
      { question: true },
      { noRecord: true },
      impossible(language),
    ],
    overdue: [
      { question: true },
      ...(['person', 'partner', 'system'] as const).map((silent) => ({ silent })),
      impossible(language),
    ],
    'will-miss': [{ silent: 'partner' }, { silent: 'system' }],
    'not-understood': [...REASONS.map((reason) => ({ reason })), impossible(language)],
    receipt: [
      { decision: 'yes', runs },
      { decision: 'yes', byHand: SAMPLE_WORDS[language].byHand },
      { decision: 'yes', noRecord: true },
      { decision: 'keep', ownerText, byHand: SAMPLE_WORDS[language].byHand },
      ...DECISIONS.map((decision) => ({ decision, ownerText })),
    ],
    held: [{ office: 'partner' }],
    digest: [{ open: [] }],
    'partner-instruction': [{ what: 'stop', changes: [] }],
    'partner-reminder': [{ what: 'stop', changes: [] }],
  }
}

/** A letter in every way it can be written: first with everything, then with the least, then the rest. */
export function samplesOf<Name extends LetterName>(
  name: Name,
  language: Language,
  ownerText?: string,
): readonly TemplateValues[Name][] {
  const full = fullValues(language, ownerText)[name]
  const words = ownerText ?? SAMPLE_WORDS[language].ownerText
  const all: Forks = { ...PERSON_FORKS, ...ownerForks(language, words) }
  const forks: readonly Partial<TemplateValues[Name]>[] = all[name] ?? []
  return [
    full,
    minimalValues(language, ownerText)[name],
    ...forks.map((fork) => ({ ...full, ...fork })),
  ]
}
