/** The house behind the owner's pages, played in memory: one request, what was asked of it, and what was changed. */
import type {
  CodeTried,
  Decision,
  DeskPorts,
  Hand,
  Linked,
  Outcome,
  RequestView,
} from '../../src/edge/desk/desk-ports.ts'
import { MONDAY } from './company.ts'

export const TOKEN = 'q7Rk2mVx9TzB4nLw8YpC1sHd6FgJ3aEu5oKi0Xr_tWc'
export const NUMBER = 'PD-7F3K-92QD'
export const CODE = '482193'
export const COOKIE = 'c'.repeat(43)
export const HOST = 'desk.company.example'

const DAY_MS = 86_400_000

export const VIEW: RequestView = {
  number: NUMBER,
  kind: 'rectify',
  state: 'awaiting-approval',
  isCurrent: true,
  version: 3,
  plan: {
    do: 'correct',
    holder: 'register',
    ref: 'person-1',
    before: { phone: '+77012183991' },
    after: { phone: '+77071231234' },
  },
  places: ['register'],
  partners: ['ТОО «Курьер»', 'ИП «Рассылка»'],
  person: { name: 'Әсель Жұмабаева', address: 'asel@person.example' },
  writer: null,
  receivedAt: new Date(MONDAY.getTime() - DAY_MS),
  due: '2026-11-19',
  workingDaysLeft: 3,
  evidence: [
    { what: 'proven-dkim', sign: 'yes', digits: null },
    { what: 'read-first', sign: 'note', digits: null },
  ],
  letterText: 'Здравствуйте!\n\nУ меня новый телефон: 8 707 123 12 34.\nПрошу исправить.\n\nӘсель',
  attachments: [{ name: 'письмо.pdf', sizeBytes: 48_000 }],
  hasHtml: true,
  decided: null,
  wouldRunAt: new Date(MONDAY.getTime() + DAY_MS),
  callable: null,
  needsAuthority: false,
  replyPreview: {
    subject: 'Запрос выполнен: данные исправлены',
    text: 'Здравствуйте!\n\nМы исправили ваши данные.\n\n— телефон: +7 707 ••• 12 34',
  },
}

export const DESTROY: Partial<RequestView> = {
  kind: 'cease',
  plan: {
    do: 'destroy',
    holder: 'register',
    ref: 'person-1',
    fields: ['surname', 'name', 'email', 'phone'],
  },
}

export const UNPROVEN: Partial<RequestView> = {
  state: 'awaiting-identity',
  plan: { do: 'nothing', why: 'not-proven', changes: [{ field: 'phone', to: '+77071231234' }] },
  writer: 'someone@other.example',
  evidence: [{ what: 'not-proven', sign: 'no', digits: null }],
  callable: '+77012183991',
  wouldRunAt: null,
}

export const APPROVED: Partial<RequestView> = {
  state: 'approved',
  decided: {
    what: 'approved',
    at: MONDAY,
    runAt: new Date(MONDAY.getTime() + DAY_MS),
    canUndo: true,
    isDone: false,
  },
}

type Settings = Partial<
  Pick<DeskPorts, 'publicUrl' | 'language' | 'company' | 'now' | 'letterHtml' | 'look'>
>

/** Every port of the desk, with a list of the calls that change something. */
export class PlayedDesk implements DeskPorts {
  readonly zone = 'Asia/Almaty'
  readonly language: DeskPorts['language']
  readonly company: string
  readonly publicUrl: string | null
  readonly now: () => Date
  /** What changed, in the order in which it did. */
  readonly changes: string[] = []
  readonly decisions: { readonly decision: Decision; readonly shown: string }[] = []
  readonly errors: unknown[] = []
  linked: Linked = { what: 'request', number: NUMBER }
  view: RequestView = VIEW
  html: string | null = '<p>Здравствуйте!</p>'
  outcome: Outcome = 'done'
  found: 'found' | 'none' | 'several' = 'found'
  triesLeft = 5
  hasCode = true
  /** Thrown by whatever is asked next. */
  down: Error | null = null

  constructor(settings: Settings = {}) {
    this.language = settings.language ?? 'ru'
    this.company = settings.company ?? 'ИП «Пример»'
    this.publicUrl = settings.publicUrl === undefined ? `https://${HOST}` : settings.publicUrl
    this.now = settings.now ?? (() => MONDAY)
  }

  readonly onError = (error: unknown): void => void this.errors.push(error)

  show(view: Partial<RequestView>): this {
    this.view = { ...VIEW, ...view }
    return this
  }

  async follow(token: string): Promise<Linked> {
    if (this.down !== null) throw this.down
    return token === TOKEN ? this.linked : { what: 'unknown' }
  }

  async knowsPhone(cookie: string): Promise<boolean> {
    return cookie === COOKIE
  }

  async tryCode(_token: string, code: string): Promise<CodeTried> {
    this.changes.push('code')
    if (!this.hasCode) return { ok: false, left: 0, why: 'no-code-set' }
    if (this.triesLeft > 0 && code === CODE) return { ok: true, cookie: COOKIE }
    this.triesLeft = Math.max(0, this.triesLeft - 1)
    if (this.triesLeft > 0) return { ok: false, left: this.triesLeft }
    this.linked = { what: 'locked', number: NUMBER }
    return { ok: false, left: 0, why: 'locked' }
  }

  async look(): Promise<RequestView | null> {
    return this.view
  }

  async decide(_by: Hand, decision: Decision, version: number, shown: string): Promise<Outcome> {
    this.changes.push(`decide ${decision.say} ${version}`)
    this.decisions.push({ decision, shown })
    if (this.outcome === 'done' && decision.say === 'yes') this.view = { ...this.view, ...APPROVED }
    if (this.outcome === 'done' && decision.say === 'no')
      this.view = {
        ...this.view,
        state: 'refused',
        decided: { what: 'refused', at: MONDAY, runAt: null, canUndo: false, isDone: false },
      }
    if (this.outcome === 'done' && decision.say === 'ask')
      this.view = {
        ...this.view,
        state: 'awaiting-person',
        decided: { what: 'question', at: MONDAY, runAt: null, canUndo: false, isDone: false },
      }
    return this.outcome
  }

  async undo(): Promise<Outcome> {
    this.changes.push('undo')
    return this.outcome
  }

  async renew(): Promise<void> {
    this.changes.push('renew')
  }

  async called(_by: Hand, digits: string): Promise<'done' | 'wrong-digits' | 'not-possible'> {
    this.changes.push(`called ${digits}`)
    if (this.view.callable === null) return 'not-possible'
    return this.view.callable.endsWith(digits) ? 'done' : 'wrong-digits'
  }

  async findByPhone(_by: Hand, phone: string): Promise<'found' | 'none' | 'several'> {
    this.changes.push(`find ${phone}`)
    return this.found
  }

  async authoritySeen(_by: Hand, kind: string): Promise<Outcome> {
    this.changes.push(`authority ${kind}`)
    return this.outcome
  }

  async letterHtml(): Promise<string | null> {
    return this.html
  }
}
