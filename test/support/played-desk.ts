/** The house behind the owner's pages, played in memory: one request, what was asked of it, and what was changed. */
import type {
  CodeTried,
  Decided,
  Decision,
  DeskPorts,
  Hand,
  Linked,
  Outcome,
  RequestView,
} from '../../src/edge/desk/desk-ports.ts'
import type { Obligation } from '../../src/request/request.ts'
import type { Language } from '../../src/letter/letter.ts'
import { partnerList } from '../../src/reply/partner-list.ts'
import type { PartnerList } from '../../src/reply/partner-list.ts'
import { MONDAY, testPromises } from './company.ts'

export const TOKEN = 'q7Rk2mVx9TzB4nLw8YpC1sHd6FgJ3aEu5oKi0Xr_tWc'
export const NUMBER = 'PD-7F3K-92QD'
export const CODE = '482193'
export const COOKIE = 'c'.repeat(43)
export const HOST = 'desk.company.example'

const DAY_MS = 86_400_000

const UNDATED: Obligation = {
  name: 'notify',
  policyDue: null,
  lawDue: null,
  softDue: null,
  actBy: null,
  doneAt: null,
  evidence: null,
}

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
  byHand: [],
  copyGoesTo: null,
  blockUntil: null,
  wasBlocked: false,
  due: '2026-11-19',
  clocks: { policy: '2026-11-24', law: '2026-11-19' },
  waits: 'owner',
  owed: [
    { ...UNDATED, name: 'ack', softDue: '2026-11-16', doneAt: MONDAY },
    {
      ...UNDATED,
      name: 'correct',
      policyDue: '2026-11-24',
      lawDue: '2026-11-19',
      actBy: '2026-11-18',
    },
    UNDATED,
  ],
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
  byHand: ['бумажные анкеты', 'телефон владельца'],
  blockUntil: '2027-05-15',
}

export const QUESTION: Partial<RequestView> = {
  kind: 'question',
  plan: { do: 'nothing', why: 'in-words', changes: [] },
  places: [],
  partners: [],
  wouldRunAt: null,
  replyPreview: null,
  letterText: 'Здравствуйте!\n\nПередаёте ли вы мой телефон кому-нибудь ещё?\n\nӘсель',
}

export const ACCESS: Partial<RequestView> = {
  kind: 'access',
  plan: { do: 'disclose', holder: 'register', ref: 'person-1', fields: ['name', 'email', 'phone'] },
  copyGoesTo: 'a•••@person.example',
}

export const UNPROVEN: Partial<RequestView> = {
  state: 'awaiting-identity',
  plan: { do: 'nothing', why: 'not-proven', changes: [{ field: 'phone', to: '+77071231234' }] },
  writer: 'someone@other.example',
  evidence: [{ what: 'not-proven', sign: 'no', digits: null }],
  callable: '+77012183991',
  wouldRunAt: null,
}

/** How it ended: as the port tells it, with what only some endings have. */
export function ended(what: Decided['what'], more: Partial<Decided> = {}): Decided {
  return {
    what,
    at: MONDAY,
    runAt: null,
    canUndo: false,
    isDone: true,
    closedAt: null,
    words: null,
    other: null,
    until: null,
    keeps: null,
    ...more,
  }
}

export const APPROVED: Partial<RequestView> = {
  state: 'approved',
  decided: ended('approved', {
    runAt: new Date(MONDAY.getTime() + DAY_MS),
    canUndo: true,
    isDone: false,
  }),
}

function afterSaying(decision: Decision): Partial<RequestView> {
  switch (decision.say) {
    case 'yes':
      return APPROVED
    case 'keep': {
      const { fields, basis, until } = decision
      const decided = APPROVED.decided ?? ended('approved')
      return { ...APPROVED, decided: { ...decided, keeps: { fields, basis, until } } }
    }
    case 'no':
      return { state: 'refused', decided: ended('refused', { words: decision.reason }) }
    case 'ask':
      return { state: 'awaiting-person', decided: ended('question', { isDone: false }) }
    case 'answer':
      return { state: 'fulfilled', decided: ended('answered', { words: decision.text }) }
    case 'block':
      return {
        state: 'blocked',
        decided: ended('blocked', { words: decision.reason, until: '2027-05-15' }),
      }
  }
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

  partners(language: Language): PartnerList | null {
    const partner = {
      name: 'ТОО «Курьер»',
      receives: 'name, phone',
      purposes: [{ paragraph: '8.2', text: 'дальнейшая коммуникация по заявке' }],
      since: '2026',
    }
    const { policy } = testPromises()
    return this.publicUrl === null
      ? null
      : { ...partnerList(policy, language), partners: [partner] }
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
    if (this.outcome === 'done') this.view = { ...this.view, ...afterSaying(decision) }
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
