/**
 * The owner's pages. GET and HEAD change nothing; a POST needs a phone that gave the owner code, our
 * own page as its origin, and that page's seal. No page has a script, and all of them work without.
 */
import { Hono } from 'hono'
import type { Context, Handler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { checkPage } from './check-page.tsx'
import { decidedPage } from './decided-page.tsx'
import type { DeskPorts } from './desk-ports.ts'
import { draftPage } from './draft-page.tsx'
import { codePage, deadEnd, unknownPage } from './entry-pages.tsx'
import type { Purpose } from './form.tsx'
import { said, show } from './frame.tsx'
import type { Answer, Page } from './frame.tsx'
import { deskHeaders, FRAMING_POLICY, LETTER_POLICY } from './headers.ts'
import { deskApp } from './health.ts'
import type { Health } from './health.ts'
import { letterPage } from './letter-view.tsx'
import { partnersPage } from './partners-view.tsx'
import { requestPage } from './request-page.tsx'
import { canSay, isDrafted, SAYS } from './request-words.ts'
import {
  decide,
  enterCode,
  findPerson,
  goTo,
  personCalled,
  readSay,
  renewLink,
  review,
  seeAuthority,
  showPage,
  undo,
} from './steps.tsx'
import { readStyles } from './styles.ts'
import { arrive, frameOf, isOurForm, notReadable } from './visit.tsx'
import type { House, SeenVisit, Visit } from './visit.tsx'

const FORM_BYTES_MAX = 16 * 1024

type Step<Of extends Visit> = (visit: Of) => Answer | Promise<Answer>

/** A page without a request. */
function plain(
  house: House,
  context: Context,
  words: 'home' | 'notFound' | 'notAllowed' | 'tooLarge' | 'broken',
): Promise<Answer> {
  const frame = frameOf(house, context, '/')
  const { words: all } = frame
  const pages: Record<typeof words, Page> = {
    home: said(frame, all.homeTitle, [all.homeText]),
    notFound: said(frame, all.notFoundTitle, [all.notFoundText], { status: 404 }),
    notAllowed: said(frame, all.refusedTitle, [all.notAllowed], { status: 405 }),
    tooLarge: said(frame, all.refusedTitle, [all.tooLarge], { status: 413 }),
    broken: said(frame, all.brokenTitle, [all.brokenText], { status: 503 }),
  }
  return show(context, frame, pages[words])
}

/** The rest of the way, once the phone is known. */
async function withRequest(visit: Visit, step: Step<SeenVisit>): Promise<Answer> {
  const view = await visit.ports.look(visit.token)
  return view === null ? showPage(visit, unknownPage(visit.frame)) : step({ ...visit, view })
}

/** A page of a request; whoever has no phone that is known is asked for the code instead. */
function read(house: House, here: (context: Context) => string, step: Step<SeenVisit>): Handler {
  return async (context) => {
    const path = here(context)
    const visit = await arrive(house, context, path)
    const shut = deadEnd(visit, visit.linked)
    if (shut !== null) return showPage(visit, shut)
    if (visit.isKnown) return withRequest(visit, step)
    const number = 'number' in visit.linked ? visit.linked.number : ''
    const isEntry = path === ''
    return showPage(visit, { ...codePage(visit, number), ...(isEntry ? {} : { status: 403 }) })
  }
}

/** A button that needs no phone. */
function press(house: House, purpose: Purpose, step: Step<Visit>): Handler {
  return async (context) => {
    const { ports } = house
    const frame = frameOf(house, context, '/')
    const refused = notReadable(context, ports.publicUrl, frame)
    if (refused !== null) return show(context, frame, refused)
    const visit = await arrive(house, context, '', new URLSearchParams(await context.req.text()))
    if (isOurForm(visit, purpose)) return step(visit)
    const { words } = visit.frame
    const page = said(visit.frame, words.refusedTitle, [words.oldForm], { status: 403 })
    return showPage(visit, page)
  }
}

/** A button that does. */
function act(house: House, purpose: Purpose, step: Step<SeenVisit>): Handler {
  return press(house, purpose, (visit) => {
    const shut = deadEnd(visit, visit.linked)
    if (shut !== null) return showPage(visit, shut)
    if (visit.isKnown) return withRequest(visit, step)
    const { words } = visit.frame
    const page = said(visit.frame, words.refusedTitle, [words.phoneUnknown], { status: 403 })
    return showPage(visit, page)
  })
}

function open(visit: SeenVisit): Promise<Answer> {
  const { decided } = visit.view
  const isOver = decided !== null && !SAYS.some((say) => canSay(visit.view, say))
  return showPage(visit, isOver ? decidedPage(visit, decided, false) : requestPage(visit))
}

async function check(visit: SeenVisit): Promise<Answer> {
  const say = readSay(visit.context.req.query('say'))
  if (say === null || !canSay(visit.view, say)) return goTo(visit, '')
  return showPage(visit, isDrafted(say) ? draftPage(visit, say) : await checkPage(visit, say))
}

function done(visit: SeenVisit): Answer | Promise<Answer> {
  const { decided } = visit.view
  return decided === null ? goTo(visit, '') : showPage(visit, decidedPage(visit, decided, true))
}

const isAsCame = (context: Context): boolean => context.req.query('as') === 'came'

function letter(visit: SeenVisit): Promise<Answer> {
  const isFramed = isAsCame(visit.context) && visit.view.hasHtml
  if (isFramed) visit.context.header('Content-Security-Policy', FRAMING_POLICY)
  return showPage(visit, letterPage(visit, isFramed))
}

async function rawLetter(visit: SeenVisit): Promise<Answer> {
  const { context, ports, token, frame } = visit
  const html = await ports.letterHtml(token)
  if (html === null) return showPage(visit, unknownPage(frame))
  return context.body(html, 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': LETTER_POLICY,
    'X-Frame-Options': 'SAMEORIGIN',
  })
}

