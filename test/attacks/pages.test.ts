/** (d) The owner's pages over real HTTP: a link shows a number and no more, and only a known phone decides. */
/* eslint-disable vitest/no-standalone-expect -- each row is a test (test/support/attack.ts) */
import { createServer, request as httpRequest } from 'node:http'
import type { Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { START } from '../../src/app/roles.ts'
import type { Running } from '../../src/app/running.ts'
import { linkToken, readLinkToken } from '../../src/approval/link.ts'
import type { Attack, Scene } from '../support/attack.ts'
import { attacks, DAY_MS, RECTIFY, STOLEN } from '../support/attack.ts'
import { describeInBrowser, openPhone, startBrowser } from '../support/browser.ts'
import { BellsInTurn, WalkHarness } from '../support/walk-harness.ts'

const OWNER = 'owner@owners.example'
const CODE = '482193'
let walk: WalkHarness
let desk: Running
let base = ''
let phone = ''
let revoked = ''

/** The port at which a server listens from now on. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

async function freePort(): Promise<number> {
  const server = createServer()
  const port = await listen(server)
  await new Promise((done) => server.close(done))
  return port
}

beforeAll(async () => {
  const port = await freePort()
  base = `http://127.0.0.1:${port}`
  walk = await WalkHarness.open({ publicUrl: base, ownerEmail: OWNER })
  const { world } = walk
  await world.devices.setCode(CODE)
  phone = await world.devices.remember()
  revoked = await world.devices.remember()
  for (const { id } of await world.devices.list())
    if ((await world.devices.knows(revoked)) === id) await world.devices.revoke(id)
  desk = await START.desk({ ...world, config: { ...world.config, port } }, new BellsInTurn())
})
afterAll(async () => {
  await desk.stop()
  await walk.close()
})

interface Page {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}

interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly cookie?: string
}

/** Over a socket, with the path and the headers exactly as they are given. */
function go(
  path: string,
  { method = 'GET', headers = {}, body, cookie }: Asked = {},
): Promise<Page> {
  const { hostname, port } = new URL(base)
  const kept = cookie === undefined ? {} : { cookie }
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      { agent: false, hostname, port, path, method, headers: { ...kept, ...headers } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (piece: string) => void (text += piece))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

const form = (values: Readonly<Record<string, string>>): string =>
  new URLSearchParams(values).toString()

/** As a browser presses a button of our own page. */
function press(
  path: string,
  values: Readonly<Record<string, string>>,
  more: Asked = {},
): Promise<Page> {
  const { headers = {}, ...rest } = more
  const own = { 'content-type': 'application/x-www-form-urlencoded', origin: base, ...headers }
  return go(path, { method: 'POST', body: form(values), headers: own, ...rest })
}

/** The hidden fields of the form that goes to a path. */
function fieldsOf({ text }: Page, purpose: string): Record<string, string> {
  const found = [...text.matchAll(/<form[^>]* action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].find(
    ([, action = '']) => action.endsWith(`/${purpose}`),
  )
  const inputs = [
    ...(found?.[2] ?? '').matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g),
  ]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value]))
}

const owner = (): string => `owner=${phone}`

interface Link {
  readonly path: string
  readonly number: string
}

/** An honest demand, and the link that the owner was sent. */
async function linkOf(
  scene: Scene,
  more: { readonly from?: string; readonly name?: string; readonly body?: string } = {},
): Promise<Link> {
  const { from: of = scene.victim } = more
  await scene.send({
    from: scene.victim,
    subject: RECTIFY,
    body: `Прошу исправить телефон на ${STOLEN}.`,
    ...more,
  })
  const number = (await scene.of(of)).number
  const { text } = await walk.approvalOf(number)
  const url = /http:\/\/127\.0\.0\.1:\d+(\/r\/\S+)/.exec(text)?.[1]
  if (url === undefined) throw new Error('no link')
  return { path: url, number }
}

async function otherLinkOf(scene: Scene): Promise<Link> {
  const from = `other-${scene.thief}`
  scene.writers.add(from)
  await walk.world.register.add({
    name: 'Вера',
    surname: 'Тестова',
    email: from,
    phone: '+77000000044',
  })
  return linkOf(scene, { from })
}

/** The page of a decision, as the owner's phone shows it. */
async function checked(path: string): Promise<Record<string, string>> {
  return fieldsOf(await go(`${path}/check?say=yes`, { cookie: owner() }), 'decide')
}

