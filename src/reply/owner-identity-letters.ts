/** Letters to the owner about who asks, and about how the owner gets in. */
import { eventsNamed } from '../request/request.ts'
import type { Filled, Matter } from './draft.ts'
import { daysLeftTo, demandPhrase, dueDate, dueInWords, maskedAddress } from './request-values.ts'

/** Letters about who asks and how the owner gets in; null for the rest. */
export function ownerIdentityValues(matter: Matter): Filled | null {
  const { request, owed, language, context } = matter
  const { mailbox } = context.policy
  const ref = request.number
  const shared = { ref, action: demandPhrase(matter), address: maskedAddress(request) }
  const due = dueInWords(request, language)
  const link = context.linkTo(request)
  switch (owed.kind) {
    case 'disowned':
      return {
        template: 'disowned',
        values: { ...shared, wasApproved: eventsNamed(request, 'approved').length > 0 },
      }
    case 'call-needed':
      return { template: 'call-needed', values: { ...shared, due, link } }
    case 'identity-late':
      return {
        template: 'identity-late',
        values: {
          ...shared,
          due,
          link,
          daysLeft: daysLeftTo(dueDate(request), matter),
          mailbox: mailbox.address,
        },
      }
    case 'new-link':
      return { template: 'new-link', values: { ref, action: shared.action, link } }
    case 'link-locked':
      return { template: 'link-locked', values: { ref, mailbox: mailbox.address } }
    default:
      return null
  }
}
