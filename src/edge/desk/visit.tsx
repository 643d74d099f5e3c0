/** Who comes through the door: which link, which phone, which language, and whether the form is ours. */
import type { Context } from 'hono'
import { LANGUAGES } from '../../letter/letter.ts'
import type { Language } from '../../letter/letter.ts'
import { formSeal, isSealed, readCookies } from './cookies.ts'
import type { DeskPorts, Linked } from './desk-ports.ts'
import type { Desk, Purpose, Seen } from './form.tsx'
import { said } from './frame.tsx'
import type { Frame, Page } from './frame.tsx'
import type { Styles } from './styles.ts'
import { WORDS } from './words/words.ts'

/** What every page of this desk is made with. */
export interface House {
  readonly ports: DeskPorts
  readonly styles: Styles
}

export interface Visit extends Desk {
  readonly ports: DeskPorts
  readonly context: Context
  readonly linked: Linked
  readonly isKnown: boolean
  /** Of the phone; '' when it has none. */
  readonly cookie: string
  readonly form: URLSearchParams
}

export type SeenVisit = Visit & Seen

const TOKEN = /^[A-Za-z0-9._-]{8,128}$/
const NO_FORM = new URLSearchParams()

function languageIn(asked: string | null | undefined, usual: Language): Language {
  return LANGUAGES.find((language) => language === asked) ?? usual
}

export function frameOf(
  { ports, styles }: House,
  context: Context,
  here: string,
  form: URLSearchParams = NO_FORM,
): Frame {
  const language = languageIn(form.get('lang') ?? context.req.query('lang'), ports.language)
  const folder = ports.publicUrl === null ? '' : new URL(ports.publicUrl).pathname
  return {
    language,
    words: WORDS[language],
    zone: ports.zone,
    now: ports.now(),
    company: ports.company,
    base: folder.replace(/\/$/, ''),
    styles: styles.version,
    here,
    usual: ports.language,
  }
}

/** @param here where the languages at the foot lead, below the link */
export async function arrive(
  house: House,
  context: Context,
  here = '',
  form: URLSearchParams = NO_FORM,
): Promise<Visit> {
  const { ports } = house
  const token = context.req.param('token') ?? ''
  const isToken = TOKEN.test(token)
  const cookies = readCookies(context, ports.publicUrl)
  const frame = frameOf(house, context, isToken ? `/r/${token}${here}` : '/', form)
  const linked: Linked = isToken ? await ports.follow(token) : { what: 'unknown' }
  const isAsked = linked.what === 'request' && cookies.phone !== null
  const isKnown = isAsked && (await ports.knowsPhone(cookies.phone ?? ''))
  const { formKey, phone } = cookies
  return { ports, context, frame, token, linked, isKnown, form, formKey, cookie: phone ?? '' }
}

export function isOurForm({ form, formKey, token }: Visit, purpose: Purpose): boolean {
  return isSealed(form.get('seal') ?? '', formSeal(formKey, token, purpose))
}

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(?:;|$)/i

/** Behind a server that ends TLS, the request itself does not know its scheme: the host is what counts. */
function isOwnOrigin(origin: string, publicUrl: string | null, host: string): boolean {
  if (publicUrl !== null) return origin === new URL(publicUrl).origin
  return origin === `http://${host}` || origin === `https://${host}`
}

/**
 * An Origin must be ours. Under `no-referrer` browsers say `null` even of our own forms (`headers.ts`),
 * as does an older one that says nothing: then only their own word for "same origin" counts.
 */
function comesFromOurPage(context: Context, publicUrl: string | null): boolean {
  const origin = context.req.header('origin')
  if (origin === undefined || origin === 'null')
    return context.req.header('sec-fetch-site') === 'same-origin'
  return isOwnOrigin(origin, publicUrl, context.req.header('host') ?? '')
}

/** Why a POST is not even read; null when it may be. */
export function notReadable(context: Context, publicUrl: string | null, frame: Frame): Page | null {
  const { words } = frame
  if (!FORM_TYPE.test(context.req.header('content-type') ?? ''))
    return said(frame, words.refusedTitle, [words.wrongType], { status: 415 })
  if (!comesFromOurPage(context, publicUrl))
    return said(frame, words.refusedTitle, [words.elsewhere], { status: 403 })
  return null
}
