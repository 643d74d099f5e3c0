/** The desk: what watches the process, and the owner's pages on the same steps as letters and terminal. */
import { currentLink, readLinkToken, standingOf } from '../approval/link.ts'
import type { Link } from '../approval/link.ts'
import type {
  CodeTried,
  Decision,
  DeskPorts,
  Hand,
  Linked,
  Outcome,
} from '../edge/desk/desk-ports.ts'
import { startDesk } from '../edge/desk/health.ts'
import { createDesk } from '../edge/desk/pages.tsx'
import { readTypedPhone } from '../letter/values/typed-phone.ts'
import type { Language } from '../letter/letter.ts'
import { maskEmail } from '../reply/mask.ts'
import { partnerList } from '../reply/partner-list.ts'
import type { PartnerList } from '../reply/partner-list.ts'
import type { NewEvent } from '../request/event.ts'
import { textFact } from '../request/event.ts'
import type { AuthorityKind } from '../request/identity.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { eventsNamed } from '../request/request.ts'
import type { Queue } from '../edge/queue.ts'
import type { Actor } from './owner-acts.ts'
import { openedLetter, viewOf } from './request-view.ts'
import { walkRequest } from './request-walk.ts'
import type { Running } from './running.ts'
import { ownerEmailOf, walkParts } from './walk-parts.ts'
import type { WalkParts } from './walk-parts.ts'
import type { World } from './world.ts'

/** Wrong owner codes at one link; then it is dead, and the owner is told by letter. */
const CODE_TRIES_MAX = 5
/** New links in 24 hours: whoever has an old one can ask for no more. */
const RENEWALS_MAX = 3
const DAY_MS = 86_400_000

const OUTCOMES: Readonly<Record<string, Outcome>> = {
  'not-possible': 'not-possible',
  'no-reason': 'no-reason',
  'no-question': 'no-question',
  'no-answer': 'not-possible',
  'no-terms': 'not-possible',
}

interface Opened {
  readonly link: Link
  readonly request: PrivacyRequest
}

/** The owner's pages on the walk of a request. */
class OwnerPages implements DeskPorts {
  readonly zone: string
  readonly language: DeskPorts['language']
  readonly company: string
  readonly publicUrl: string | null
  readonly now: () => Date
  private readonly world: World
  private readonly parts: WalkParts

  constructor(world: World, parts: WalkParts) {
    const { policy } = world.promises
    this.world = world
    this.parts = parts
    this.zone = policy.zone
    this.language = policy.owner.language
    this.company = policy.company.name
    this.publicUrl = world.config.publicUrl
    this.now = world.now
  }

  readonly onError = (error: unknown): void => this.world.log.error('desk.failed', {}, error)

  partners(language: Language): PartnerList | null {
    return this.publicUrl === null ? null : partnerList(this.world.promises.policy, language)
  }

  /** Null for a link that is not ours. */
  private async opened(token: string): Promise<Opened | null> {
    const link = readLinkToken(this.world.vault.idKey, token, ownerEmailOf(this.world))
    const request = link === null ? null : await this.world.requests.load(link.number)
    return link === null || request === null ? null : { link, request }
  }

  async follow(token: string): Promise<Linked> {
    const opened = await this.opened(token)
    if (opened === null) return { what: 'unknown' }
    const { link, request } = opened
    const { number } = request
    const standing = standingOf(request, link, this.now())
    if (standing === 'locked') return { what: 'locked', number }
    const ownerMasked = maskEmail(ownerEmailOf(this.world))
    return standing === 'expired'
      ? { what: 'expired', number, ownerMasked }
      : { what: 'request', number }
  }

  async knowsPhone(cookie: string): Promise<boolean> {
    return (await this.world.devices.knows(cookie)) !== null
  }

  async tryCode(token: string, code: string): Promise<CodeTried> {
    const { devices } = this.world
    const opened = await this.openLink(token)
    if (opened === null) return { ok: false, left: 0, why: 'locked' }
    if (!(await devices.hasCode())) return { ok: false, left: 0, why: 'no-code-set' }
    // Counted before it is compared: a hundred at once are a hundred tries.
    const left = CODE_TRIES_MAX - (await devices.fail(token))
    if (left >= 0 && (await devices.checkCode(code))) {
      await devices.forgive(token)
      return { ok: true, cookie: await devices.remember() }
    }
    if (left > 0) return { ok: false, left }
    await this.lock(opened)
    return { ok: false, left: 0, why: 'locked' }
  }

  private async lock({ link, request }: Opened): Promise<void> {
    if (standingOf(request, link, this.now()) === 'locked') return
    const { version, generation } = link
    await this.record(request, {
      name: 'link-locked',
      actor: 'system',
      facts: { version, generation },
    })
  }

