/** Every letter to the owner and to a partner with everything it can say. */
import { formatDay, workingDaysLeft } from './dates.ts'
import type { OwnerLetter, PartnerLetter, TemplateValues } from './letter-kinds.ts'
import { maskName } from './mask.ts'
import { CANARIES, COMPANY, REF } from './sample-parts.ts'
import type { Parts } from './sample-parts.ts'
import { SAMPLE_WORDS } from './sample-words.ts'
import { actionPhrase } from './demand-words.ts'
import { fieldName, proofPhrase } from './words.ts'

type OwnerSamples = Pick<TemplateValues, OwnerLetter>

const MAILBOX = COMPANY.mailbox
const PARTNER = 'ТОО «Бета & <Ко>»'

function approval(parts: Parts): TemplateValues['approval'] {
  const { answerable, language, received, address, partners } = parts
  return {
    ...answerable,
    received,
    address,
    dueDay: formatDay('2026-11-26', language),
    changes: parts.changes.map(({ field, value }) => ({ field, before: value, after: value })),
    personName: maskName(CANARIES.surname),
    addressConfirmed: true,
    addressReason: proofPhrase('dkim', language),
    readFirst: true,
    destroys: '',
    discloses: '',
    places: 'CRM',
    partners,
    byHand: [],
  }
}

function secondYes({ answerable, language, fields, runs }: Parts): TemplateValues['second-yes'] {
  return {
    ref: REF,
    due: answerable.due,
    action: actionPhrase('cease', [], language),
    code: '0482',
    destroys: fields,
    byHand: SAMPLE_WORDS[language].byHand,
    runs,
    mailbox: MAILBOX,
  }
}

function decisions(parts: Parts) {
  const { answerable, received, address } = parts
  const { due, daysLeft, link } = answerable
  return {
    approval: approval(parts),
    'question-came': {
      ref: REF,
      kind: 'question',
      due,
      daysLeft,
      received,
      address,
      link,
      mailbox: MAILBOX,
    },
    'second-yes': secondYes(parts),
    'not-understood': { ...answerable, reason: 'unclear' },
    receipt: receipt(parts),
  } satisfies Partial<OwnerSamples>
}

function receipt({ answerable, received, ownerText }: Parts): OwnerSamples['receipt'] {
  const { due, link, action } = answerable
  return {
    ref: REF,
    due,
    ownerText,
    decision: 'no',
    noRecord: false,
    action,
    decidedAt: received,
    runs: '',
    byHand: [],
    mailbox: MAILBOX,
    link,
  }
}

function clock({ answerable, language }: Parts) {
  const { due, action, daysLeft, link } = answerable
  const { waitsForOwner, waitsForPerson } = SAMPLE_WORDS[language]
  const cease = actionPhrase('cease', [], language)
  return {
    reminder: { ...answerable, stage: 'half', question: false },
    overdue: {
      ...answerable,
      daysLeft: workingDaysLeft(-1, language),
      question: false,
      silent: 'owner',
    },
    escalation: {
      ref: REF,
      action,
      due,
      daysLeft,
      owner: 'o•••@company.example',
      mailbox: MAILBOX,
    },
    'will-miss': { ref: REF, action, due, daysLeft, link, silent: 'person', mailbox: MAILBOX },
    digest: {
      today: formatDay('2026-11-25', language),
      open: [
        { ref: REF, action, due, daysLeft, waits: waitsForOwner },
        { ref: 'PD-0Q4Z-81MN', action: cease, due: '', daysLeft: '', waits: waitsForPerson },
      ],
      held: '1',
      ordinary: '12',
      done: '3',
      overdue: '1',
      lastLook: `${formatDay('2026-11-25', language)}, 08:55`,
      mailbox: MAILBOX,
      quiet: false,
    },
  } satisfies Partial<OwnerSamples>
}

function notices({ answerable, done, received, address }: Parts) {
  const { due, action, daysLeft, link } = answerable
  const asked = { ref: REF, due, address, action, link }
  const partner = { ref: REF, due, partner: PARTNER, mailbox: MAILBOX }
  return {
    disowned: { ref: REF, address, action, wasApproved: true },
    'call-needed': asked,
    'identity-late': { ...asked, daysLeft, mailbox: MAILBOX },
    'new-link': { ref: REF, action, link },
    'link-locked': { ref: REF, mailbox: MAILBOX },
    held: { received, sender: address, lookBy: due, mailbox: MAILBOX, office: '' },
    flood: { count: '40', mailbox: MAILBOX },
    undeliverable: { ref: REF, due, address, code: '550 5.1.1' },
    'document-came': { ref: REF, received, sender: address, mailbox: MAILBOX },
    'partner-silent': { ...partner, toldOn: done },
    'partner-refused': partner,
  } satisfies Partial<OwnerSamples>
}

export function ownerSamples(parts: Parts): OwnerSamples {
  return { ...decisions(parts), ...clock(parts), ...notices(parts) }
}

/** A partner reads the identifier and the new value in full, or could not find and correct anything. */
export function partnerSamples({
  language,
  due,
  done,
}: Parts): Pick<TemplateValues, PartnerLetter> {
  const instruction = {
    company: COMPANY,
    ref: `${REF}-P1`,
    what: 'correct' as const,
    identifier: CANARIES.email,
    changes: [{ field: fieldName('phone', language), value: CANARIES.phone }],
    due,
    basis: '17.2',
  }
  return {
    'partner-instruction': instruction,
    'partner-reminder': { ...instruction, toldOn: done },
  }
}
