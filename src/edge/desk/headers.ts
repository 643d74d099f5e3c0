/** What every answer of the desk tells the browser. */
import type { MiddlewareHandler } from 'hono'

const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
/** The one page that frames the letter; whatever is clicked in the frame stays within it. */
export const FRAMING_POLICY = `${PAGE_POLICY}; frame-src 'self'`
/** A stranger's HTML: nothing is loaded, nothing runs, nothing is sent. */
export const LETTER_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox"

const ALWAYS: readonly (readonly [string, string])[] = [
  ['Content-Security-Policy', PAGE_POLICY],
  ['Cache-Control', 'no-store'],
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['X-Robots-Tag', 'noindex'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  [
    'Permissions-Policy',
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  ],
]

/**
 * Tried in Chromium 156: under `no-referrer` the browser sends `Origin: null` with our own forms, and
 * `Sec-Fetch-Site: same-origin` beside it wherever the address is trustworthy (https, or this
 * machine). On plain http to another machine there is no Sec-Fetch-Site, so there alone the policy
 * is `same-origin`, which gives the Origin back and still tells other sites nothing.
 */
function referrerPolicy(publicUrl: string | null): string {
  return publicUrl?.startsWith('http:') === true ? 'same-origin' : 'no-referrer'
}

/** What an answer says of itself stands above these. */
export function deskHeaders(publicUrl: string | null): MiddlewareHandler {
  const all = [...ALWAYS, ['Referrer-Policy', referrerPolicy(publicUrl)] as const]
  return async (context, next) => {
    await next()
    for (const [name, value] of all)
      if (!context.res.headers.has(name)) context.res.headers.set(name, value)
  }
}
