import { describe, expect, test } from 'vitest'
import { Fault } from '../../../src/errors.ts'
import { createDesk } from '../../../src/edge/desk/pages.tsx'
import { DeskVisitor, formOn, textOn, titleOn } from '../../support/desk-visitor.ts'
import {
  APPROVED,
  CODE,
  COOKIE,
  HOST,
  NUMBER,
  PlayedDesk,
  TOKEN,
  UNPROVEN,
  VIEW,
} from '../../support/played-desk.ts'

const R = `/r/${TOKEN}`
const READ = [R, `${R}/check?say=yes`, `${R}/check?say=no`, `${R}/check?say=ask`, `${R}/done`]
const LETTERS = [`${R}/letter`, `${R}/letter?as=came`, `${R}/letter/raw`]
const PRESSED = ['code', 'renew', 'decide', 'undo', 'called', 'find', 'authority']
const PERSONAL = ['Әсель', 'asel@person.example', '701', 'Здравствуйте', 'Курьер', 'телефон']
const ORIGIN = `https://${HOST}`

describe('who has no phone that is known', () => {
  test.each([...READ, ...LETTERS])(
    'is asked for the code and told nothing personal: %s',
    async (path) => {
      const visitor = new DeskVisitor(new PlayedDesk())
      const page = await visitor.get(path)
      expect(page.status).toBe(path === R ? 200 : 403)
      expect(titleOn(page)).toContain('Код владельца')
      expect(page.html).toContain(NUMBER)
      // The code page itself speaks of "this phone".
      const text = textOn(page).replace('Этот телефон', '').replace('Телефон запомним', '')
      for (const word of PERSONAL) expect(text).not.toContain(word)
    },
  )

  test.each([...READ, ...LETTERS])(
    'is not known by a cookie of another phone: %s',
    async (path) => {
      const visitor = new DeskVisitor(new PlayedDesk())
      visitor.cookies.set('__Host-owner', 'x'.repeat(43))
      expect(titleOn(await visitor.get(path))).toContain('Код владельца')
    },
  )

  test('a cookie that cannot be ours is not even looked up', async () => {
    const played = new PlayedDesk()
    played.knowsPhone = () => Promise.reject(new Error('asked'))
    const visitor = new DeskVisitor(played)
    visitor.cookies.set('__Host-owner', `${COOKIE}'--`)
    expect((await visitor.get(R)).status).toBe(200)
    expect(played.errors).toEqual([])
  })

  test.each(['decide', 'undo', 'called', 'find', 'authority'])(
    'presses no button, even with a form of a known phone: %s',
    async (purpose) => {
      const played = new PlayedDesk()
      const visitor = new DeskVisitor(played)
      const page = await visitor.get(R)
      const { hidden } = formOn(page, 'code')
      const pressed = await visitor.post(`${R}/${purpose}`, {
        ...hidden,
        say: 'yes',
        version: '3',
        digits: '3991',
        kind: 'parent',
        phone: '+77012183991',
      })
      expect(pressed.status).toBe(403)
      expect(played.changes).toEqual([])
    },
  )
})

describe('who has one', () => {
  test.each([
    [R, 200],
    [`${R}/check?say=yes`, 200],
    [`${R}/check?say=no`, 200],
    [`${R}/check?say=ask`, 200],
    [`${R}/letter`, 200],
    [`${R}/letter?as=came`, 200],
    [`${R}/letter/raw`, 200],
    [`${R}/done`, 303],
    [`${R}/check`, 303],
    [`${R}/check?say=maybe`, 303],
  ])('reads %s: %i', async (path, status) => {
    const visitor = new DeskVisitor(new PlayedDesk(), true)
    expect((await visitor.get(path)).status).toBe(status)
  })

  test('is not asked for the code again, whatever was typed', async () => {
    const played = new PlayedDesk()
    const stranger = new DeskVisitor(played)
    const page = await stranger.get(R)
    stranger.cookies.set('__Host-owner', COOKIE)
    const sealed = await stranger.press(page, 'code', { code: CODE })
    expect(sealed.status).toBe(403)
    expect(played.changes).toEqual([])
  })
})