const keptAs = ({ headers }: Page): string =>
  String(headers['set-cookie'] ?? '').split(';')[0] ?? ''

const refused = (
  name: string,
  attack: (link: Link, scene: Scene) => Promise<Page>,
  status: readonly number[],
): Attack => ({
  name,
  ownerIsPlayed: true,
  async play(scene) {
    const link = await linkOf(scene)
    const { status: got } = await attack(link, scene)
    expect(status).toContain(got)
    await scene.walk.settle()
    expect(await scene.stateOf(link)).toBe('awaiting-approval')
  },
})

const SUBPAGES = [
  '',
  '/check?say=yes',
  '/check?say=no',
  '/done',
  '/letter',
  '/letter?as=came',
  '/letter/raw',
  '/decide',
  '/undo',
  '/renew',
  '/code',
  '/called',
  '/find',
  '/authority',
]

attacks(
  () => walk,
  [
    {
      name: 'a hundred HEADs and GETs of every page of a link change nothing and show nobody',
      ownerIsPlayed: true,
      async play(scene) {
        const { path, number } = await linkOf(scene)
        const before = (await walk.world.requests.load(number))?.events.length
        const all = Array.from(
          { length: 100 },
          (_, i) => [`${path}${SUBPAGES[i % SUBPAGES.length] ?? ''}`, i] as const,
        )
        const pages = await Promise.all(
          all.map(([one, i]) => go(one, { method: i % 3 === 0 ? 'HEAD' : 'GET' })),
        )
        for (const { text } of pages)
          expect(text).not.toMatch(/Тестова|00 ?39|00 ?66|person\.example/)
        expect((await walk.world.requests.load(number))?.events.length).toBe(before)
      },
    },
    refused(
      'a button without a seal does nothing',
      async ({ path }) => {
        const { seal: _seal, ...fields } = await checked(path)
        return press(`${path}/decide`, fields, { cookie: owner() })
      },
      [403],
    ),
    refused(
      'the seal of another link does nothing',
      async ({ path }, scene) => {
        const other = await otherLinkOf(scene)
        const { seal = '' } = await checked(other.path)
        return press(`${path}/decide`, { ...(await checked(path)), seal }, { cookie: owner() })
      },
      [403],
    ),
    refused(
      'the seal of another button does nothing',
      async ({ path }) => {
        const page = await go(path)
        const { seal = '' } = fieldsOf(page, 'code')
        return press(`${path}/decide`, { ...(await checked(path)), seal }, { cookie: owner() })
      },
      [403],
    ),
    refused(
      'a form of another origin does nothing',
      async ({ path }) =>
        press(`${path}/decide`, await checked(path), {
          cookie: owner(),
          headers: { origin: 'https://attacker.example' },
        }),
      [403],
    ),
    refused(
      'a form of no origin does nothing',
      async ({ path }) =>
        press(`${path}/decide`, await checked(path), {
          cookie: owner(),
          headers: { origin: 'null' },
        }),
      [403],
    ),
    refused(
      'a form that the browser calls cross-site does nothing',
      async ({ path }) =>
        press(`${path}/decide`, await checked(path), {
          cookie: owner(),
          headers: { origin: 'null', 'sec-fetch-site': 'cross-site' },
        }),
      [403],
    ),
    refused(
      'a form as plain text does nothing',
      async ({ path }) =>
        press(`${path}/decide`, await checked(path), {
          cookie: owner(),
          headers: { 'content-type': 'text/plain' },
        }),
      [415],
    ),
    refused(
      'headers that name another method change none',
      async ({ path }) => {
        const query = form({ ...(await checked(path)), _method: 'POST' })
        return go(`${path}/decide?${query}`, {
          cookie: owner(),
          headers: { 'x-http-method-override': 'POST', 'x-method-override': 'POST' },
        })
      },
      [405],
    ),
    refused(
      'the cookie of a revoked phone decides nothing',
      async ({ path }) => {
        const page = await go(path, { cookie: `owner=${revoked}` })
        expect(page.text).not.toContain('Тестова')
        const { seal = '' } = fieldsOf(page, 'code')
        expect(seal).not.toBe('')
        return press(`${path}/decide`, await checked(path), { cookie: `owner=${revoked}` })
      },
      [403],
    ),
    refused(
      'a made-up cookie decides nothing',
      async ({ path }) => {
        const cookie = `owner=${'A'.repeat(43)}`
        expect((await go(path, { cookie })).text).not.toContain('Тестова')
        return press(`${path}/decide`, await checked(path), { cookie })
      },
      [403],
    ),
    refused(
      'a sealed form of a phone that nobody knows decides nothing',
      async ({ path }) => {
        const { formSeal } = await import('../../src/edge/desk/cookies.ts')
        const key = 'B'.repeat(43)
        const seal = formSeal(key, path.slice('/r/'.length), 'decide')
        return press(
          `${path}/decide`,
          { ...(await checked(path)), seal },
          { cookie: `owner=${key}` },
        )
      },
      [403],
    ),
    refused(
      'a link with one bit changed leads nowhere',
      async ({ path }) =>
        go(
          path.replace(/.$/, (last) => String.fromCharCode(last.charCodeAt(0) ^ 1)),
          { cookie: owner() },
        ),
      [404],
    ),
    refused(
      'a link made for another owner leads nowhere',
      async ({ number }) => {
        const token = linkToken(
          walk.world.vault.idKey,
          { number, version: 1, generation: 0 },
          'thief@owners.example',
        )
        return go(`/r/${token}`, { cookie: owner() })
      },
      [404],
    ),
    refused(
      'another version in the form decides nothing',
      async ({ path }) =>
        press(`${path}/decide`, { ...(await checked(path)), version: '2' }, { cookie: owner() }),
      [409],
    ),
    refused(
      'another text than the one that was shown decides nothing',
      async ({ path }) =>
        press(
          `${path}/decide`,
          { ...(await checked(path)), shown: 'a'.repeat(64) },
          { cookie: owner() },
        ),
      [409],
    ),
    refused(
      'a decision without a phone is none',
      async ({ path }) =>
        press(`${path}/decide`, await checked(path), { cookie: keptAs(await go(path)) }),
      [403],
    ),
    refused(
      'a megabyte of a form is not read',
      async ({ path }) =>
        press(
          `${path}/decide`,
          { ...(await checked(path)), words: 'a'.repeat(1_000_000) },
          { cookie: owner() },
        ),
      [413],
    ),
    {
      name: 'five guesses lock a link, and the owner is told by letter',
      ownerIsPlayed: true,
      async play(scene) {
        const { path, number } = await linkOf(scene)
        const page = await go(path)
        const cookie = keptAs(page)
        const { seal = '' } = fieldsOf(page, 'code')
        for (let guess = 0; guess < 5; guess += 1)
          await press(`${path}/code`, { seal, code: String(100_000 + guess) }, { cookie })
        const right = await press(`${path}/code`, { seal, code: CODE }, { cookie })
        expect(right.status).toBe(403)
        await scene.walk.settle()
        expect(await walk.toOwner('link-locked', number)).toHaveLength(1)
      },
    },
    {
      name: 'a hundred guesses at once are not more than five',
      ownerIsPlayed: true,
      async play(scene) {
        const { path } = await linkOf(scene)
        const page = await go(path)
        const { seal = '' } = fieldsOf(page, 'code')
        const guesses = Array.from({ length: 30 }, (_, i) =>
          press(
            `${path}/code`,
            { seal, code: i === 29 ? CODE : String(200_000 + i) },
            { cookie: keptAs(page) },
          ),
        )
        const answers = await Promise.all(guesses)
        expect(answers.filter(({ status }) => status === 422).length).toBeLessThanOrEqual(4)
        expect((await walk.world.devices.list()).length).toBe(2)
      },
    },
    {
      name: 'a link spelled otherwise is no second link with tries of its own',
      ownerIsPlayed: true,
      async play(scene) {
        const { path } = await linkOf(scene)
        const token = path.slice('/r/'.length)
        const { idKey } = walk.world.vault
        expect(readLinkToken(idKey, token, OWNER)).not.toBeNull()
        for (const other of [token.replace('.1.0.', '.01.0.'), token.replace('.1.0.', '.1.000.')]) {
          expect(other).not.toBe(token)
          expect((await go(`/r/${other}`)).status).toBe(404)
        }
      },
    },
    {
      name: 'a decision after the decision is none',
      ownerIsPlayed: true,
      async play(scene) {
        const { path, number } = await linkOf(scene)
        const fields = await checked(path)
        expect((await press(`${path}/decide`, fields, { cookie: owner() })).status).toBe(303)
        expect((await press(`${path}/decide`, fields, { cookie: owner() })).status).toBe(409)
        expect(
          (await scene.namesOf({ number })).filter((name) => name === 'approved'),
        ).toHaveLength(1)
      },
      decided: ['approved', 'corrected'],
      changed: { phone: '+77000000066' },
    },
    {
      name: 'two decisions at the same moment are one',
      ownerIsPlayed: true,
      async play(scene) {
        const { path, number } = await linkOf(scene)
        const fields = await checked(path)
        await Promise.all([1, 2, 3].map(() => press(`${path}/decide`, fields, { cookie: owner() })))
        expect(
          (await scene.namesOf({ number })).filter((name) => name === 'approved'),
        ).toHaveLength(1)
      },
      decided: ['approved', 'corrected'],
      changed: { phone: '+77000000066' },
    },
    refused(
      'an undo without a phone is none',
      async ({ path }) => {
        const page = await go(path)
        const { seal = '' } = fieldsOf(page, 'code')
        return press(`${path}/undo`, { seal }, { cookie: keptAs(page) })
      },
      [403],
    ),
    {
      name: 'paths that climb, double or encode lead nowhere and break nothing',
      ownerIsPlayed: true,
      async play(scene) {
        const { path } = await linkOf(scene)
        const paths = [
          '/r/../../etc/passwd',
          '//r//x',
          '/r/%2e%2e%2f%2e%2e%2fetc',
          '/r/%00',
          '/r/%ff',
          `/r/${'a'.repeat(5_000)}`,
          `/${path}`,
          `${path}%00`,
          `${path}/..%2f..`,
          '/desk.css/../../package.json',
          '/r/PD-0000-0000.1.0.x',
        ]
        for (const one of paths) {
          const { status, text } = await go(one, { cookie: owner() })
          expect(status).toBeGreaterThanOrEqual(400)
          expect(status).toBeLessThan(500)
          expect(text).not.toMatch(/Тестова|root:|"name"/)
        }
      },
    },
    {
      name: 'another host in the head of a visit stands in no page and no letter',
      ownerIsPlayed: true,
      async play(scene) {
        const { path } = await linkOf(scene)
        const headers = {
          host: 'attacker.example',
          'x-forwarded-host': 'attacker.example',
          forwarded: 'host=attacker.example',
        }
        const page = await go(path, { headers, cookie: owner() })
        expect(page.text + JSON.stringify(page.headers)).not.toContain('attacker.example')
        const fields = await checked(path)
        const from = await press(`${path}/decide`, fields, {
          headers: { ...headers, origin: 'http://attacker.example' },
          cookie: owner(),
        })
        expect(from.status).toBe(403)
        for (const { text } of await scene.letters()) expect(text).not.toContain('attacker.example')
      },
    },
    {
      name: 'no page may be framed, kept, sniffed or told of elsewhere',
      ownerIsPlayed: true,
      async play(scene) {
        const { path } = await linkOf(scene)
        for (const one of [
          path,
          `${path}/check?say=yes`,
          `${path}/letter`,
          '/',
          '/nowhere',
          '/r/x',
        ]) {
          const { headers } = await go(one, { cookie: owner() })
          expect(headers['content-security-policy']).toMatch(
            /default-src 'none'.*frame-ancestors 'none'/,
          )
          expect(headers['x-frame-options']).toBe('DENY')
          expect(headers['cache-control']).toBe('no-store')
          expect(headers['x-content-type-options']).toBe('nosniff')
          expect(['no-referrer', 'same-origin']).toContain(headers['referrer-policy'])
        }
      },
    },
    {
      name: 'a language that is none leads to no other house',
      ownerIsPlayed: true,
      async play(scene) {
        const { path } = await linkOf(scene)
        for (const lang of [
          '//attacker.example',
          'https://attacker.example',
          '"><script>',
          'ru\r\nLocation: http://attacker.example',
        ]) {
          const page = await go(`${path}/check?say=never&lang=${encodeURIComponent(lang)}`, {
            cookie: owner(),
          })
          expect(String(page.headers['location'] ?? '/r/')).toMatch(/^\/r\//)
          expect(page.text + String(page.headers['location'])).not.toContain('attacker.example')
        }
      },
    },
    {
      name: 'a script in a name, a value and a letter is words on every page',
      ownerIsPlayed: true,
      async play(scene) {
        const bad = '<script>alert(1)</script><img src=x onerror=alert(1)>'
        const { path } = await linkOf(scene, {
          name: bad,
          body: `Прошу исправить телефон на ${STOLEN}. ${bad}`,
        })
        for (const one of ['', '/check?say=yes', '/letter', '/letter?as=came']) {
          const { text } = await go(`${path}${one}`, { cookie: owner() })
          expect(text).not.toContain('<script')
          expect(text).not.toContain('<img src=x')
        }
      },
    },
    {
      name: 'a storm for new links is three letters a day',
      ownerIsPlayed: true,
      async play(scene) {
        const { path, number } = await linkOf(scene)
        await scene.walk.pass(15 * DAY_MS)
        const page = await go(path)
        const { seal = '' } = fieldsOf(page, 'renew')
        for (let index = 0; index < 12; index += 1)
          await press(`${path}/renew`, { seal }, { cookie: keptAs(page) })
        await scene.walk.settle()
        expect((await walk.toOwner('new-link', number)).length).toBeLessThanOrEqual(3)
        expect((await walk.toOwner('new-link', number)).length).toBeGreaterThanOrEqual(1)
      },
    },
  ],
  OWNER,
)

describeInBrowser('in a real browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  attacks(
    () => walk,
    [
      {
        name: 'every button pressed by a scanner without the code changes nothing',
        ownerIsPlayed: true,
        async play(scene) {
          const { path, number } = await linkOf(scene)
          const page = await openPhone(browser, { javaScriptEnabled: true })
          await page.goto(base + path)
          const count = await page.locator('button, input[type=submit]').count()
          expect(count).toBeGreaterThan(0)
          for (let index = 0; index < count; index += 1) {
            await page.goto(base + path)
            await page.locator('button, input[type=submit]').nth(index).click()
            expect(await page.content()).not.toMatch(/Тестова|00 39/)
          }
          await page.context().close()
          expect(await scene.stateOf({ number })).toBe('awaiting-approval')
        },
      },
      {
        name: 'the HTML of a letter calls nobody and runs nothing',
        ownerIsPlayed: true,
        async play(scene) {
          let calls = 0
          const listener = createServer((_, answer) => {
            calls += 1
            answer.end('x')
          })
          const port = await listen(listener)
          const out = `http://127.0.0.1:${port}`
          const html = `<p>Прошу исправить телефон на ${STOLEN}.</p><img src="${out}/1"><script>fetch("${out}/2");top.location="${out}/3"</script><link rel=stylesheet href="${out}/4"><iframe src="${out}/5"></iframe><style>@import "${out}/6";body{background:url(${out}/7)}</style><form action="${out}/8"><button>x</button></form><meta http-equiv=refresh content="0;url=${out}/9"><video src="${out}/10" autoplay></video>`
          const raw = Buffer.from(
            [
              `From: <${scene.victim}>`,
              'To: <privacy@company.example>',
              `Subject: =?utf-8?B?${Buffer.from(RECTIFY).toString('base64')}?=`,
              `Message-ID: <html-${port}@mail.example>`,
              'MIME-Version: 1.0',
              'Content-Type: text/html; charset=utf-8',
              'Content-Transfer-Encoding: base64',
              '',
              Buffer.from(html).toString('base64'),
              '',
            ].join('\r\n'),
          )
          const { ownSigned } = await import('../support/own-signature.ts')
          await scene.send(ownSigned(raw, 'person.example'))
          const { number } = await scene.only()
          const { text } = await walk.approvalOf(number)
          const path = /http:\/\/127\.0\.0\.1:\d+(\/r\/\S+)/.exec(text)?.[1] ?? ''
          const page = await openPhone(browser, { javaScriptEnabled: true })
          await page.context().addCookies([{ name: 'owner', value: phone, url: base }])
          await page.goto(`${base}${path}/letter?as=came`, { waitUntil: 'networkidle' })
          expect(await page.locator('iframe').count()).toBe(1)
          await page.goto(`${base}${path}/letter/raw`, { waitUntil: 'networkidle' })
          await page.context().close()
          await new Promise((done) => listener.close(done))
          expect(calls).toBe(0)
        },
      },
    ],
    OWNER,
  )
})
