/** Two cookies: what a remembered phone keeps for 90 days, and what ties a form to the browser it was shown in. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const PHONE_AGE_S = 90 * 24 * 60 * 60
/** 256 bits in base64url. */
const SECRET = /^[A-Za-z0-9_-]{43}$/

export interface Cookies {
  /** Of a phone that was remembered; null when there is none, or none that could be ours. */
  readonly phone: string | null
  /** What the forms of this browser are sealed with. */
  readonly formKey: string
}

const isSecure = (publicUrl: string | null): boolean => publicUrl?.startsWith('https:') === true
/** `__Host-`: no neighbouring subdomain can set it; browsers take it over TLS alone. */
const nameOf = (word: 'owner' | 'form', publicUrl: string | null): string =>
  isSecure(publicUrl) ? `__Host-${word}` : word

function readSecret(context: Context, name: string): string | null {
  const value = getCookie(context, name)
  return value !== undefined && SECRET.test(value) ? value : null
}

const optionsFor = (publicUrl: string | null) =>
  ({ httpOnly: true, secure: isSecure(publicUrl), sameSite: 'Lax', path: '/' }) as const

/**
 * A browser that has neither cookie gets a random one for its forms (the "double submit" of a value
 * nobody else can read or set), which holds across restarts and across several desks.
 */
export function readCookies(context: Context, publicUrl: string | null): Cookies {
  const phone = readSecret(context, nameOf('owner', publicUrl))
  if (phone !== null) return { phone, formKey: phone }
  const formName = nameOf('form', publicUrl)
  const kept = readSecret(context, formName)
  if (kept !== null) return { phone, formKey: kept }
  const made = randomBytes(32).toString('base64url')
  setCookie(context, formName, made, optionsFor(publicUrl))
  return { phone, formKey: made }
}

export function rememberPhone(context: Context, publicUrl: string | null, cookie: string): void {
  setCookie(context, nameOf('owner', publicUrl), cookie, {
    ...optionsFor(publicUrl),
    maxAge: PHONE_AGE_S,
  })
}

/** What a form carries in a hidden field: good for one browser, one link and one button. */
export function formSeal(formKey: string, link: string, purpose: string): string {
  return createHmac('sha256', formKey).update(`${purpose}\0${link}`).digest('base64url')
}

export function isSealed(seal: string, expected: string): boolean {
  const [given, wanted] = [Buffer.from(seal), Buffer.from(expected)]
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