describe('GET and HEAD', () => {
  test.each([false, true])(
    'a hundred times each change nothing (phone known: %s)',
    async (isKnown) => {
      const played = new PlayedDesk()
      const visitor = new DeskVisitor(played, isKnown)
      const paths = ['/', ...READ, ...LETTERS, ...PRESSED.map((purpose) => `${R}/${purpose}`)]
      for (let round = 0; round < 100; round += 1)
        for (const method of ['GET', 'HEAD'])
          await visitor.send(paths[round % paths.length] ?? '/', { method })
      for (const path of paths) await visitor.send(path, { method: 'HEAD' })
      expect(played.changes).toEqual([])
      expect(played.view).toEqual(VIEW)
    },
  )

  test.each(['/', R, `${R}/check?say=yes`, `${R}/letter`, '/nowhere', '/desk.css'])(
    'HEAD answers like GET, without a body: %s',
    async (path) => {
      const visitor = new DeskVisitor(new PlayedDesk(), true)
      const [get, head] = [await visitor.get(path), await visitor.send(path, { method: 'HEAD' })]
      expect(head.status).toBe(get.status)
      expect(head.html).toBe('')
      expect(head.headers.get('content-security-policy')).toBe(
        get.headers.get('content-security-policy'),
      )
    },
  )

  test.each(PRESSED)('of a button is told not to be the way: %s', async (purpose) => {
    const page = await new DeskVisitor(new PlayedDesk(), true).get(`${R}/${purpose}`)
    expect([page.status, page.headers.get('allow')]).toEqual([405, 'POST'])
    expect(textOn(page)).toContain('Откройте ссылку из письма')
  })

  test.each(['PUT', 'DELETE', 'PATCH', 'POST', 'OPTIONS'])(
    '%s of a page is refused',
    async (method) => {
      const played = new PlayedDesk()
      const visitor = new DeskVisitor(played, true)
      for (const path of ['/', ...READ, ...LETTERS]) {
        const page = await visitor.send(path, { method })
        expect([page.status, page.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
      }
      expect(played.changes).toEqual([])
    },
  )
})

describe('a form that does not come from our page', () => {
  const yes = async (headers: Record<string, string>) => {
    const played = new PlayedDesk()
    const visitor = new DeskVisitor(played, true)
    const page = await visitor.get(`${R}/check?say=yes`)
    const pressed = await visitor.press(page, 'decide', {}, headers)
    return { status: pressed.status, changes: played.changes, text: textOn(pressed) }
  }

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another scheme', { origin: `http://${HOST}` }],
    ['another port', { origin: `${ORIGIN}:8443` }],
    ['a name that begins alike', { origin: `${ORIGIN}.evil.example` }],
    ['nobody', {}],
    ['a hidden origin', { origin: 'null' }],
    ['a hidden origin across sites', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
    ['a hidden origin of a neighbour', { origin: 'null', 'sec-fetch-site': 'same-site' }],
    ['no page at all', { 'sec-fetch-site': 'none' }],
    [
      'another site that says it is ours',
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ],
  ])('is refused: %s', async (_what, headers) => {
    expect(await yes(headers)).toMatchObject({ status: 403, changes: [] })
  })

  test.each([
    ['our origin', { origin: ORIGIN }],
    [
      'a hidden origin that the browser calls ours',
      { origin: 'null', 'sec-fetch-site': 'same-origin' },
    ],
    ['no origin, but the browser calls it ours', { 'sec-fetch-site': 'same-origin' }],
  ])('is not one with %s', async (_what, headers) => {
    expect(await yes(headers)).toMatchObject({ status: 303, changes: ['decide yes 3'] })
  })

  test('on this machine alone the host that was asked is ours, and no other', async () => {
    const played = new PlayedDesk({ publicUrl: null })
    const visitor = new DeskVisitor(played, true)
    const page = await visitor.get(`${R}/check?say=yes`)
    const evil = await visitor.press(page, 'decide', {}, { origin: 'http://evil.example' })
    expect(evil.status).toBe(403)
    const own = await visitor.press(page, 'decide', {}, { origin: `http://${HOST}` })
    expect(own.status).toBe(303)
  })

  test.each([
    ['no seal', { seal: '' }],
    ['a made-up seal', { seal: 'A'.repeat(43) }],
  ])('is refused with %s', async (_what, fields) => {
    const played = new PlayedDesk()
    const visitor = new DeskVisitor(played, true)
    const page = await visitor.get(`${R}/check?say=yes`)
    expect((await visitor.press(page, 'decide', fields)).status).toBe(403)
    expect(played.changes).toEqual([])
  })

  test('is refused with the seal of another button, of another phone, or of no phone', async () => {
    const played = new PlayedDesk().show(UNPROVEN)
    const visitor = new DeskVisitor(played, true)
    const request = await visitor.get(R)
    const { hidden } = formOn(request, 'called')
    const check = await visitor.get(`${R}/check?say=no`)
    const other = await visitor.press(check, 'decide', { words: 'нет', seal: hidden['seal'] ?? '' })
    expect(other.status).toBe(403)
    visitor.cookies.delete('__Host-owner')
    const stranger = formOn(await visitor.get(R), 'code').hidden['seal'] ?? ''
    visitor.cookies.set('__Host-owner', COOKIE)
    expect((await visitor.press(check, 'decide', { words: 'нет', seal: stranger })).status).toBe(
      403,
    )
    expect(played.changes).toEqual([])
  })

  test.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json', ''])(
    'is refused as %s',
    async (type) => {
      const played = new PlayedDesk()
      const visitor = new DeskVisitor(played, true)
      const page = await visitor.get(`${R}/check?say=yes`)
      const headers = { origin: ORIGIN, 'content-type': type }
      expect((await visitor.press(page, 'decide', {}, headers)).status).toBe(415)
      expect(played.changes).toEqual([])
    },
  )

  test('is refused when it is larger than 16 KB', async () => {
    const played = new PlayedDesk()
    const visitor = new DeskVisitor(played, true)
    const page = await visitor.get(`${R}/check?say=no`)
    const pressed = await visitor.press(page, 'decide', { words: 'a'.repeat(17_000) })
    expect(pressed.status).toBe(413)
    expect(textOn(pressed)).toContain('слишком много текста')
    expect(played.changes).toEqual([])
  })
})

