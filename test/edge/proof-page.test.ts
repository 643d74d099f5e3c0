import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { shippedFile } from '../../src/edge/files.ts'
import { escapeHtml } from '../../src/edge/html-twin.ts'
import { proofPage } from '../../src/edge/proof-page.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import { LETTERS } from '../../src/reply/letter-kinds.ts'
import { WIDTHS, describeInBrowser, openPhone, startBrowser } from '../support/browser.ts'

const ROOT = shippedFile('templates')
const page = proofPage(ROOT)
const [letters = '', blocks = ''] = page.split('id="_add"')
const COLUMNS = ['kk', 'ru', 'en']

/** What stands between the tags of a template, line by line. */
function wordsOf(source: string): readonly string[] {
  return source
    .split('\n')
    .flatMap((line) => line.replace(/^Subject: /, '').split(/\{[{%].*?[%}]\}/))
    .map((words) => words.trim())
    .filter((words) => /\p{L}{2}/u.test(words))
}

describe('the page of all letters', () => {
  test('shows every letter, Kazakh first, the Russian and the English beside it', () => {
    for (const name of LETTERS) {
      const [, article = ''] = letters.split(`<article id="${name}">`)
      const cells = [
        ...article
          .split('</article>', 1)
          .join('')
          .matchAll(/lang="(\w\w)"/g),
      ]
      expect(cells.length).toBeGreaterThanOrEqual(3)
      expect(cells.map(([, language]) => language)).toEqual(
        cells.map((_, at) => COLUMNS[at % COLUMNS.length]),
      )
    }
  })

  test.each(LANGUAGES)('shows every sentence that any letter can say in %s', (language) => {
    for (const file of readdirSync(join(ROOT, language))) {
      const source = readFileSync(join(ROOT, language, file), 'utf8')
      const unseen = wordsOf(source).filter((words) => !letters.includes(escapeHtml(words)))
      expect([file, unseen]).toEqual([file, []])
    }
  })

  test('shows what the letters share as it stands in its file', () => {
    for (const language of LANGUAGES) {
      const source = readFileSync(join(ROOT, language, '_answers.liquid'), 'utf8').trimEnd()
      expect(blocks).toContain(escapeHtml(source))
    }
  })

  test('leads to every letter and block, and nowhere else', () => {
    const targets = [...page.matchAll(/href="([^"]*)"/g)].map(([, target = '']) => target)
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => `#${id}`)
    expect(new Set(targets)).toEqual(new Set(ids))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('needs nothing from anywhere', () => {
    expect(page).not.toMatch(/<(?:script|img|link|iframe|object|base)\b|url\(|@import|\bsrc=/i)
  })

  test('shows a form of a letter once, and what was read before in grey', () => {
    const [, article = ''] = page.split('<article id="withdrawn">')
    const [withdrawn = ''] = article.split('</article>')
    expect(withdrawn.match(/class="row"/g)).toHaveLength(2)
    const [, first = '', second = ''] = withdrawn.split('class="row"')
    expect(first).not.toContain('class="again"')
    expect(second).toContain('<span class="again">Сәлеметсіз бе!</span>')
    const [, once = ''] = page.split('<article id="not-me">')
    expect(once.split('</article>')[0]?.match(/class="row"/g)).toHaveLength(1)
  })
})

describeInBrowser('the page of all letters in a browser', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  test.each(WIDTHS)('needs no sideways scrolling at %i pixels', async (width) => {
    const phone = await openPhone(browser, {
      viewport: { width, height: 800 },
      javaScriptEnabled: true,
    })
    await phone.setContent(page)
    expect(await phone.evaluate('document.documentElement.scrollWidth')).toBe(width)
  })
})
