import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { startDesk } from '../../../src/edge/desk/health.ts'
import type { DeskServer } from '../../../src/edge/desk/health.ts'
import { createDesk } from '../../../src/edge/desk/pages.tsx'
import type { Language } from '../../../src/letter/letter.ts'
import { describeInBrowser, openPhone, startBrowser, WIDTHS } from '../../support/browser.ts'
import { MONDAY } from '../../support/company.ts'
import {
  ACCESS,
  APPROVED,
  CODE,
  COOKIE,
  DESTROY,
  ended,
  NUMBER,
  PlayedDesk,
  QUESTION,
  TOKEN,
  UNPROVEN,
} from '../../support/played-desk.ts'

const R = `/r/${TOKEN}`
const PAGE_BYTES_MAX = 20 * 1024
const TARGET_MIN = 44
const HEALTH = {
  database: () => Promise.resolve(),
  lastPass: () => Promise.resolve(null),
  now: () => MONDAY,
}

type PageAnswer = Awaited<ReturnType<Page['goto']>>

interface Served {
  readonly url: string
  close(): Promise<void>
}

const opened: Served[] = []

/** The desk as this machine alone would reach it. */
async function serve(played: PlayedDesk): Promise<string> {
  const desk: DeskServer = await startDesk(createDesk(HEALTH, played), '127.0.0.1', 0)
  const url = `http://127.0.0.1:${desk.port}`
  opened.push({ url, close: () => desk.close() })
  return url
}

const play = (language: Language = 'ru'): PlayedDesk =>
  new PlayedDesk({ publicUrl: null, language })