describe('the owner code', () => {
  const start = async (settings: Partial<PlayedDesk> = {}) => {
    const played = Object.assign(new PlayedDesk(), settings)
    const visitor = new DeskVisitor(played)
    return { played, visitor, page: await visitor.get(R) }
  }

  test('opens the request, and the phone is remembered for 90 days', async () => {
    const { visitor, page } = await start()
    const opened = await visitor.press(page, 'code', { code: '482 193' })
    expect([opened.status, opened.location]).toEqual([303, R])
    const [line = ''] = opened.headers.getSetCookie()
    expect(line).toBe(
      `__Host-owner=${COOKIE}; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Lax`,
    )
    expect(textOn(await visitor.get(R))).toContain('Әсель')
  })

  test('without TLS on this machine the cookie has a plain name', async () => {
    const visitor = new DeskVisitor(new PlayedDesk({ publicUrl: null }))
    const page = await visitor.get(R)
    const opened = await visitor.press(page, 'code', { code: CODE }, { origin: `http://${HOST}` })
    const [line = ''] = opened.headers.getSetCookie()
    expect(line).toBe(`owner=${COOKIE}; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax`)
  })

  test('five wrong ones: told how many are left each time, then locked for good', async () => {
    const { played, visitor } = await start()
    for (const left of [4, 3, 2, 1]) {
      const wrong = await visitor.press(await visitor.get(R), 'code', { code: '000000' })
      expect(wrong.status).toBe(422)
      expect(textOn(wrong)).toContain(`Осталось попыток: ${left}`)
      expect(titleOn(wrong)).toMatch(/^Ошибка:/)
    }
    const page = await visitor.get(R)
    const locked = await visitor.press(page, 'code', { code: '000000' })
    expect([locked.status, titleOn(locked)]).toEqual([403, `Ссылка закрыта — Запрос № ${NUMBER}`])
    const late = await visitor.press(page, 'code', { code: CODE })
    expect(titleOn(late)).toContain('Ссылка закрыта')
    expect(titleOn(await visitor.get(R))).toContain('Ссылка закрыта')
    expect(played.changes).toHaveLength(5)
  })

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])(
    'what cannot be a code costs no try: «%s»',
    async (code) => {
      const { played, visitor, page } = await start()
      const wrong = await visitor.press(page, 'code', { code })
      expect([wrong.status, played.changes]).toEqual([422, []])
      expect(textOn(wrong)).toContain('Введите код: 6 цифр')
    },
  )

  test('that nobody has set is told, with the way by reply', async () => {
    const { visitor, page } = await start({ hasCode: false })
    const told = await visitor.press(page, 'code', { code: CODE })
    expect(told.status).toBe(403)
    expect(textOn(told)).toContain('Код владельца ещё не задан')
    expect(textOn(told)).toContain('ответом на письмо')
  })
})

