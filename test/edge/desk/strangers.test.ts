import { describe, expect, test } from 'vitest'
import type { Evidence, RequestView } from '../../../src/edge/desk/desk-ports.ts'
import { manyLines, oneLine } from '../../../src/edge/desk/plain-text.ts'
import { ru } from '../../../src/edge/desk/words/ru.ts'
import { WORDS } from '../../../src/edge/desk/words/words.ts'
import { LANGUAGES } from '../../../src/letter/letter.ts'
import { DEMAND_KINDS } from '../../../src/policy/rules.ts'
import { DeskVisitor, textOn, titleOn } from '../../support/desk-visitor.ts'
import { APPROVED, PlayedDesk, TOKEN, UNPROVEN } from '../../support/played-desk.ts'

const R = `/r/${TOKEN}`
const PROOFS: readonly Evidence['what'][] = [
  'proven-dkim',
  'proven-spf',
  'proven-code',
  'proven-reply',
  'called',
  'authority-seen',
  'not-proven',
  'forged',
  'read-first',
  'other-person',
  'document-deleted',
  'mailings-stopped',
]
const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</blockquote><form action=https://evil.example>',
  '<svg onload=alert(1)>',
  'javascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  '<!--',
  ']]><script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<a href="https://evil.example">your bank</a>',
  '\u202Etxt.exe\u202C',
  '\u0000\u0007\u001B[31mred',
  '<base href=https://evil.example>',
  '<meta http-equiv=refresh content="0;url=https://evil.example">',
]

