/** Letters to the person about who asks, and how an address is confirmed. */
import { numberFact, textFact } from '../request/event.ts'
import { confirmationCode } from '../request/confirmation.ts'
import { FIRST_ISSUE, askedAddresses } from '../request/identity.ts'
import { openingText, wantedChanges } from '../request/request.ts'
import { formatDate } from './dates.ts'
import type { Filled, Matter } from './draft.ts'
import type { Confirmable, TemplateValues } from './letter-kinds.ts'
import { maskEmail } from './mask.ts'
import { emailIn } from './owed.ts'
import { common, demandPhrase, doneOn, mainDate, newValues } from './request-values.ts'

/**
 * How the writer confirms an address. It depends on the letter alone: whether anybody is on record was
 * not looked up, so that these words tell nobody who is (ruling 7).
 */
export function confirmable({ request, context, language }: Matter): Confirmable {
  const { writer, stated } = request.details
  const until = openingText(request, 'codeUntil')
  const isAsked = writer !== null && until !== ''
  const about = { number: request.number, address: writer ?? '', issue: FIRST_ISSUE }
  return {
    confirmCode: isAsked ? confirmationCode(context.idKey, about) : '',
    confirmUntil: isAsked ? formatDate(until, language) : '',
    confirmThere: stated !== null && stated !== writer,
  }
}

function confirmAddress(matter: Matter): Filled {
  const { request, owed, language, context } = matter
  const { cause, to } = owed
  const about = { number: request.number, address: to ?? '', issue: cause.seq }
  return {
    template: 'confirm-address',
    values: {
      ...common(matter),
      action: demandPhrase(matter),
      changes: newValues(wantedChanges(request), language),
      code: confirmationCode(context.idKey, about),
      until: formatDate(textFact(cause, 'until'), language),
      isNew: cause.facts['role'] === 'new',
    },
  }
}

/** The same words and the same code once more: nothing new can be guessed from it. */
function reminded(matter: Matter): Filled {
  const { request, owed, language, context } = matter
  const asked = askedAddresses(request).find(({ address }) => address === owed.to)
  const about = asked && { number: request.number, address: asked.address, issue: asked.issue }
  return {
    template: 'reminder-confirm',
    values: {
      ...common(matter),
      due: mainDate(request, language),
      code: about === undefined ? '' : confirmationCode(context.idKey, about),
      until: asked === undefined ? '' : formatDate(asked.until, language),
    },
  }
}

const CODE_WRONG = ['wrong', 'expired', 'locked'] as const

function codeWrong(matter: Matter): Filled {
  const { cause } = matter.owed
  const why = CODE_WRONG.find((one) => one === textFact(cause, 'why')) ?? 'wrong'
  const left = String(numberFact(cause, 'left'))
  return { template: 'code-wrong', values: { ...common(matter), why, left } }
}

function emailChanged(matter: Matter): TemplateValues['email-changed'] {
  const { before, after } = emailIn(matter.owed.cause)
  return {
    ...common(matter),
    before: before === null ? '' : maskEmail(before),
    after: after === null ? '' : maskEmail(after),
    done: doneOn(matter),
  }
}

/** Letters to the person about who asks; null for the rest. */
export function personIdentityValues(matter: Matter): Filled | null {
  switch (matter.owed.kind) {
    case 'confirm-address':
      return confirmAddress(matter)
    case 'reminder-confirm':
      return reminded(matter)
    case 'code-wrong':
      return codeWrong(matter)
    case 'not-me':
      return { template: 'not-me', values: common(matter) }
    case 'email-changed':
      return { template: 'email-changed', values: emailChanged(matter) }
    case 'email-new':
      return { template: 'email-new', values: emailChanged(matter) }
    default:
      return null
  }
}