describeInBrowser("the owner's pages in a browser", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  }, 60_000)
  afterAll(() => browser.close())
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
    await Promise.all(opened.splice(0).map((served) => served.close()))
  })

  async function knownPhone(url: string, javaScriptEnabled = false): Promise<Page> {
    const page = await openPhone(browser, { javaScriptEnabled })
    await page.context().addCookies([{ name: 'owner', value: COOKIE, url }])
    return page
  }

  describe('a decision, without a script', () => {
    test('takes two taps on a phone that is known', async () => {
      const played = play()
      const url = await serve(played)
      const page = await knownPhone(url)
      await page.goto(url + R)
      let taps = 0
      for (const button of ['Одобрить…', 'Да, исправить данные']) {
        await page.getByText(button, { exact: true }).click()
        taps += 1
      }
      expect(await page.locator('h1').textContent()).toBe('Готово')
      expect([taps, played.changes]).toEqual([2, ['decide yes 3']])
    })

    test('takes the code and one tap more on a new phone, and is not asked again', async () => {
      const played = play()
      const url = await serve(played)
      const page = await openPhone(browser)
      await page.goto(url + R)
      await page.getByLabel('Код, 6 цифр').fill(CODE)
      let taps = 0
      for (const button of ['Открыть запрос', 'Одобрить…', 'Да, исправить данные']) {
        await page.getByText(button, { exact: true }).click()
        taps += 1
      }
      expect(await page.locator('h1').textContent()).toBe('Готово')
      expect([taps, played.changes]).toEqual([3, ['code', 'decide yes 3']])
      await page.goto(url + R)
      expect(await page.locator('#code').count()).toBe(0)
    })

    test('a refusal and a question need words, undoing needs one tap', async () => {
      const played = play()
      const url = await serve(played)
      const page = await knownPhone(url)
      await page.goto(url + R)
      await page.getByText('Отказать…').click()
      await page.getByText('Да, отказать').click()
      await page.getByRole('link', { name: 'Напишите причину отказа' }).click()
      await page.getByLabel('Причина отказа').fill('Закон велит хранить')
      await page.getByText('Да, отказать').click()
      expect(await page.locator('h1').textContent()).toBe('Готово')
      played.show(APPROVED)
      await page.goto(url + R)
      await page.getByText('Отменить решение').click()
      expect(await page.locator('h1').textContent()).toBe('Решение отменено')
      expect(played.changes).toEqual(['decide no 3', 'undo'])
    })

    test('a call, a search and an authority are recorded from their forms', async () => {
      const played = play().show(UNPROVEN)
      const url = await serve(played)
      const page = await knownPhone(url)
      await page.goto(url + R)
      await page.getByLabel('Последние 4 цифры').fill('3991')
      await page.getByText('Человек подтвердил по телефону').click()
      played.show({ ...UNPROVEN, callable: null })
      await page.goto(url + R)
      await page.getByLabel('Номер телефона').fill('8 701 218 39 91')
      await page.getByText('Найти', { exact: true }).click()
      played.show({ needsAuthority: true })
      await page.goto(url + R)
      await page.getByText('Представитель: доверенность').click()
      await page.getByText('Документ проверен').click()
      expect(played.changes).toEqual([
        'called 3991',
        'find 8 701 218 39 91',
        'authority power-of-attorney',
      ])
    })

    test('an answer, a block and what a law keeps are written, checked and then taken', async () => {
      const played = play().show(QUESTION)
      const url = await serve(played)
      const page = await knownPhone(url)
      await page.goto(url + R)
      await page.getByLabel('Ответ', { exact: true }).fill('Никому не передаём.')
      await page.getByText('Дальше: проверить').click()
      await page.getByText('Да, отправить ответ').click()
      expect(await page.locator('h1').textContent()).toBe('Готово')
      played.show(DESTROY)
      await page.goto(url + R)
      await page.getByText('Заблокировать…').click()
      await page.getByLabel('Почему уничтожить пока нельзя').fill('Идёт проверка')
      await page.getByText('Дальше: проверить').click()
      await page.getByText('Да, заблокировать данные').click()
      expect(await page.locator('h1').textContent()).toBe('Готово')
      played.show(DESTROY)
      await page.goto(url + R)
      await page.getByText('Хранить по закону…').click()
      await page.getByText('Телефон', { exact: true }).click()
      await page.getByText('Имя', { exact: true }).click()
      await page.getByLabel('Какая статья это велит').fill('Налоговый кодекс, ст. 206')
      await page.getByLabel('Последний день хранения').fill('31.12.2031')
      await page.getByText('Дальше: проверить').click()
      await page.getByText('Да, остальное уничтожить').click()
      expect(await page.locator('h1').textContent()).toBe('Готово')
      expect(played.decisions.map(({ decision }) => decision)).toEqual([
        { say: 'answer', text: 'Никому не передаём.' },
        { say: 'block', reason: 'Идёт проверка' },
        {
          say: 'keep',
          fields: ['name', 'phone'],
          basis: 'Налоговый кодекс, ст. 206',
          until: '2031-12-31',
        },
      ])
    })

    test('a new link is sent from the page of an old one', async () => {
      const played = play()
      played.linked = { what: 'expired', number: NUMBER, ownerMasked: 'sn•••@mail.ru' }
      const page = await openPhone(browser)
      await page.goto((await serve(played)) + R)
      await page.getByText('Прислать новую ссылку').click()
      expect(await page.locator('h1').textContent()).toBe('Новая ссылка отправлена')
      expect(played.changes).toEqual(['renew'])
    })
  })

  test('a robot that opens every link and clicks every button without the code changes nothing', async () => {
    const played = play()
    const url = await serve(played)
    const page = await openPhone(browser, { javaScriptEnabled: true })
    const waiting = [
      '',
      '/check?say=yes',
      '/check?say=no',
      '/check?say=ask',
      '/check?say=answer',
      '/check?say=block',
      '/check?say=keep',
      '/review',
      '/done',
      '/letter',
      '/letter/raw',
      '/decide',
      '/undo',
      '/renew',
    ].map((path) => `${R}${path}`)
    const seen = new Set<string>()
    let clicks = 0
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      if (seen.has(path)) continue
      seen.add(path)
      await page.goto(url + path)
      const links = await page.locator('a[href^="/"]').all()
      for (const link of links) waiting.push((await link.getAttribute('href')) ?? '/')
      const buttons = await page.locator('button').count()
      for (let button = 0; button < buttons; button += 1) {
        await page.goto(url + path)
        await page.locator('button').nth(button).click()
        clicks += 1
      }
    }
    expect(clicks).toBeGreaterThan(10)
    expect(played.changes).toEqual([])
  })

  describe('a hostile letter', () => {
    let canary: Server
    let asked: string[]
    let evil: string
    beforeAll(async () => {
      canary = createServer((request, answer) => {
        if (request.url !== '/control') asked.push(request.url ?? '')
        answer.setHeader('content-type', 'text/html')
        answer.end(request.url === '/control' ? hostile() : 'ok')
      })
      await new Promise<void>((resolve) => void canary.listen(0, '127.0.0.1', resolve))
      const address = canary.address()
      evil = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`
    })
    afterAll(() => new Promise((resolve) => void canary.close(resolve)))

    const hostile = (): string => `
      <script>fetch('${evil}/script')</script>
      <img src="data:image/gif;base64,broken" onerror="new Image().src='${evil}/onerror'">
      <img src="${evil}/img">
      <style>@import url('${evil}/import'); body { background: url('${evil}/css') }</style>
      <link rel="stylesheet" href="${evil}/link"><link rel="prefetch" href="${evil}/prefetch">
      <svg><image href="${evil}/svg" width="9" height="9"/></svg>
      <iframe src="${evil}/frame"></iframe><object data="${evil}/object"></object>
      <video src="${evil}/video" poster="${evil}/poster" autoplay></video>
      <base href="${evil}/base/"><img src="relative">
      <form action="${evil}/form" method="post"><button id="go">Открыть</button></form>
      <a id="away" href="${evil}/away">ссылка</a>
      <meta http-equiv="refresh" content="1;url=${evil}/refresh">`

    test('asks for much where nothing holds it back', async () => {
      asked = []
      const page = await openPhone(browser, { javaScriptEnabled: true })
      await page.goto(`${evil}/control`)
      await page.waitForTimeout(1_500)
      for (const kind of ['script', 'onerror', 'img', 'css', 'import', 'svg', 'refresh'])
        expect(asked).toContain(`/${kind}`)
    })

    test('asks for nothing from our page, whatever is clicked in it', async () => {
      asked = []
      const played = play()
      played.html = hostile()
      const url = await serve(played)
      const page = await knownPhone(url, true)
      await page.goto(`${url}${R}/letter?as=came`)
      const frame = page.frameLocator('iframe')
      await frame.locator('#go').click()
      await frame.locator('#away').click({ noWaitAfter: true })
      await page.waitForTimeout(1_500)
      expect(asked).toEqual([])
      expect(page.url()).toBe(`${url}${R}/letter?as=came`)
    })

    test('asks for nothing when it is opened by itself', async () => {
      asked = []
      const played = play()
      played.html = hostile()
      const url = await serve(played)
      const page = await knownPhone(url, true)
      await page.goto(`${url}${R}/letter/raw`)
      await page.locator('#go').click()
      await page.waitForTimeout(1_500)
      expect(asked.filter((path) => path !== '/refresh')).toEqual([])
      expect(asked).toEqual([])
    })

    test('is readable in its frame', async () => {
      const played = play()
      played.html = '<p style="color: green">Здравствуйте, это письмо</p>'
      const url = await serve(played)
      const page = await knownPhone(url, true)
      await page.goto(`${url}${R}/letter?as=came`)
      expect(await page.frameLocator('iframe').locator('p').textContent()).toBe(
        'Здравствуйте, это письмо',
      )
    })
  })

  type Prepare = (played: PlayedDesk) => void
  const LONG = 'Константинопольскийдлинныйпредлинный'.repeat(3)
  interface Case {
    readonly name: string
    readonly path: string
    readonly prepare?: Prepare
    /** A form that is sent as it stands, to see what is wrong with it. */
    readonly form?: string
    /** What is filled in before the page after it is looked at, by the id of its field; '' ticks a box. */
    readonly typed?: Readonly<Record<string, string>>
  }

  async function fillIn(page: Page, typed: Readonly<Record<string, string>>): Promise<void> {
    for (const [id, text] of Object.entries(typed))
      await (text === '' ? page.locator(`#${id}`).check() : page.locator(`#${id}`).fill(text))
    await page.locator('form[action$="/review"] button').click()
  }
  const expired: Prepare = (played) =>
    (played.linked = { what: 'expired', number: NUMBER, ownerMasked: 'sn•••@mail.ru' })
  const locked: Prepare = (played) => (played.linked = { what: 'locked', number: NUMBER })
  const unknownPhone: Prepare = (played) => (played.knowsPhone = () => Promise.resolve(false))
  const withPartners: Prepare = (played) => {
    const list = new PlayedDesk().partners(played.language)
    played.partners = () => list
  }
  const showing =
    (view: Parameters<PlayedDesk['show']>[0]): Prepare =>
    (played) =>
      played.show(view)
  const longWords = showing({
    person: { name: LONG, address: `${LONG}@person.example` },
    partners: [LONG],
    letterText: LONG.repeat(20),
    attachments: [{ name: `${LONG}.pdf`, sizeBytes: 9_999_999 }],
  })
  const CHECKED: readonly Case[] = [
    { name: 'check of an answer', path: R, prepare: showing(QUESTION), typed: { words: LONG } },
    {
      name: 'check of a block',
      path: `${R}/check?say=block`,
      prepare: showing(DESTROY),
      typed: { words: LONG },
    },
    {
      name: 'check of what is kept',
      path: `${R}/check?say=keep`,
      prepare: showing(DESTROY),
      typed: { 'fields-phone': '', basis: LONG, until: '31.12.2031' },
    },
  ]
  const ENDINGS = [
    ended('answered', { words: LONG, closedAt: MONDAY }),
    ended('blocked', { words: LONG, until: '2027-05-15' }),
    ended('kept', { keeps: { fields: ['phone'], basis: LONG, until: '2031-12-31' } }),
    ended('unanswered', { words: LONG }),
    ended('withdrawn'),
    ended('merged', { other: NUMBER }),
    ended('continued', { other: NUMBER }),
    ended('closed'),
  ]
  const PAGES: readonly Case[] = [
    { name: 'home', path: '/' },
    { name: 'partners', path: '/partners', prepare: withPartners },
    { name: 'nowhere', path: '/nowhere' },
    { name: 'an unknown link', path: '/r/unknown-link' },
    { name: 'locked', path: R, prepare: locked },
    { name: 'expired', path: R, prepare: expired },
    { name: 'code', path: R, prepare: unknownPhone },
    { name: 'a wrong code', path: R, prepare: unknownPhone, form: 'code' },
    { name: 'request', path: R },
    { name: 'destruction', path: R, prepare: showing({ ...DESTROY, workingDaysLeft: -1 }) },
    { name: 'to be called', path: R, prepare: showing(UNPROVEN), form: 'called' },
    {
      name: 'to be found',
      path: R,
      prepare: showing({ ...UNPROVEN, callable: null }),
      form: 'find',
    },
    {
      name: 'needs authority',
      path: R,
      prepare: showing({ needsAuthority: true }),
      form: 'authority',
    },
    { name: 'replaced', path: R, prepare: showing({ isCurrent: false }) },
    { name: 'long words', path: R, prepare: longWords },
    { name: 'check', path: `${R}/check?say=yes` },
    { name: 'check destruction', path: `${R}/check?say=yes`, prepare: showing(DESTROY) },
    { name: 'check refusal', path: `${R}/check?say=no`, form: 'decide' },
    { name: 'check question', path: `${R}/check?say=ask` },
    { name: 'a question', path: R, prepare: showing(QUESTION) },
    { name: 'an empty answer', path: R, prepare: showing(QUESTION), form: 'review' },
    { name: 'a copy', path: R, prepare: showing(ACCESS) },
    { name: 'check a copy', path: `${R}/check?say=yes`, prepare: showing(ACCESS) },
    {
      name: 'draft of a block',
      path: `${R}/check?say=block`,
      prepare: showing(DESTROY),
      form: 'review',
    },
    {
      name: 'draft of what is kept',
      path: `${R}/check?say=keep`,
      prepare: showing(DESTROY),
      form: 'review',
    },
    ...CHECKED,
    ...ENDINGS.map((decided) => ({
      name: `${decided.what} afterwards`,
      path: R,
      prepare: showing({ ...DESTROY, state: 'closed', decided }),
    })),
    { name: 'done', path: `${R}/done`, prepare: showing(APPROVED) },
    { name: 'decided', path: R, prepare: showing({ ...DESTROY, ...APPROVED }) },
    { name: 'letter', path: `${R}/letter` },
    { name: 'letter as it came', path: `${R}/letter?as=came` },
    { name: 'out of order', path: R, prepare: (played) => (played.down = new Error('down')) },
  ]

  const RUN_AXE = `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`
  const TOO_SMALL = `[...document.querySelectorAll('a, button, summary, textarea, input:not([type=hidden])')]
    .filter((one) => !one.matches('.govuk-skip-link'))
    .filter((one) => one.getBoundingClientRect().height < ${TARGET_MIN})
    .map((one) => one.outerHTML + ' ' + one.getBoundingClientRect().height)`
  const OPEN_ALL = `for (const one of document.querySelectorAll('details')) one.open = true`
  const IS_SIDEWAYS = 'document.documentElement.scrollWidth > document.documentElement.clientWidth'

  const faultsOf = async (page: Page, isAxe: boolean): Promise<unknown> => ({
    axe: isAxe ? await page.evaluate(RUN_AXE) : [],
    small: await page.evaluate(TOO_SMALL),
    sideways: await page.evaluate(IS_SIDEWAYS),
    h1: await page.locator('h1').count(),
    scripts: await page.locator('script').count(),
  })
  const NO_FAULTS = { axe: [], small: [], sideways: false, h1: 1, scripts: 0 }

  async function bytesOf(page: Page, answer: PageAnswer): Promise<number> {
    const sheet = await page.request.get(new URL('/desk.css', page.url()).href)
    const html = (await answer?.body()) ?? ''
    return gzipSync(html).length + gzipSync(await sheet.body()).length
  }

  describe.each(['ru', 'kk', 'en'] as const)('for everybody, in %s', (language) => {
    test.each(PAGES)('$name', async ({ path, prepare, form, typed }) => {
      const played = play(language)
      prepare?.(played)
      const url = await serve(played)
      const page = await knownPhone(url, true)
      const answer = await page.goto(url + path)
      expect(await bytesOf(page, answer)).toBeLessThan(PAGE_BYTES_MAX)
      if (form !== undefined) await page.locator(`form[action$="/${form}"] button`).click()
      expect(await page.title()).toMatch(form === undefined ? /./ : /^(?:Ошибка|Қате|Error):/)
      if (typed !== undefined) await fillIn(page, typed)
      await page.evaluate(OPEN_ALL)
      await page.evaluate(axe.source)
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 844 })
        const faults = await faultsOf(page, language === 'ru' || width === 390)
        expect([width, faults]).toEqual([width, NO_FAULTS])
      }
    })
  })

  test('the keyboard reaches the content first, and every stop can be seen', async () => {
    const url = await serve(play())
    const page = await knownPhone(url, true)
    await page.goto(url + R)
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.className')).toBe('govuk-skip-link')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    const stops = await page.locator('main a, main button, main summary').count()
    for (let stop = 0; stop < stops; stop += 1) {
      await page.keyboard.press('Tab')
      const style = await page.evaluate(
        `(({ outlineStyle, boxShadow, backgroundColor }) => outlineStyle + boxShadow + backgroundColor)(getComputedStyle(document.activeElement))`,
      )
      expect(style).toMatch(/solid|rgb\(255, 221, 0\)/)
    }
  })
})
