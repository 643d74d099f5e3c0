/** What each button does: the answer of a port becomes a page. Only these change anything. */
import { rememberPhone } from './cookies.ts'
import { checkPage } from './check-page.tsx'
import { asShown, shownHash } from './confirmed.tsx'
import { decidedPage } from './decided-page.tsx'
import { AUTHORITY_KINDS } from '../../request/identity.ts'
import type { Hand, Outcome } from './desk-ports.ts'
import { draftPage } from './draft-page.tsx'
import { codePage, deadEnd, lockedPage, noCodePage } from './entry-pages.tsx'
import { said, show, to } from './frame.tsx'
import type { Answer, Page } from './frame.tsx'
import type { Mistake } from './form.tsx'
import { requestPage } from './request-page.tsx'
import { canSay, isDrafted, SAYS } from './request-words.ts'
import type { Say } from './request-words.ts'
import { decisionOf, readTyped, typedFault, UNTYPED } from './typed.ts'
import type { Typed } from './typed.ts'
import type { SeenVisit, Visit } from './visit.tsx'

const PHONE_LENGTH_MAX = 40

const handOf = ({ token, cookie }: Visit): Hand => ({ token, cookie })

export const showPage = ({ context, frame }: Visit, page: Page): Promise<Answer> =>
  show(context, frame, page)

export function goTo({ context, frame, token }: Visit, path: string): Answer {
  return context.redirect(to(frame, `/r/${token}${path}`), 303)
}

function backLink({ frame, token }: Visit) {
  return (
    <p class="govuk-body">
      <a class="govuk-link desk-target" href={to(frame, `/r/${token}`)}>
        {frame.words.backToRequest}
      </a>
    </p>
  )
}

/** An outcome that is not the wished one. */
function otherwise(visit: SeenVisit, outcome: Exclude<Outcome, 'done'>): Promise<Answer> {
  const { frame, view } = visit
  const { words } = frame
  const [title, text] =
    outcome === 'changed'
      ? [words.changedTitle, words.changedText]
      : [words.notPossibleTitle, words.notPossibleText]
  const more = { number: view.number, status: 409, content: backLink(visit) } as const
  return showPage(visit, said(frame, title, [text], more))
}

function recorded(visit: SeenVisit, text: string): Promise<Answer> {
  const { frame, view } = visit
  const more = { number: view.number, content: backLink(visit) }
  return showPage(visit, said(frame, frame.words.recordedTitle, [text], more))
}

export async function enterCode(visit: Visit): Promise<Answer> {
  const { context, ports, token, form, frame, linked } = visit
  const { words } = frame
  const number = 'number' in linked ? linked.number : ''
  const code = (form.get('code') ?? '').replace(/\s/g, '')
  if (!/^\d{6}$/.test(code))
    return showPage(visit, codePage(visit, number, { field: 'code', text: words.codeMissing }))
  const tried = await ports.tryCode(token, code)
  if (tried.ok) {
    rememberPhone(context, ports.publicUrl, tried.cookie)
    return goTo(visit, '')
  }
  if ('why' in tried && tried.why === 'no-code-set')
    return showPage(visit, noCodePage(frame, number))
  if (tried.left === 0) return showPage(visit, lockedPage(frame, number))
  const mistake = { field: 'code', text: words.codeWrong(tried.left) }
  return showPage(visit, codePage(visit, number, mistake))
}

/** The only button that needs no phone; a link that still holds sends nothing. */
export async function renewLink(visit: Visit): Promise<Answer> {
  const { ports, token, frame, linked, isKnown } = visit
  const { words } = frame
  const view = isKnown ? await ports.look(token) : null
  const about = 'number' in linked ? { number: linked.number } : {}
  if (linked.what !== 'expired' && view?.isCurrent !== false) {
    const shut = deadEnd(visit, linked)
    const more = { status: 409, content: backLink(visit) } as const
    return showPage(visit, shut ?? said(frame, words.stillGoodTitle, [words.stillGoodText], more))
  }
  await ports.renew(token)
  return showPage(visit, said(frame, words.renewedTitle, [words.renewedText], about))
}

export function readSay(value: string | null | undefined): Say | null {
  return SAYS.find((say) => say === value) ?? null
}

/** Where what is to be said is written, with what is wrong with it. */
async function wordsPage(
  visit: SeenVisit,
  say: Say,
  mistake: Mistake | null,
  typed: Typed,
): Promise<Page> {
  return isDrafted(say)
    ? draftPage(visit, say, mistake, typed)
    : checkPage(visit, say, mistake, typed)
}

