/** A request that came by phone or on paper, entered with its true time (p.3). */
import type { Change, Language } from '../letter/letter.ts'
import type { DemandKind } from '../policy/rules.ts'
import { demandRule } from '../request/demand-kinds.ts'
import type { FollowPorts } from '../request/follow-up.ts'
import { requestNumber } from '../request/number.ts'
import { owedFrom } from '../request/open.ts'
import { nextDue } from '../request/request.ts'
import type { NewRequest } from '../request/requests.ts'

export interface ByHand {
  readonly kind: DemandKind
  readonly received: Date
  readonly email: string
  readonly language: Language
  readonly changes: readonly Change[]
}

/** Who phones or writes on paper has proven nothing yet. The same entry has the same number. */
export function enteredByHand(entry: ByHand, ports: FollowPorts): NewRequest {
  const { kind, received, email, language, changes } = entry
  const source = ['by-hand', kind, received.toISOString(), email].join('\n')
  const dated = ports.deadlines(kind, received)
  // The end of a purpose is the company's own to see; nobody wrote, and nobody is answered (p.17.4).
  const writer = kind === 'purpose-achieved' ? null : email
  const hasWriter = writer !== null
  const owing = { isAcknowledged: true, hasWriter, hasPartners: ports.hasPartners }
  const isAsked = demandRule(kind).needsProof
  const codeUntil = isAsked ? ports.codeUntil(nextDue(dated.obligations)) : ''
  const nothing = { messageId: null, references: [], phrase: null }
  return {
    number: requestNumber(ports.idKey, source, 0),
    kind,
    language,
    receivedAt: received,
    receivedOn: dated.receivedOn,
    contentId: null,
    details: { writer, stated: email, changes, ...nothing },
    obligations: owedFrom(dated, owing),
    opening: {
      name: 'opened',
      actor: 'owner:terminal',
      facts: {
        byHand: true,
        acknowledge: hasWriter,
        proven: '',
        ...ports.editions(dated.receivedOn),
        codeUntil,
      },
    },
  }
}
