/** A browser without a screen: keeps cookies, reads hidden fields, presses buttons by their form. */
import type { Hono } from 'hono'
import { deskPages } from '../../src/edge/desk/pages.tsx'
import { COOKIE, HOST } from './played-desk.ts'
import type { PlayedDesk } from './played-desk.ts'

const ORIGIN = `https://${HOST}`

export interface Shown {
  readonly status: number
  readonly html: string
  readonly location: string | null
  readonly headers: Headers
}

const FORM_TYPE = 'application/x-www-form-urlencoded'

export class DeskVisitor {
  readonly app: Hono
  readonly cookies = new Map<string, string>()
  private readonly isSecure: boolean

  constructor(played: PlayedDesk, isKnown = false) {
    this.app = deskPages(played)
    this.isSecure = played.publicUrl?.startsWith('https:') === true
    if (isKnown) this.cookies.set(this.isSecure ? '__Host-owner' : 'owner', COOKIE)
  }

  async send(path: string, init: RequestInit = {}): Promise<Shown> {
    const headers = new Headers(init.headers)
    headers.set('host', HOST)
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    if (cookie !== '') headers.set('cookie', cookie)
    const answer = await this.app.request(`${ORIGIN}${path}`, { ...init, headers })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      this.cookies.set(name, value)
    }
    return {
      status: answer.status,
      html: await answer.text(),
      location: answer.headers.get('location'),
      headers: answer.headers,
    }
  }

  get(path: string): Promise<Shown> {
    return this.send(path)
  }

  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = { origin: ORIGIN },
  ): Promise<Shown> {
    return this.send(path, {
      method: 'POST',
      headers: { 'content-type': FORM_TYPE, ...headers },
      body: new URLSearchParams(fields).toString(),
    })
  }

  /** Fills in a form of a page and sends it, as a browser would. */
  async press(
    page: Shown,
    purpose: string,
    fields: Readonly<Record<string, string>> = {},
    headers?: Readonly<Record<string, string>>,
  ): Promise<Shown> {
    const { action, hidden } = formOn(page, purpose)
    return this.post(action, { ...hidden, ...fields }, headers)
  }
}

interface Form {
  readonly action: string
  readonly hidden: Readonly<Record<string, string>>
}

export function formOn(page: Shown, purpose: string): Form {
  const form = new RegExp(
    `<form method="post" action="([^"]*/${purpose})"[^>]*>([\\s\\S]*?)</form>`,
  ).exec(page.html)
  if (form === null) throw new Error(`no form to ${purpose} on this page`)
  const [, action = '', inner = ''] = form
  const hidden = [...inner.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, value],
  )
  return { action, hidden: Object.fromEntries(hidden) }
}

/** What is read on a page, without its head. */
export function textOn({ html }: Shown): string {
  const [, body = html] = /<body[^>]*>([\s\S]*)<\/body>/.exec(html) ?? []
  return body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

export function titleOn({ html }: Shown): string {
  return /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? ''
}