/** Whether the page that was confirmed is the page that would be shown now. */
async function isUnchanged(visit: SeenVisit, say: Say, typed: Typed): Promise<boolean> {
  const { form, frame, view } = visit
  if (!view.isCurrent || form.get('version') !== String(view.version)) return false
  const shown = { view: asShown(view, form.get('runs') ?? ''), frame }
  const read = isDrafted(say) ? typed : UNTYPED
  return (await shownHash(shown, say, read)) === form.get('shown')
}

/** What was drafted comes back on the page to check; nothing is changed by it. */
export async function review(visit: SeenVisit): Promise<Answer> {
  const { form, view } = visit
  const say = readSay(form.get('say'))
  if (say === null || !isDrafted(say)) return otherwise(visit, 'not-possible')
  if (!canSay(view, say)) return decidedAlready(visit)
  const typed = readTyped(form)
  const mistake = typedFault(visit, say, typed)
  return showPage(
    visit,
    mistake === null
      ? await checkPage(visit, say, null, typed)
      : draftPage(visit, say, mistake, typed),
  )
}

function decidedAlready(visit: SeenVisit): Promise<Answer> {
  const { decided } = visit.view
  return decided === null
    ? otherwise(visit, 'not-possible')
    : showPage(visit, { ...decidedPage(visit, decided, false), status: 409 })
}

export async function decide(visit: SeenVisit): Promise<Answer> {
  const { ports, form, view } = visit
  const say = readSay(form.get('say'))
  if (say === null) return otherwise(visit, 'not-possible')
  if (view.decided !== null && !canSay(view, say)) return decidedAlready(visit)
  const typed = readTyped(form)
  if (!(await isUnchanged(visit, say, typed))) return otherwise(visit, 'changed')
  if (!canSay(view, say)) return otherwise(visit, 'not-possible')
  const mistake = typedFault(visit, say, typed)
  if (mistake !== null) return showPage(visit, await wordsPage(visit, say, mistake, typed))
  const decision = decisionOf(say, typed)
  const outcome = await ports.decide(handOf(visit), decision, view.version, form.get('shown') ?? '')
  return afterDecision(visit, say, outcome)
}

async function afterDecision(visit: SeenVisit, say: Say, outcome: Outcome): Promise<Answer> {
  if (outcome === 'done') return goTo(visit, '/done')
  const mistake = outcome.startsWith('no-') ? typedFault(visit, say, UNTYPED) : null
  if (mistake === null) return otherwise(visit, outcome)
  return showPage(visit, await wordsPage(visit, say, mistake, UNTYPED))
}

export async function undo(visit: SeenVisit): Promise<Answer> {
  const { ports, frame, view } = visit
  const { words } = frame
  const outcome = await ports.undo(handOf(visit))
  if (outcome !== 'done') return otherwise(visit, outcome)
  const more = { number: view.number }
  return showPage(visit, said(frame, words.undoneTitle, [words.undoneText], more))
}

export async function personCalled(visit: SeenVisit): Promise<Answer> {
  const { ports, form, frame } = visit
  const { words } = frame
  const digits = (form.get('digits') ?? '').replace(/\D/g, '')
  if (digits.length !== 4)
    return showPage(visit, requestPage(visit, { field: 'digits', text: words.callDigits }))
  const result = await ports.called(handOf(visit), digits)
  if (result === 'not-possible') return otherwise(visit, result)
  return result === 'done'
    ? recorded(visit, words.calledText)
    : showPage(visit, requestPage(visit, { field: 'digits', text: words.callWrong }))
}

export async function findPerson(visit: SeenVisit): Promise<Answer> {
  const { ports, form, frame } = visit
  const { words } = frame
  const phone = (form.get('phone') ?? '').trim().slice(0, PHONE_LENGTH_MAX)
  const wrong = (text: string): Promise<Answer> =>
    showPage(visit, requestPage(visit, { field: 'phone', text }, phone))
  if (phone === '') return wrong(words.findMissing)
  const result = await ports.findByPhone(handOf(visit), phone)
  if (result === 'found') return goTo(visit, '')
  return wrong(result === 'none' ? words.findNone : words.findSeveral)
}

export async function seeAuthority(visit: SeenVisit): Promise<Answer> {
  const { ports, form, frame } = visit
  const { words } = frame
  const kind = AUTHORITY_KINDS.find((one) => one === form.get('kind'))
  if (kind === undefined) {
    const mistake = { field: `kind-${AUTHORITY_KINDS[0]}`, text: words.authorityMissing }
    return showPage(visit, requestPage(visit, mistake))
  }
  const outcome = await ports.authoritySeen(handOf(visit), kind)
  return outcome === 'done' ? recorded(visit, words.authorityDone) : otherwise(visit, outcome)
}