describe('a link', () => {
  test.each([`${R}x`, '/r/short', `/r/${'a'.repeat(200)}`, '/r/%3Cscript%3E', '/r/..%2F..%2Fetc'])(
    'that leads nowhere is explained: %s',
    async (path) => {
      const page = await new DeskVisitor(new PlayedDesk(), true).get(path)
      expect(page.status).toBe(404)
      expect(textOn(page)).toContain('Ссылка не подходит')
      expect(page.html).not.toContain('<script')
    },
  )

  test('that is too old offers a new one, and a press sends it', async () => {
    const played = new PlayedDesk()
    played.linked = { what: 'expired', number: NUMBER, ownerMasked: 'sn•••@mail.ru' }
    const visitor = new DeskVisitor(played)
    const page = await visitor.get(R)
    expect(page.status).toBe(410)
    expect(textOn(page)).toContain('Прислать новую на sn•••@mail.ru?')
    expect(played.changes).toEqual([])
    const sent = await visitor.press(page, 'renew')
    expect(sent.status).toBe(200)
    expect(textOn(sent)).toContain('Новая ссылка отправлена')
    expect(played.changes).toEqual(['renew'])
  })

  test('that is too old is not renewed from another site, nor without the seal', async () => {
    const played = new PlayedDesk()
    played.linked = { what: 'expired', number: NUMBER, ownerMasked: 'sn•••@mail.ru' }
    const visitor = new DeskVisitor(played)
    const page = await visitor.get(R)
    for (const headers of [{ origin: 'https://evil.example' }, {}])
      expect((await visitor.press(page, 'renew', {}, headers)).status).toBe(403)
    expect((await visitor.press(page, 'renew', { seal: '' })).status).toBe(403)
    expect(played.changes).toEqual([])
  })

  test('that still holds sends no letters', async () => {
    const played = new PlayedDesk()
    const visitor = new DeskVisitor(played)
    played.linked = { what: 'expired', number: NUMBER, ownerMasked: 'sn•••@mail.ru' }
    const page = await visitor.get(R)
    played.linked = { what: 'request', number: NUMBER }
    const pressed = await visitor.press(page, 'renew')
    expect([pressed.status, played.changes]).toEqual([409, []])
    expect(textOn(pressed)).toContain('Ссылка ещё действует')
  })

  test('whose plan was replaced shows the request as it is and offers a new one', async () => {
    const played = new PlayedDesk().show({ isCurrent: false })
    const visitor = new DeskVisitor(played, true)
    const page = await visitor.get(R)
    expect(textOn(page)).toContain('Решать нужно по новой ссылке')
    expect(page.html).not.toContain('/check?say=')
    await visitor.press(page, 'renew')
    expect(played.changes).toEqual(['renew'])
  })

  test('of a request that was decided says what and when', async () => {
    const visitor = new DeskVisitor(new PlayedDesk().show(APPROVED), true)
    const page = await visitor.get(R)
    expect(titleOn(page)).toContain('Решение уже принято')
    expect(textOn(page)).toContain('Одобрено 16 ноября 2026 г., 10:00')
    expect(page.html).toContain('/undo')
  })

  test('of a request that is gone is explained', async () => {
    const played = new PlayedDesk()
    played.look = () => Promise.resolve(null)
    expect((await new DeskVisitor(played, true).get(R)).status).toBe(404)
  })
})

