/**
 * The way of one letter without servers: the same steps, templates and dates, with a book that lives
 * in memory and a register in which the writer is on record. Nothing is kept and nothing is sent.
 */
import { join } from 'node:path'
import { apply } from '../action/apply.ts'
import { prepare } from '../action/prepare.ts'
import type { PreparePorts } from '../action/prepare.ts'
import { runAt } from '../action/run-at.ts'
import type { Answer } from '../approval/approval.ts'
import { decide } from '../approval/record.ts'
import { packageRoot } from '../edge/files.ts'
import type { Promises } from '../edge/files.ts'
import { createTemplates } from '../edge/templates.ts'
import type { Templates } from '../edge/templates.ts'
import type { Language } from '../letter/letter.ts'
import type { ReadLetter } from '../letter/receive.ts'
import { placeByWords } from '../letter/receive.ts'
import { matchSubject } from '../letter/subject.ts'
import { asCivilDate, civilDate, workingDaysUntil } from '../policy/calendar.ts'
import { compose } from '../reply/compose.ts'
import type { Context } from '../reply/draft.ts'
import { owed } from '../reply/owed.ts'
import type { NewEvent } from '../request/event.ts'
import { codeUntil } from '../request/confirmation.ts'
import { askedAddresses } from '../request/identity.ts'
import { open } from '../request/open.ts'
import type { PrivacyRequest } from '../request/request.ts'
import { lastEvent, nextDue, planVersion } from '../request/request.ts'
import type { NewRequest, Requests } from '../request/requests.ts'
import { demandRule } from '../request/demand-kinds.ts'
import { followAll, transition } from '../request/transition.ts'
import { datesOf, followPortsOf } from './promise-ports.ts'
import { heldOf } from './walk-parts.ts'
import { PretendRegister } from './pretend-register.ts'

/** One step of the way, as it would be told. */
export interface Told {
  readonly step: string
  readonly text: string
}

/** Not a secret: what it numbers exists nowhere. */
const REHEARSAL_KEY = Buffer.alloc(32, 'rehearsal')

/** What the owner asks where no plan can be carried out. */
const PRETEND_QUESTION: Readonly<Record<Language, string>> = {
  ru: 'Как правильно?',
  kk: 'Дұрысы қандай?',
  en: 'What is the right value?',
}

const PRETEND_ANSWER: Readonly<Record<Language, string>> = {
  ru: 'Здесь стоит ваш ответ.',
  kk: 'Мұнда сіздің жауабыңыз тұрады.',
  en: 'Here stands your answer.',
}
const SAID: Readonly<Record<string, string>> = { ask: 'ВОПРОС', answer: 'ОТВЕТ' }

function pretendedAnswer(request: PrivacyRequest): Answer {
  if (demandRule(request.kind).does === 'words')
    return { say: 'answer', text: PRETEND_ANSWER[request.language] }
  return lastEvent(request, 'planned')?.facts['possible'] === true
    ? { say: 'yes' }
    : { say: 'ask', question: PRETEND_QUESTION[request.language] }
}

function opened(request: NewRequest): PrivacyRequest {
  return {
    ...request,
    events: [{ ...request.opening, seq: 1, at: request.receivedAt }],
    obligations: request.obligations.map((one) => ({ ...one, doneAt: null, evidence: null })),
    state: 'received',
  }
}

class Rehearsal implements Pick<Requests, 'append'> {
  private readonly promises: Promises
  private readonly dates: ReturnType<typeof datesOf>
  private readonly templates: Templates = createTemplates(join(packageRoot(), 'templates'))
  private readonly told: Told[] = []
  private readonly written = new Set<string>()
  private request: PrivacyRequest | null = null

  constructor(promises: Promises) {
    this.promises = promises
    this.dates = datesOf(promises)
  }

  async append(base: PrivacyRequest, events: readonly NewEvent[]): Promise<boolean> {
    const at = base.receivedAt
    this.request = followAll(base, events, at) ?? base
    return true
  }

  private say(step: string, text: string): void {
    this.told.push({ step, text })
  }

  private context(request: PrivacyRequest): Context {
    const { policy, calendar } = this.promises
    const today = civilDate(request.receivedAt, policy.zone)
    return {
      policy,
      ownerEmail: policy.mailbox.address,
      idKey: REHEARSAL_KEY,
      now: request.receivedAt,
      today,
      workingDaysUntil: (day) => workingDaysUntil(calendar, today, asCivilDate(day)),
      linkTo: () => '',
      runAt: (about) =>
        runAt(about, request.receivedAt, { undo: policy.undo, zone: policy.zone, calendar }),
    }
  }

