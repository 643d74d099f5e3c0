/** The honest way with everything real: letters in, a page in a browser, two taps, the record changed. */
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../src/demo/mailbox/listen.ts'
import { START } from '../../src/app/roles.ts'
import type { Running } from '../../src/app/running.ts'
import { describeInBrowser, openPhone, startBrowser, WIDTHS } from '../support/browser.ts'
import { WalkHarness } from '../support/walk-harness.ts'

const CODE = '270416'
const PAGE_BYTES_MAX = 20 * 1024

describeInBrowser('the owner on a phone', () => {
  let walk: WalkHarness
  let desk: Running
  let browser: Browser

  beforeAll(async () => {
    const port = await freePort()
    walk = await WalkHarness.open({ publicUrl: `http://127.0.0.1:${port}`, port })
    await walk.world.devices.setCode(CODE)
    desk = await START.desk(walk.world, walk.queue)
    browser = await startBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await desk.stop()
    await walk.close()
  })

  async function asked(local: string, subject: string, words: string): Promise<[string, string]> {
    const from = `${local}@person.example`
    await walk.world.register.add({
      surname: 'Тестова',
      name: 'Анна',
      email: from,
      phone: '+77000000039',
    })
    const { number } = await walk.ask({ from, name: 'Анна Тестова', subject, body: words })
    const { text } = await walk.approvalOf(number)
    return [from, /http:\/\/\S+\/r\/\S+/.exec(text)?.[0] ?? '']
  }

  const correction = (local: string): Promise<[string, string]> =>
    asked(local, 'Уточнить персональные данные', 'Исправьте телефон на +7 700 000 00 66.')

  /** Faults by axe, sideways scrolling and weight of a page as it stands. */
  async function faultsOf(page: Page): Promise<readonly string[]> {
    await page.evaluate(axe.source)
    const found = await page.evaluate(
      `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(({ violations }) => violations.map(({ id }) => id))`,
    )
    const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth')
    const bytes = gzipSync(await page.content()).length
    return [
      ...(Array.isArray(found) ? found.map(String) : ['axe did not run']),
      ...(isWide === true ? ['scrolls sideways'] : []),
      ...(bytes > PAGE_BYTES_MAX ? [`${bytes} bytes`] : []),
    ]
  }

  test.each(WIDTHS)(
    'approves with two taps on a phone that is known, with one code more on a new one, at %i px',
    async (width) => {
      const page = await openPhone(browser, {
        viewport: { width, height: 844 },
        javaScriptEnabled: true,
        bypassCSP: true,
      })
      const phoneOf = async (email: string) =>
        (await walk.world.register.find(email))[0]?.fields.phone
      const [first, link] = await correction(`new-phone-${width}`)
      await page.goto(link)
      expect(await page.content()).not.toContain('+7')
      expect(await faultsOf(page)).toEqual([])
      await page.fill('input[name=code]', CODE)
      await page.click('main button')
      expect(await faultsOf(page)).toEqual([])
      await page.click('text=Одобрить…')
      expect(await faultsOf(page)).toEqual([])
      await page.click('text=Да, исправить данные')
      expect(await page.textContent('h1')).toContain('Готово')
      expect(await faultsOf(page)).toEqual([])
      await walk.drain()
      expect(await phoneOf(first)).toBe('+77000000066')

      const [second, another] = await correction(`known-phone-${width}`)
      await page.goto(another)
      let taps = 0
      for (const button of ['text=Одобрить…', 'text=Да, исправить данные']) {
        await page.click(button)
        taps += 1
      }
      await walk.drain()
      expect(taps).toBe(2)
      expect(await phoneOf(second)).toBe('+77000000066')
      const decided = (await walk.onlyRequestOf(second)).events.find(
        ({ name }) => name === 'approved',
      )
      expect(decided).toMatchObject({
        actor: 'owner:desk',
        facts: { proof: 'phone', version: 1, shown: expect.stringMatching(/^[0-9a-f]{64}$/) },
      })
      await page.context().close()
    },
  )

  test('a destruction waits until ten the next working morning and can be taken back until then', async () => {
    const [from, link] = await asked(
      'taken-back',
      'Прекратить обработку персональных данных',
      'Уничтожьте мои данные.',
    )
    const page = await openPhone(browser)
    await page.goto(link)
    await page.fill('input[name=code]', CODE)
    await page.click('main button')
    await page.click('text=Одобрить…')
    await page.click('text=Да, уничтожить данные 17 ноября')
    expect(await page.textContent('main')).toMatch(/10:00/)
    await walk.drain()
    expect(await walk.world.register.find(from)).toHaveLength(1)
    await page.goto(link)
    await page.click('text=Отменить решение')
    await walk.drain()
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
    await walk.passAndSettle(3 * 86_400_000)
    expect(await walk.world.register.find(from)).toHaveLength(1)
  })

  /** A page of the desk on a phone that gives the code first. */
  async function openedOnPhone(link: string): Promise<Page> {
    const page = await openPhone(browser)
    await page.goto(link)
    await page.fill('input[name=code]', CODE)
    await page.click('main button')
    return page
  }

  test('a question is read and answered on the page, and the person reads the answer (p.21/answer)', async () => {
    const from = 'asks-in-words@person.example'
    const { number } = await walk.ask({
      from,
      subject: 'Вопрос по политике',
      body: 'Подскажите, сколько времени вы храните персональные данные?',
    })
    const request = await walk.onlyRequestOf(from)
    expect(request.kind).toBe('question')
    const page = await openedOnPhone(walk.desk.link(request))
    expect(await page.textContent('main')).toContain('сколько времени вы храните')
    expect(await page.locator('text=Одобрить…').count()).toBe(0)
    await page.fill('#words', 'Пока вы учитесь у нас.')
    await page.click('text=Дальше: проверить')
    await page.click('text=Да, отправить ответ')
    expect(await page.textContent('h1')).toContain('Готово')
    await walk.drain()
    expect((await walk.replyOf('answer', from)).text).toContain('Пока вы учитесь у нас.')
    await page.goto(walk.desk.link((await walk.desk.load(number)) ?? request))
    expect(await page.textContent('main')).toContain('Ответ записан')
  })

  test('what cannot be destroyed is blocked on the page until a day that is told (p.17/block)', async () => {
    const [from, link] = await asked(
      'blocked-here',
      'Прекратить обработку персональных данных',
      'Уничтожьте мои данные.',
    )
    const page = await openedOnPhone(link)
    await page.click('text=Заблокировать…')
    await page.fill('#words', 'Идёт проверка.')
    await page.click('text=Дальше: проверить')
    await page.click('text=Да, заблокировать данные')
    await walk.drain()
    const request = await walk.onlyRequestOf(from)
    expect(request.state).toBe('blocked')
    expect(await walk.world.register.find(from)).toHaveLength(1)
    await page.goto(link)
    expect(await page.textContent('main')).toMatch(/Заблокировано[^]*Уничтожить не позже[^]*2027/)
  })

  test('what a law orders kept stays, and the rest is destroyed in the morning (p.17/kept-by-law)', async () => {
    const [from, link] = await asked(
      'kept-here',
      'Прекратить обработку персональных данных',
      'Уничтожьте мои данные.',
    )
    const [record] = await walk.world.register.find(from)
    const page = await openedOnPhone(link)
    await page.click('text=Хранить по закону…')
    await page.check('#fields-phone')
    await page.fill('#basis', 'Налоговый кодекс, ст. 206')
    await page.fill('#until', '31.12.2031')
    await page.click('text=Дальше: проверить')
    await page.click('text=Да, остальное уничтожить')
    expect(await page.textContent('main')).toContain('Налоговый кодекс, ст. 206')
    await walk.drain()
    await walk.nextMorning()
    const left = await walk.world.register.look(record?.ref ?? '')
    expect(left?.fields).toEqual({ phone: '+77000000039' })
    await page.goto(link)
    expect(await page.textContent('main')).toContain('Часть хранится по закону')
  })

  test('a robot that opens the link and clicks every button approves nothing', async () => {
    const [from, link] = await correction('robot')
    const page = await openPhone(browser, { javaScriptEnabled: true })
    await page.goto(link)
    for (let index = 0; index < (await page.locator('button').count()); index += 1) {
      await page.locator('button').nth(index).click()
      await page.goto(link)
    }
    for (const method of ['HEAD', 'GET'])
      for (let times = 0; times < 100; times += 1) await fetch(link, { method })
    await walk.drain()
    expect((await walk.onlyRequestOf(from)).state).toBe('awaiting-approval')
  })
})
