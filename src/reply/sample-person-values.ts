/** Every letter to a person with everything it can say. */
import type { PersonLetter, TemplateValues } from './letter-kinds.ts'
import { maskEmail } from './mask.ts'
import { CANARIES, COMPANY, REF } from './sample-parts.ts'
import type { Parts } from './sample-parts.ts'
import { SAMPLE_WORDS } from './sample-words.ts'
import { actionPhrase, demandName } from './demand-words.ts'
import { FIELDS } from '../letter/letter.ts'

type PersonSamples = Pick<TemplateValues, PersonLetter>

const COMMON = { company: COMPANY, ref: REF, phrase: '' }

function acknowledgements({ day, due, received, address, changes }: Parts) {
  const asked = { ...COMMON, received, due }
  const searched = {
    ...asked,
    address,
    confirmCode: '730964',
    confirmUntil: day('2026-11-27'),
    confirmThere: true,
  }
  const { due: _due, ...ceasing } = searched
  const ceased = { ...ceasing, stopBy: day('2026-12-11'), destroyBy: day('2026-12-22') }
  return {
    'acknowledgement-rectify': { ...searched, changes },
    'acknowledgement-cease': ceased,
    'acknowledgement-unlawful': searched,
    'acknowledgement-access': searched,
    'acknowledgement-question': asked,
    'acknowledgement-objection': asked,
    unsubscribed: COMMON,
    merged: { ...COMMON, due, into: 'PD-0Q4Z-81MN' },
  } satisfies Partial<PersonSamples>
}

function identity({ language, day, due, done, address, changes }: Parts) {
  const until = day('2026-11-27')
  const change = { ...COMMON, before: address, after: maskEmail(`new-${CANARIES.email}`), done }
  return {
    'confirm-address': {
      ...COMMON,
      action: actionPhrase('rectify', FIELDS, language),
      changes,
      code: '048215',
      until,
      isNew: false,
    },
    'reminder-confirm': { ...COMMON, due, code: '048215', until },
    'code-wrong': { ...COMMON, why: 'wrong', left: '4' },
    'not-me': COMMON,
    'email-changed': change,
    'email-new': change,
  } satisfies Partial<PersonSamples>
}

function questions({ due, ownerText }: Parts) {
  return {
    clarify: { ...COMMON, due, rectify: true },
    'reminder-clarify': { ...COMMON, due, rectify: true },
    'owner-question': { ...COMMON, due, ownerText },
    answer: { ...COMMON, ownerText },
    'document-deleted': COMMON,
  } satisfies Partial<PersonSamples>
}

function outcomes(parts: Parts) {
  const { language, day, changes, fields, partners } = parts
  const { purposes, sources, period } = SAMPLE_WORDS[language]
  return {
    corrected: { ...COMMON, changes, done: parts.done, partners },
    stopped: { ...COMMON, done: parts.done, partners, destroyBy: day('2026-12-22') },
    destroyed: {
      ...COMMON,
      categories: fields,
      done: parts.done,
      partners,
      backupGone: day('2026-12-24'),
      proofUntil: day('2029-11-24'),
      lettersUntil: day('2027-02-22'),
    },
    'your-data': {
      ...COMMON,
      purposes,
      categories: fields,
      sources,
      recipients: partners,
      period,
      entered: day('2025-03-14'),
      files: [`${REF}.pdf`, `${REF}.csv`],
    },
  } satisfies Partial<PersonSamples>
}

function notDone({ language, day, due, address, fields, ownerText }: Parts) {
  const { records, basis } = SAMPLE_WORDS[language]
  const until = day('2027-05-22')
  const kept = { records, basis, until: day('2030-12-31'), destroyed: fields }
  return {
    blocked: { ...COMMON, ownerText, what: fields, until },
    'kept-by-law': { ...COMMON, ...kept },
    'no-record': { ...COMMON, address },
    refused: {
      ...COMMON,
      ownerText,
      demand: demandName('rectify', language),
      basis,
      mailingsStopped: true,
    },
    unanswered: { ...COMMON, due, ownerText, mailingsStopped: true },
    withdrawn: { ...COMMON, mailingsStopped: true },
    delayed: { ...COMMON, due, why: 'owner', newDate: day('2026-12-04') },
  } satisfies Partial<PersonSamples>
}

export function personSamples(parts: Parts): PersonSamples {
  return {
    ...acknowledgements(parts),
    ...identity(parts),
    ...questions(parts),
    ...outcomes(parts),
    ...notDone(parts),
  }
}