  /** Whatever the events owe by now and was not told yet. */
  private tellLetters(): PrivacyRequest {
    const request = this.request
    if (request === null) throw new Error('nothing was opened')
    for (const one of owed(request)) {
      const draft = compose(request, one, this.context(request))
      if (draft === null || this.written.has(draft.id)) continue
      this.written.add(draft.id)
      const { template, values } = draft.filled
      const { subject, text } = this.templates.render(template, draft.language, values)
      this.say(`letter to the ${one.audience}: ${one.kind}`, `Subject: ${subject}\n\n${text}`)
    }
    return request
  }

  private async open(letter: ReadLetter): Promise<readonly NewRequest[]> {
    const { policy } = this.promises
    let requests: readonly NewRequest[] = []
    await open(letter, {
      ...followPortsOf(this.promises, this.dates, {
        idKey: REHEARSAL_KEY,
        now: () => letter.receivedAt,
      }),
      twinOf: () => Promise.resolve(null),
      phraseOf: ({ parsed }) => matchSubject(parsed.subject, policy.subjects)?.phrase ?? null,
      strictIdentity: policy.strictIdentity,
      letters: {
        open: async (_disposition, found) => {
          requests = found
          return true
        },
      },
    })
    return requests
  }

  private portsFor({ details, receivedAt }: NewRequest): PreparePorts {
    const { policy, calendar } = this.promises
    const today = civilDate(receivedAt, policy.zone)
    return {
      requests: this,
      holders: [new PretendRegister(details.writer ?? '')],
      codeUntil: ({ obligations }) => codeUntil(today, nextDue(obligations), calendar),
    }
  }

  private async carry(newRequest: NewRequest): Promise<void> {
    this.request = opened(newRequest)
    const dates = newRequest.obligations.map(
      ({ name, policyDue, lawDue, actBy }) =>
        `${name}: policy ${policyDue ?? '-'}, law ${lawDue ?? '-'}, act by ${actBy ?? '-'}`,
    )
    this.say(`request ${newRequest.number}: ${newRequest.kind}`, dates.join('\n'))
    const ports = this.portsFor(newRequest)
    await prepare(this.tellLetters(), ports)
    const planned = await this.proven(this.tellLetters(), ports)
    // Mailings were stopped and the person told so: nobody has to decide.
    if (transition(planned.state, 'question-put') === undefined) return
    const answer = pretendedAnswer(planned)
    await this.append(planned, [
      decide(planned, {
        answer,
        version: planVersion(planned),
        by: 'owner:terminal',
        proof: 'terminal',
        letter: '',
        shown: '',
        askedAt: null,
        now: planned.receivedAt,
        runAt: null,
        secondCode: null,
        blockUntil: null,
        byHand: false,
      }),
    ])
    const said = SAID[answer.say] ?? 'ДА'
    const words =
      answer.say === 'ask' ? answer.question : answer.say === 'answer' ? answer.text : ''
    this.say(
      'the owner answers',
      `${said}\n${words}${words === '' ? '' : '\n'}(in this rehearsal the writer stands in the register)`,
    )
    if (this.request.state === 'approved') await apply(this.request, ports)
    this.tellLetters()
  }

  /** Nothing vouches for the sender here, so the rehearsal has the person answer from the same address. */
  private async proven(request: PrivacyRequest, ports: PreparePorts): Promise<PrivacyRequest> {
    const writer = request.details.writer
    const isAsked = askedAddresses(request).some(({ address }) => address === writer)
    if (request.state !== 'awaiting-identity' || !isAsked) return request
    this.say('the person answers', 'Да\n(from the address that the letter came from)')
    await this.append(request, [
      {
        name: 'address-confirmed',
        actor: 'person',
        facts: { by: 'reply' },
        content: { address: writer },
      },
    ])
    await prepare(this.tellLetters(), ports)
    return this.tellLetters()
  }

  private hold(letter: ReadLetter): void {
    const { policy } = this.promises
    const { dueOn, values } = heldOf(this.promises, letter)
    this.say(
      'holding pen',
      `It concerns personal data and no rule fits: a person must look by ${dueOn}.`,
    )
    const { subject, text } = this.templates.render('held', policy.owner.language, values)
    this.say('letter to the owner: held', `Subject: ${subject}\n\n${text}`)
  }

  async walk(letter: ReadLetter): Promise<readonly Told[]> {
    const arrival = placeByWords(letter)
    const isMachine = ['bounce', 'auto-reply', 'list/bulk'].includes(letter.understanding.kind)
    if (isMachine) this.say('recorded', 'A machine wrote it: it is counted and never answered.')
    else if (arrival.what === 'held') this.hold(letter)
    else if (arrival.what === 'ordinary')
      this.say(
        'counted',
        'An ordinary letter: no number, no answer, its copy is destroyed after 7 days.',
      )
    else for (const request of await this.open(letter)) await this.carry(request)
    return this.told
  }
}

export function rehearse(letter: ReadLetter, promises: Promises): Promise<readonly Told[]> {
  return new Rehearsal(promises).walk(letter)
}