const OWN_TAGS = new Set(
  `html head meta title link body a header div p strong span main h1 h2 h3 section dl dt dd bdi ul li
   form input textarea label button fieldset legend blockquote footer nav iframe
   details summary table caption thead tbody tr th td`.split(/\s+/),
)
const TAG = /<([a-z][^\s/>]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/gi
const LEADS = /^(?:href|src|action)$/
const OWN_ADDRESS = /^(?:\/|#|tel:)/
/** Beside line breaks and tabs: what cannot be seen, and what turns a line round. */
const UNSEEN = /[^\P{C}\n\t]/u

/** An attribute that runs something, or leads away from the desk. */
function isForeign(name: string, value: string): boolean {
  return /^on|^style$|^http-equiv$/.test(name) || (LEADS.test(name) && !OWN_ADDRESS.test(value))
}

/** Whatever on a page is not of our making; attributes are told apart from their values. */
function foreignOn(html: string): readonly string[] {
  const text = html.replace(/<!doctype html>|<\/[a-z0-9]+>/g, '').replace(TAG, '')
  const tags = [...html.matchAll(TAG)].flatMap(([, tag = '', attributes = '']) => [
    ...(OWN_TAGS.has(tag) ? [] : [tag]),
    ...[...attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)].flatMap(([, name = '', value = '']) =>
      isForeign(name, value) ? [`${tag} ${name}`] : [],
    ),
  ])
  return text.includes('<') ? [...tags, 'something that is no tag of ours'] : tags
}

describe.each(HOSTILE)('a stranger who writes «%s»', (evil) => {
  const view = {
    person: { name: evil, address: evil },
    writer: evil,
    partners: [evil],
    places: [evil],
    letterText: evil,
    attachments: [{ name: evil, sizeBytes: 1 }],
    replyPreview: { subject: evil, text: evil },
    plan: {
      do: 'correct',
      holder: 'register',
      ref: 'r',
      before: { name: evil },
      after: { name: evil, phone: evil },
    },
  } as const

  test.each([R, `${R}/check?say=yes`, `${R}/check?say=no`, `${R}/letter`, `${R}/done`])(
    'is read as text and nothing else: %s',
    async (path) => {
      const played = new PlayedDesk({ company: evil }).show({
        ...view,
        ...(path.endsWith('done') ? APPROVED : {}),
      })
      const page = await new DeskVisitor(played, true).get(path)
      expect(page.status).toBe(200)
      expect(foreignOn(page.html)).toEqual([])
      expect(page.html).not.toMatch(UNSEEN)
    },
  )

  test('types it into a form that is shown again', async () => {
    const played = new PlayedDesk().show({ ...UNPROVEN, callable: null })
    played.found = 'none'
    const visitor = new DeskVisitor(played, true)
    const found = await visitor.press(await visitor.get(R), 'find', { phone: evil })
    expect(foreignOn(found.html)).toEqual([])
    const check = await visitor.get(`${R}/check?say=no`)
    const long = await visitor.press(check, 'decide', { words: evil.repeat(120).slice(0, 1_600) })
    expect(foreignOn(long.html)).toEqual([])
  })

  test('puts it into the address', async () => {
    const visitor = new DeskVisitor(new PlayedDesk(), true)
    const say = encodeURIComponent(evil)
    for (const path of [
      `${R}/check?say=${say}`,
      `${R}?lang=${say}`,
      `${R}/letter?as=${say}`,
      `/${say}`,
    ])
      expect(foreignOn((await visitor.get(path)).html)).toEqual([])
  })
})

describe('names', () => {
  test.each([
    ['a line turned round', 'Анна \u202Etxt.exe', 'Анна txt.exe'],
    ['line breaks', 'Анна\r\n\tПетрова\u2028!', 'Анна Петрова !'],
    ['control characters', 'А\u0000н\u0007на\u200B', 'Анна'],
    ['an empty one', ' \u200B ', ''],
  ])('lose what cannot be seen: %s', (_what, name, shown) => {
    expect(oneLine(name)).toBe(shown)
  })

  test('have 80 characters at most, counted as people count', () => {
    expect(Array.from(oneLine('𝒜'.repeat(81)))).toHaveLength(80)
    expect(oneLine('a'.repeat(80))).toBe('a'.repeat(80))
    expect(oneLine('a'.repeat(81))).toBe(`${'a'.repeat(79)}…`)
  })

  test('letters keep their lines and lose the rest', () => {
    expect(manyLines('  a\r\nb\n\n\n\nc\u202E\u0000d\te\n', 100)).toBe('a\nb\n\ncd\te')
    expect(manyLines('a'.repeat(11), 10)).toBe(`${'a'.repeat(9)}…`)
  })

  test('a letter of any length leaves the page light, and can be read whole elsewhere', async () => {
    const played = new PlayedDesk().show({ letterText: 'слово '.repeat(5_000), hasHtml: false })
    const page = await new DeskVisitor(played, true).get(R)
    expect(page.html.length).toBeLessThan(30_000)
    expect(page.html).toContain(`href="${R}/letter"`)
  })
})

describe('languages', () => {
  /** Every word by its path; one that carries a value is said with one. */
  function said(words: unknown, path = ''): readonly (readonly [string, string])[] {
    if (typeof words === 'string') return [[path, words]]
    if (typeof words === 'function') return [[`${path}()`, String(words('VALUE'))]]
    return Object.entries(words ?? {}).flatMap(([key, value]) => said(value, `${path}.${key}`))
  }
  const texts = (words: unknown): string[] => said(words).map(([, text]) => text)
  const keys = (words: unknown): string[] => said(words).map(([key]) => key)

  test.each(LANGUAGES)('%s says everything that Russian says', (language) => {
    expect(keys(WORDS[language]).toSorted()).toEqual(keys(ru).toSorted())
    expect(texts(WORDS[language]).filter((text) => text.trim() === '')).toEqual([])
  })

  test.each(LANGUAGES)('%s shows the value in every word that carries one', (language) => {
    const carrying = said(WORDS[language]).filter(([key]) => key.endsWith('()'))
    expect(carrying.length).toBeGreaterThan(8)
    expect(carrying.filter(([, text]) => !text.includes('VALUE'))).toEqual([])
  })

  test('nothing is left untranslated', () => {
    const same = (one: readonly string[], other: readonly string[]): string[] =>
      one.filter((text) => other.includes(text))
    expect(same(texts(WORDS.kk), texts(ru))).toEqual(['VALUE КБ'])
    expect(same(texts(WORDS.en), [...texts(ru), ...texts(WORDS.kk)])).toEqual([])
    expect(texts(WORDS.en).filter((text) => /\p{Script=Cyrillic}/u.test(text))).toEqual([])
  })

  test('the page speaks the language of its address, else the usual one, and keeps it on the way', async () => {
    const visitor = new DeskVisitor(new PlayedDesk(), true)
    expect((await visitor.get(R)).html).toContain('<html lang="ru"')
    const page = await visitor.get(`${R}?lang=kk`)
    expect(page.html).toContain('<html lang="kk"')
    expect(page.html).toContain(`href="${R}/check?say=yes&amp;lang=kk"`)
    expect((await visitor.get(`${R}?lang=xx`)).html).toContain('<html lang="ru"')
    const check = await visitor.get(`${R}/check?say=yes&lang=kk`)
    const done = await visitor.press(check, 'decide')
    expect(done.location).toBe(`${R}/done?lang=kk`)
    expect(titleOn(await visitor.get(done.location ?? ''))).toContain('Дайын')
  })

  test('the languages stand at the foot of every page, each in its own words', async () => {
    const visitor = new DeskVisitor(new PlayedDesk({ language: 'kk' }), true)
    for (const path of ['/', '/nowhere', R, `${R}/check?say=no`, `${R}/letter?as=came`]) {
      const { html } = await visitor.get(path)
      expect(html).toMatch(/href="[^"]*lang=ru" lang="ru" hreflang="ru">\s*Русский/)
      expect(html).toMatch(/<span lang="kk" aria-current="true">\s*Қазақша/)
      expect(html).toMatch(/href="[^"]*lang=en" lang="en" hreflang="en">\s*English/)
    }
  })

  test('every demand and every proof has its words on the page', async () => {
    const read = async (view: Partial<RequestView>): Promise<string> =>
      textOn(await new DeskVisitor(new PlayedDesk().show(view), true).get(R)).toLowerCase()
    for (const kind of DEMAND_KINDS) {
      if (kind === 'rectify' || kind === 'cease') continue
      const text = await read({ kind, plan: { do: 'nothing', why: 'in-words', changes: [] } })
      expect(text).toContain(ru.demand[kind].toLowerCase())
    }
    for (const what of PROOFS)
      expect(await read({ evidence: [{ what, sign: 'note', digits: '3991' }] })).toContain(
        `${ru.evidence[what].toLowerCase()} (номер на 3991)`,
      )
  })
})