  /** The request, if its link still leads to it. */
  private async openLink(token: string): Promise<Opened | null> {
    const opened = await this.opened(token)
    if (opened === null) return null
    return standingOf(opened.request, opened.link, this.now()) === 'open' ? opened : null
  }

  /** Recorded and followed up; false when something came in between. */
  private async record(request: PrivacyRequest, event: NewEvent): Promise<boolean> {
    const isRecorded = await this.world.requests.append(request, [event])
    if (isRecorded) await walkRequest(request.number, this.parts)
    return isRecorded
  }

  async look(token: string): Promise<Awaited<ReturnType<DeskPorts['look']>>> {
    const opened = await this.openLink(token)
    return opened === null ? null : viewOf(opened.request, opened.link, this.parts)
  }

  /** The request, and whose hand it is; null when the phone is not known or the link is dead. */
  private async held({
    token,
    cookie,
  }: Hand): Promise<(Opened & { readonly actor: Actor }) | null> {
    const phone = await this.world.devices.knows(cookie)
    const opened = await this.openLink(token)
    if (phone === null || opened === null) return null
    return { ...opened, actor: { by: 'owner:desk', proof: 'phone', phone: phone.slice(0, 8) } }
  }

  async decide(by: Hand, decision: Decision, version: number, shown: string): Promise<Outcome> {
    const held = await this.held(by)
    if (held === null) return 'changed'
    const { request, link, actor } = held
    if (link.version !== version) return 'changed'
    const event = await this.parts.acts.decision(request, decision, actor, {
      version,
      shown,
    })
    if (event.name === 'answer-not-counted') return OUTCOMES[textFact(event, 'why')] ?? 'changed'
    return (await this.record(request, event)) ? 'done' : 'changed'
  }

  async undo(by: Hand): Promise<Outcome> {
    const held = await this.held(by)
    if (held === null) return 'changed'
    const seen = { version: currentLink(held.request).version, shown: '' }
    const event = await this.parts.acts.decision(held.request, { say: 'undo' }, held.actor, seen)
    if (event.name !== 'undone') return 'not-possible'
    return (await this.record(held.request, event)) ? 'done' : 'changed'
  }

  async renew(token: string): Promise<void> {
    const opened = await this.opened(token)
    if (opened === null) return
    const { request, link } = opened
    const since = this.now().getTime() - DAY_MS
    const renewed = eventsNamed(request, 'link-renewed').filter(({ at }) => at.getTime() > since)
    const isExpired = standingOf(request, link, this.now()) === 'expired'
    if (!isExpired || renewed.length >= RENEWALS_MAX) return
    if (await this.parts.acts.renewLink(request, 'owner:desk'))
      await walkRequest(request.number, this.parts)
  }

  async called(by: Hand, digits: string): Promise<'done' | 'wrong-digits' | 'not-possible'> {
    const held = await this.held(by)
    if (held === null) return 'not-possible'
    const called = await this.parts.acts.called(held.request, held.actor, { digits, phone: null })
    if (called === 'done') await walkRequest(held.request.number, this.parts)
    return called
  }

  async findByPhone(by: Hand, phone: string): Promise<'found' | 'none' | 'several'> {
    const held = await this.held(by)
    const number = readTypedPhone(phone)
    return held === null || number === null
      ? 'none'
      : this.parts.acts.findByPhone(held.request, held.actor, number)
  }

  async authoritySeen(by: Hand, kind: AuthorityKind): Promise<Outcome> {
    const held = await this.held(by)
    if (held === null) return 'changed'
    if (!(await this.parts.acts.authoritySeen(held.request, held.actor, kind)))
      return 'not-possible'
    await walkRequest(held.request.number, this.parts)
    return 'done'
  }

  async letterHtml(token: string): Promise<string | null> {
    const opened = await this.openLink(token)
    return opened === null ? null : ((await openedLetter(opened.request, this.parts))?.html ?? null)
  }
}

export async function deskRole(world: World, queue: Queue): Promise<Running> {
  const parts = walkParts(world, (bell, id) => queue.ring(bell, id))
  const health = {
    database: async () => void (await world.database.sql`select 1`),
    lastPass: () => world.places.lastBeat('poller'),
    now: world.now,
  }
  const { publicUrl, host } = world.config
  if (publicUrl !== null && !(await world.devices.hasCode()))
    world.talk(
      'The owner has no code yet, so no phone can open a link: run `privacy-mailbot owner code`.',
    )
  const app = createDesk(health, new OwnerPages(world, parts))
  const desk = await startDesk(app, host, world.config.port)
  world.log.info('desk.listening', { host, port: desk.port })
  return {
    async stop() {
      await desk.close()
      await parts.close()
    },
  }
}
