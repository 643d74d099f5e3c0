/** What partners were told and said (p.12, p.17). A partner's silence is not a yes. */
import type { RequestEvent } from './event.ts'
import { textFact } from './event.ts'
import type { PrivacyRequest } from './request.ts'
import { eventsNamed, lastEvent } from './request.ts'

export interface ToldPartner {
  /** Its id in the policy file. */
  readonly partner: string
  readonly told: RequestEvent
  /** The day by which it was to have done it. */
  readonly due: string
  readonly said: 'confirmed' | 'refused' | null
  readonly saidAt: Date | null
}

function answerOf(request: PrivacyRequest, partner: string): RequestEvent | undefined {
  const said = [
    ...eventsNamed(request, 'partner-confirmed'),
    ...eventsNamed(request, 'partner-refused'),
  ].filter((event) => textFact(event, 'partner') === partner)
  return said.toSorted((one, other) => one.seq - other.seq).at(-1)
}

export function toldPartners(request: PrivacyRequest): readonly ToldPartner[] {
  return eventsNamed(request, 'partner-told').map((told) => {
    const partner = textFact(told, 'partner')
    const answer = answerOf(request, partner)
    const said = answer === undefined ? null : answer.name === 'partner-confirmed'
    return {
      partner,
      told,
      due: textFact(told, 'due'),
      said: said === null ? null : said ? 'confirmed' : 'refused',
      saidAt: answer?.at ?? null,
    }
  })
}

/** Told, and nothing said yet, while it is still owed. */
export function partnersSilent(request: PrivacyRequest): readonly ToldPartner[] {
  const isOwed = request.obligations.some(
    ({ name, doneAt }) => name === 'partner' && doneAt === null,
  )
  return isOwed ? toldPartners(request).filter(({ said }) => said === null) : []
}

/** How many are left to confirm once this one has. */
export function leftAfter(request: PrivacyRequest, partner: string): number {
  return toldPartners(request).filter((one) => one.partner !== partner && one.said !== 'confirmed')
    .length
}

/** The number under which a partner was told: `PD-7F3K-92QD-P1`. */
export function partnerReference(request: PrivacyRequest, partner: string): string {
  const index = toldPartners(request).findIndex((one) => one.partner === partner)
  return `${request.number}-P${index + 1}`
}

export function wasTold(request: PrivacyRequest): boolean {
  return lastEvent(request, 'partner-told') !== undefined
}