/** The one page for everybody: who receives data (p.18). */
function partners(house: House, context: Context): Promise<Answer> {
  const frame = frameOf(house, context, '/partners')
  const list = house.ports.partners(frame.language)
  return list === null
    ? plain(house, context, 'notFound')
    : show(context, frame, partnersPage(list))
}

function sheet({ styles }: House): Handler {
  return (context) => {
    const isZipped = /\bgzip\b/.test(context.req.header('accept-encoding') ?? '')
    const headers = {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
    }
    return isZipped
      ? context.body(styles.gzip, 200, { ...headers, 'Content-Encoding': 'gzip' })
      : context.body(styles.text, 200, headers)
  }
}

function addReading(app: Hono, house: House): void {
  const query = (name: 'say' | 'as') => (context: Context) => context.req.query(name) ?? ''
  const onSay = (context: Context): string =>
    `/check?say=${readSay(query('say')(context)) ?? 'yes'}`
  app.get('/', (context) => plain(house, context, 'home'))
  app.get('/desk.css', sheet(house))
  app.get('/partners', (context) => partners(house, context))
  app.get(
    '/r/:token',
    read(house, () => '', open),
  )
  app.get('/r/:token/check', read(house, onSay, check))
  app.get(
    '/r/:token/done',
    read(house, () => '/done', done),
  )
  app.get(
    '/r/:token/letter',
    read(house, (context) => (isAsCame(context) ? '/letter?as=came' : '/letter'), letter),
  )
  app.get(
    '/r/:token/letter/raw',
    read(house, () => '/letter', rawLetter),
  )
}

function addActing(app: Hono, house: House): void {
  const onError = (context: Context): Promise<Answer> => plain(house, context, 'tooLarge')
  app.post('*', bodyLimit({ maxSize: FORM_BYTES_MAX, onError }))
  app.post('/r/:token/code', press(house, 'code', withCode))
  app.post('/r/:token/renew', press(house, 'renew', renewLink))
  app.post('/r/:token/review', act(house, 'review', review))
  app.post('/r/:token/decide', act(house, 'decide', decide))
  app.post('/r/:token/undo', act(house, 'undo', undo))
  app.post('/r/:token/called', act(house, 'called', personCalled))
  app.post('/r/:token/find', act(house, 'find', findPerson))
  app.post('/r/:token/authority', act(house, 'authority', seeAuthority))
}

function withCode(visit: Visit): Answer | Promise<Answer> {
  const shut = deadEnd(visit, visit.linked)
  if (shut !== null) return showPage(visit, shut)
  return visit.isKnown ? goTo(visit, '') : enterCode(visit)
}

const READ_ONLY = [
  '/',
  '/desk.css',
  '/partners',
  '/r/:token',
  '/r/:token/:page{check|done|letter}',
  '/r/:token/letter/raw',
]
const PRESSED = '/r/:token/:page{code|renew|review|decide|undo|called|find|authority}'

/** @throws Fault internal when the style sheet was not built */
export function deskPages(ports: DeskPorts): Hono {
  const house = { ports, styles: readStyles() }
  const app = new Hono()
  app.use('*', deskHeaders(ports.publicUrl))
  addReading(app, house)
  addActing(app, house)
  const notAllowed =
    (methods: string): Handler =>
    (context) => {
      context.header('Allow', methods)
      return plain(house, context, 'notAllowed')
    }
  for (const path of READ_ONLY) app.all(path, notAllowed('GET, HEAD'))
  app.all(PRESSED, notAllowed('POST'))
  app.notFound((context) => plain(house, context, 'notFound'))
  app.onError((error, context) => {
    ports.onError(error)
    return plain(house, context, 'broken')
  })
  return app
}

/** The whole desk: what watches the process, and the owner's pages where there is an owner to decide. */
export function createDesk(health: Health, ports: DeskPorts | null): Hono {
  if (ports === null) return deskApp(health)
  const app = deskPages(ports)
  app.route('/', deskApp(health))
  return app
}
