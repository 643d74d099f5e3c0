/** Who has the word in a request, and so whose silence a missed date is. */
import type { PrivacyRequest } from './request.ts'

export type Silent = 'owner' | 'person' | 'partner' | 'system'

const SILENT: Readonly<Partial<Record<PrivacyRequest['state'], Silent>>> = {
  'awaiting-identity': 'person',
  'awaiting-person': 'person',
  'awaiting-approval': 'owner',
  blocked: 'owner',
}

/** Who has the word now, so that nobody wonders whose silence a missed date is. */
export function silentParty(request: PrivacyRequest): Silent {
  const isPartner = request.obligations.some(
    ({ name, doneAt }) => name === 'partner' && doneAt === null,
  )
  return (
    SILENT[request.state] ?? (request.state === 'fulfilled' && isPartner ? 'partner' : 'system')
  )
}
