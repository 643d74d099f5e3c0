import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { packageRoot } from '../../src/edge/files.ts'
import { escapeHtml, htmlTwin } from '../../src/edge/html-twin.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import type { Rendered } from '../../src/edge/templates.ts'
import { lookOf } from '../../src/edge/write-mail.ts'
import { textOfHtml } from '../../src/letter/decode/html-text.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import type { Language } from '../../src/letter/letter.ts'
import { LETTERS, OWNER_LETTERS } from '../../src/reply/letter-kinds.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import { fullValues } from '../../src/reply/sample-values.ts'
import { describeInBrowser, openPhone, startBrowser } from '../support/browser.ts'

const templates = createTemplates(join(packageRoot(), 'templates'))
const EVERY_LETTER = LANGUAGES.flatMap((language) =>
  LETTERS.map((name): [Language, LetterName] => [language, name]),
)

function written(name: LetterName, language: Language): Rendered & { readonly html: string } {
  const values = fullValues(language)[name]
  const letter = templates.render(name, language, values)
  return { ...letter, html: htmlTwin(letter, lookOf(language, values)) }
}

function twin(text: string, look: Partial<Parameters<typeof htmlTwin>[1]> = {}): string {
  return htmlTwin({ subject: 'A', text }, { language: 'ru', link: '', company: '', ...look })
}

const compact = (text: string): string => text.replace(/\s+/g, ' ').trim()

describe.each(EVERY_LETTER)('%s/%s as HTML', (language, name) => {
  const { subject, text, html } = written(name, language)

  test('says what the text says, and nothing else', () => {
    expect(compact(textOfHtml(html))).toBe(compact(text))
    expect(html).toContain(`<title>${escapeHtml(subject)}</title>`)
    expect(html).toContain(`<html lang="${language}">`)
  })

  test('brings nothing from afar and runs nothing', () => {
    expect(html).not.toMatch(/<(?:img|script|style|link|iframe|form|object|svg|base)\b/i)
    expect(html).not.toMatch(/\b(?:src|srcset|background|action|on\w{3,20})\s?=|url\(|@import/i)
  })

  test('has one thing to tap at most, and only the owner has it', () => {
    const targets = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, target]) => target)
    const values = fullValues(language)[name]
    const isOwners = OWNER_LETTERS.some((one) => one === name)
    const link = isOwners && 'link' in values && text.includes(values.link) ? [values.link] : []
    expect(targets).toEqual(link)
  })
})

describe('the HTML of a letter', () => {
  test('holds no markup of ours or theirs in its words, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (words) => {
        const html = twin(`${words}<b onclick="x">&amp;</b>'`, { company: words, link: words })
        expect(html).not.toContain('<b ')
        expect(html.match(/<script|<img/gi)).toBeNull()
        expect(html.split('<body').length).toBe(2)
      }),
    )
  })

  test('sets the block of the company apart, in small type', () => {
    for (const language of LANGUAGES) {
      const { html } = written('corrected', language)
      const last = html.slice(html.lastIndexOf('<p '))
      expect(last).toMatch(/^<p style="[^"]*border-top[^"]*font-size:14px">/)
      expect(last).toContain('ИП «Үміт &amp; &lt;Сыновья&gt;»')
      expect(html.match(/border-top/g)).toHaveLength(1)
    }
  })

  test('keeps the line to answer above as its first words', () => {
    for (const language of LANGUAGES) {
      const { html, text } = written('confirm-address', language)
      const [first = ''] = text.split('\n')
      expect(html).toMatch(new RegExp(`<div[^>]*>\\n<p [^>]*>${first}</p>`))
    }
  })

  test('makes the words to answer with stand out', () => {
    const strong = (name: LetterName, language: Language): readonly string[] => [
      ...new Set(
        [...written(name, language).html.matchAll(/<strong[^>]*>([^<]*)</g)].map(
          ([, word = '']) => word,
        ),
      ),
    ]
    expect(strong('approval', 'ru')).toEqual(['ДА', 'НЕТ', 'ВОПРОС'])
    expect(strong('approval', 'kk')).toEqual(['ИӘ', 'ЖОҚ', 'СҰРАҚ'])
    expect(strong('approval', 'en')).toEqual(['YES', 'NO', 'ASK'])
    expect(strong('confirm-address', 'ru')).toEqual(['Да', '048215', 'Это не я'])
    expect(strong('confirm-address', 'kk')).toEqual(['Иә', '048215', 'Бұл мен емес'])
    expect(strong('confirm-address', 'en')).toEqual(['Yes', '048215', 'Not me'])
    expect(strong('second-yes', 'ru')).toEqual(['ДА', 'УДАЛИТЬ', '0482'])
    expect(strong('second-yes', 'kk')).toEqual(['ИӘ', 'ЖОЮ', '0482'])
    expect(strong('partner-instruction', 'en')).toEqual(['DONE', 'NO'])
    expect(strong('unsubscribed', 'ru')).toEqual(['Прекратить обработку персональных данных'])
  })

  test('leaves words alone that only look like an answer, and numbers that are no code', () => {
    expect(twin('ДАННЫЕ и НЕТТО\nТелефон: 12345678\nДа: верно')).not.toContain('<strong')
  })

  test('links the link it was given where it stands alone, and no other', () => {
    const html = twin('https://a.example/r/1\nhttps://b.example/\nсм. https://a.example/r/1', {
      link: 'https://a.example/r/1',
    })
    expect(html.match(/<a /g)).toHaveLength(1)
  })
})

describeInBrowser('a letter on a small phone', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  test('needs no sideways scrolling, in any language', async () => {
    const page = await openPhone(browser, {
      viewport: { width: 320, height: 640 },
      javaScriptEnabled: true,
    })
    const tooWide: string[] = []
    for (const [language, name] of EVERY_LETTER) {
      await page.setContent(written(name, language).html)
      const width = await page.evaluate('document.documentElement.scrollWidth')
      if (Number(width) > 320) tooWide.push(`${language}/${name}`)
    }
    expect(tooWide).toEqual([])
  })
})
