/** How requests are shown at a terminal. */
import type { Backlog, Pen, ReplyRow } from '../app.ts'
import { newestPlan, plannedChanges } from '../action/plan.ts'
import type { Plan } from '../action/plan.ts'
import type { Field } from '../letter/letter.ts'
import { maskEmail, maskValue } from '../reply/mask.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { planVersion, searchedAddress, wantedChanges } from '../request/request.ts'
import { proofLine, undoUntil } from './requests-proof.ts'
import { out, table, talk } from './terminal.ts'

/** The strictest date still open; '' when nothing is. */
function nextDate(request: PrivacyRequest): string {
  const open = request.obligations.filter(({ doneAt, actBy }) => doneAt === null && actBy !== null)
  return open.flatMap(({ actBy }) => actBy ?? []).toSorted()[0] ?? ''
}

export function printList(requests: readonly PrivacyRequest[], pen: Pen): void {
  if (requests.length === 0) talk('No open request.')
  else
    out(
      table([
        ['number', 'asks to', 'state', 'received', 'act by'],
        ...requests
          .map((request) => ({ request, actBy: nextDate(request) }))
          .toSorted((a, b) => (a.actBy || '9').localeCompare(b.actBy || '9'))
          .map(({ request: { number, kind, state, receivedOn }, actBy }) => [
            number,
            kind,
            state,
            receivedOn,
            actBy,
          ]),
      ]),
    )
  if (pen.held.length > 0) {
    if (requests.length > 0) out('')
    out('Waiting in the holding pen (read them in the mailbox):')
    printHeld(pen)
  }
  const { ordinary = 0, automatic = 0 } = pen.counts
  talk(`Not ours: ${ordinary} ordinary letters, ${automatic} from machines and lists.`)
}

/** Letters that a person must still look at, by the ids that `requests open --letter` takes. */
export function printHeld(pen: Pen): void {
  if (pen.held.length === 0) talk('The holding pen is empty.')
  else {
    const rows = pen.held.map((letter) => [
      letter.contentId.slice(0, 12),
      letter.receivedAt.toISOString().slice(0, 16),
      letter.reason,
      letter.dueOn ?? '',
    ])
    out(table([['letter', 'received (UTC)', 'looks like', 'look by'], ...rows]))
  }
}

function show(field: Field, value: string, reveal: boolean): string {
  return reveal ? value : maskValue(field, value)
}

function planLines(plan: Plan, reveal: boolean): readonly string[] {
  switch (plan.do) {
    case 'correct':
      return plannedChanges(plan).map(({ field, before, after }) => {
        const from = before === null ? '(nothing)' : show(field, before, reveal)
        return `${field}: ${from} -> ${show(field, after, reveal)}  in ${plan.holder}`
      })
    case 'destroy':
      return [`destroy ${plan.fields.join(', ')}  in ${plan.holder}`]
    case 'disclose':
      return [`send ${plan.fields.join(', ')} to the address on record  from ${plan.holder}`]
    case 'no-record':
      return ['nobody is on record under this address: a yes tells the person so']
    case 'nothing':
      return [`nothing can be carried out: ${plan.why}`]
  }
}

function printPlan(request: PrivacyRequest, reveal: boolean): void {
  const plan = newestPlan(request)
  if (plan === null) return
  out('')
  out(`Plan, version ${planVersion(request)}:`)
  for (const line of planLines(plan, reveal)) out(`  ${line}`)
}

function printDates(request: PrivacyRequest): void {
  out('')
  const rows = request.obligations.map((owed) => [
    owed.name,
    owed.policyDue ?? '-',
    owed.lawDue ?? '-',
    owed.actBy ?? '-',
    owed.doneAt === null ? '' : `done ${owed.doneAt.toISOString().slice(0, 16)}Z ${owed.evidence}`,
  ])
  out(table([['owed', 'policy', 'law', 'act by', ''], ...rows]))
}

function printHistory(request: PrivacyRequest): void {
  out('')
  const rows = request.events.map(({ at, name, actor, facts }) => [
    `${at.toISOString().slice(0, 19)}Z`,
    name,
    actor,
    Object.entries(facts)
      .map(([fact, value]) => `${fact}=${String(value)}`)
      .join(' '),
  ])
  out(table(rows))
}

export function printRequest(
  request: PrivacyRequest,
  replies: readonly ReplyRow[],
  { reveal, explanation }: { readonly reveal: boolean; readonly explanation: readonly string[] },
): void {
  const address = searchedAddress(request)
  out(`${request.number}  ${request.kind}, ${request.state}, received on ${request.receivedOn}`)
  if (address !== null) out(`address: ${reveal ? address : maskEmail(address)}`)
  out(`who asks: ${proofLine(request)}`)
  const until = undoUntil(request)
  if (until !== null) out(`can be taken back until ${until}: requests undo ${request.number}`)
  for (const { field, to } of wantedChanges(request))
    out(`asks for ${field}: ${show(field, to, reveal)}`)
  printPlan(request, reveal)
  printDates(request)
  for (const line of explanation) out(`  ${line}`)
  printHistory(request)
  out('')
  const rows = replies.map(({ kind, audience, state, attempts, sentAt }) => [
    kind,
    `to ${audience}`,
    state,
    `attempts ${attempts}`,
    sentAt === null ? '' : `${sentAt.toISOString().slice(0, 19)}Z`,
  ])
  if (rows.length > 0) out(table(rows))
}

export function printBacklog(letters: Backlog): void {
  if (letters.length === 0) return talk('No demand from before answerFrom.')
  const rows = letters.map(({ receivedAt, kind, from, subject, folder }) => [
    receivedAt.toISOString().slice(0, 10),
    kind,
    from,
    subject,
    folder,
  ])
  out(table([['received', 'asks to', 'from', 'subject', 'folder'], ...rows]))
  talk('None of these is answered on its own. Open one with `requests open` if it still waits.')
}