describe('what a port throws', () => {
  const fault = new Fault('database.unreachable', { detail: 'host 10.0.0.7 said no' })

  test.each(['GET', 'HEAD', 'POST'])(
    'becomes a page without details, and the code reaches the caller (%s)',
    async (method) => {
      const played = new PlayedDesk()
      const visitor = new DeskVisitor(played, true)
      const page = await visitor.get(`${R}/check?say=yes`)
      played.down = fault
      const answer =
        method === 'POST' ? await visitor.press(page, 'decide') : await visitor.send(R, { method })
      expect(answer.status).toBe(503)
      expect(answer.html).not.toMatch(/10\.0\.0\.7|database|\bat \//)
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(played.errors).toEqual([fault])
    },
  )
})

describe('what every answer tells the browser', () => {
  const POLICY =
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  test.each([
    '/',
    '/nowhere',
    R,
    `${R}/check?say=no`,
    `${R}/letter`,
    `${R}/done`,
    '/r/unknown-link',
    `${R}/undo`,
  ])('%s', async (path) => {
    const { headers } = await new DeskVisitor(new PlayedDesk(), true).get(path)
    expect(headers.get('content-security-policy')).toBe(POLICY)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('x-robots-tag')).toBe('noindex')
    expect(headers.get('permissions-policy')).toContain('camera=()')
  })

  test('only the page that shows the letter as it came may frame, and only our own', async () => {
    const { headers } = await new DeskVisitor(new PlayedDesk(), true).get(`${R}/letter?as=came`)
    expect(headers.get('content-security-policy')).toBe(`${POLICY}; frame-src 'self'`)
  })

  test('the letter itself is locked in', async () => {
    const { headers } = await new DeskVisitor(new PlayedDesk(), true).get(`${R}/letter/raw`)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; sandbox",
    )
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  test('the style sheet may be kept, and comes small to whoever can unpack it', async () => {
    const visitor = new DeskVisitor(new PlayedDesk())
    const plain = await visitor.get('/desk.css')
    expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(plain.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect(plain.html.length).toBeLessThanOrEqual(60 * 1024)
    const zipped = await visitor.app.request('/desk.css', {
      headers: { 'accept-encoding': 'gzip, br' },
    })
    expect(zipped.headers.get('content-encoding')).toBe('gzip')
    expect((await zipped.arrayBuffer()).byteLength).toBeLessThanOrEqual(9 * 1024)
  })

  test('on plain http to another machine browsers are let tell their origin', async () => {
    const visitor = new DeskVisitor(new PlayedDesk({ publicUrl: `http://${HOST}` }), true)
    expect((await visitor.get(R)).headers.get('referrer-policy')).toBe('same-origin')
  })
})

describe('the whole desk', () => {
  const health = {
    database: () => Promise.resolve(),
    lastPass: () => Promise.resolve(null),
    now: () => VIEW.receivedAt,
  }

  test('answers for its health beside the pages', async () => {
    const desk = createDesk(health, new PlayedDesk())
    expect(await (await desk.request('/livez')).json()).toEqual({ live: true })
    expect((await desk.request('/')).status).toBe(200)
    expect((await desk.request('/nowhere')).headers.get('content-type')).toContain('text/html')
  })

  test('without an owner has no pages', async () => {
    const desk = createDesk(health, null)
    expect((await desk.request('/livez')).status).toBe(200)
    expect((await desk.request(R)).status).toBe(404)
  })

  test('below a folder of its public address keeps that folder in every link', async () => {
    const played = new PlayedDesk({ publicUrl: `${ORIGIN}/privacy` })
    const page = await new DeskVisitor(played, true).get(R)
    const addresses = [...page.html.matchAll(/(?:href|action|src)="(\/[^"]*)"/g)].map(
      ([, to]) => to,
    )
    expect(addresses.length).toBeGreaterThan(5)
    expect(addresses.filter((to) => to?.startsWith('/privacy/') !== true)).toEqual([])
  })
})

describe('the list of partners (p.18)', () => {
  test('is open to everybody, in three languages, and asks for no phone', async () => {
    const visitor = new DeskVisitor(new PlayedDesk())
    for (const [path, title] of [
      ['/partners', 'Партнёры, которым передаются персональные данные'],
      ['/partners?lang=kk', 'Дербес деректер берілетін серіктестер'],
      ['/partners?lang=en', 'Partners who receive personal data'],
    ] as const) {
      const page = await visitor.get(path)
      expect([page.status, titleOn(page)]).toEqual([200, title])
      expect(textOn(page)).toContain('ТОО «Курьер»')
      expect(page.html).not.toContain('<form')
    }
    expect((await visitor.post('/partners', {})).status).toBe(405)
  })

  test('is nowhere where the desk has no public address', async () => {
    const visitor = new DeskVisitor(new PlayedDesk({ publicUrl: null }))
    expect((await visitor.get('/partners')).status).toBe(404)
  })
})
