import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { readAnswer } from '../../src/approval/approval.ts'
import { packageRoot } from '../../src/edge/files.ts'
import { htmlTwin } from '../../src/edge/html-twin.ts'
import { createReader } from '../../src/edge/mime.ts'
import { createTemplates } from '../../src/edge/templates.ts'
import { lookOf } from '../../src/edge/write-mail.ts'
import { LANGUAGES } from '../../src/letter/letter.ts'
import type { Language } from '../../src/letter/letter.ts'
import { separate } from '../../src/letter/own-words/quotes.ts'
import type { LetterName } from '../../src/reply/letter-kinds.ts'
import { fullValues } from '../../src/reply/sample-values.ts'

const templates = createTemplates(join(packageRoot(), 'templates'))
const reader = createReader()
afterAll(() => reader.close())

interface Ours {
  readonly text: string
  readonly html: string
}

function sent(name: LetterName, language: Language): Ours {
  const values = fullValues(language)[name]
  const letter = templates.render(name, language, values)
  return { text: letter.text, html: htmlTwin(letter, lookOf(language, values)) }
}

const bodyOf = (html: string): string => html.replace(/^[^]*<body[^>]*>|<\/body>[^]*$/g, '')
const quotedText = (text: string): string => text.replace(/^/gm, '> ')
const asHtml = (answer: string): string => answer.replaceAll('\n', '<br>')

const GMAIL = 'вс, 22 нояб. 2026 г. в 14:05, ИП Плясунова &lt;privacy@company.example&gt;:'
const IPHONE = '22 нояб. 2026 г., в 14:05, ИП Плясунова <privacy@company.example> написал(а):'

/** What mail programs make of an answer and of the letter below it: text, HTML, or both. */
const PROGRAMS: Readonly<
  Record<string, (answer: string, ours: Ours) => { text?: string; html?: string }>
> = {
  'Gmail, both forms': (answer, { text, html }) => ({
    text: `${answer}\n\n${GMAIL.replace('&lt;', '<').replace('&gt;', '>')}\n\n${quotedText(text)}`,
    html:
      `<div dir="ltr">${asHtml(answer)}</div><br><div class="gmail_quote"><div dir="ltr" ` +
      `class="gmail_attr">${GMAIL}<br></div><blockquote class="gmail_quote">${bodyOf(html)}</blockquote></div>`,
  }),
  'Gmail, HTML alone': (answer, { html }) => ({
    html:
      `<div dir="ltr">${asHtml(answer)}</div><br><div class="gmail_quote"><div>${GMAIL}</div>` +
      `<blockquote>${bodyOf(html)}</blockquote></div>`,
  }),
  'iPhone, text': (answer, { text }) => ({
    text: `${answer}\n\nОтправлено с iPhone\n\n> ${IPHONE}\n> \n${quotedText(text)}`,
  }),
  'Outlook, with its line above our letter': (answer, { html }) => ({
    html:
      `<div><p>${asHtml(answer)}</p></div><div><div style="border:none;border-top:solid #E1E1E1 ` +
      `1.0pt;padding:3.0pt 0cm 0cm 0cm"><p><b>From:</b> ИП Плясунова<br><b>Sent:</b> Sunday, ` +
      `November 22, 2026 14:05<br><b>To:</b> Anna<br><b>Subject:</b> A</p></div>${bodyOf(html)}</div>`,
  }),
  'a program that marks nothing, HTML': (answer, { html }) => ({
    html: `<div>${asHtml(answer)}</div><div><br></div><div>${bodyOf(html)}</div>`,
  }),
  'a program that marks nothing, text': (answer, { text }) => ({ text: `${answer}\n\n${text}` }),
}

function part(type: string, content: string): string {
  const lines = Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n')
  const head = `Content-Type: text/${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64`
  return `${head}\r\n\r\n${lines}\r\n`
}

function letterOf({ text, html }: { text?: string; html?: string }): Buffer {
  const head = 'From: Anna <anna.testova@person.example>\r\nSubject: Re: A\r\nMIME-Version: 1.0\r\n'
  const parts = [
    ...(text === undefined ? [] : [part('plain', text)]),
    ...(html === undefined ? [] : [part('html', html)]),
  ]
  const [only = ''] = parts
  if (parts.length === 1) return Buffer.from(head + only)
  const both = parts.map((one) => `--b1\r\n${one}`).join('')
  return Buffer.from(
    `${head}Content-Type: multipart/alternative; boundary=b1\r\n\r\n${both}--b1--\r\n`,
  )
}

async function ownWords(letter: Buffer): Promise<string> {
  return separate((await reader.read(letter)).text).own
}

const ANSWERS: Readonly<Record<Language, readonly (readonly [LetterName, string])[]>> = {
  ru: [
    ['approval', 'ДА'],
    ['reminder', 'НЕТ\nДоговор ещё действует.'],
    ['overdue', 'ВОПРОС\nКакой номер верный?'],
    ['second-yes', 'УДАЛИТЬ 0482'],
    ['question-came', 'ОТВЕТ\nДанные хранятся в Алматы.'],
    ['confirm-address', 'Да'],
    ['reminder-confirm', '048215'],
    ['clarify', '2'],
    ['partner-instruction', 'ВЫПОЛНЕНО'],
  ],
  kk: [
    ['approval', 'ИӘ'],
    ['reminder', 'ЖОҚ\nШарт әлі күшінде.'],
    ['second-yes', 'ЖОЮ 0482'],
    ['question-came', 'ЖАУАП\nДеректер Алматыда сақталады.'],
    ['confirm-address', 'Иә'],
    ['reminder-clarify', '3'],
    ['partner-reminder', 'ОРЫНДАЛДЫ'],
  ],
  en: [
    ['approval', 'YES'],
    ['reminder', 'NO\nThe contract is still in force.'],
    ['second-yes', 'DESTROY 0482'],
    ['confirm-address', 'Yes'],
    ['clarify', '5'],
    ['partner-instruction', 'DONE'],
  ],
}

describe.each(LANGUAGES)('an answer to a letter of ours in %s', (language) => {
  describe.each(Object.keys(PROGRAMS))('from %s', (program) => {
    test.each(ANSWERS[language])('to %s is read as %j', async (template, answer) => {
      const ours = sent(template, language)
      const reply = PROGRAMS[program]?.(answer, ours) ?? {}
      expect(await ownWords(letterOf(reply))).toBe(answer)
    })
  })
})

test('an answer of the owner in HTML counts as the same word in text does', async () => {
  const ours = sent('second-yes', 'ru')
  const reply = PROGRAMS['a program that marks nothing, HTML']?.('УДАЛИТЬ 0482', ours) ?? {}
  expect(readAnswer(await ownWords(letterOf(reply)))).toEqual({ say: 'destroy', code: '0482' })
})

test('a letter of ours that comes back whole reads the same in both forms', async () => {
  const ours = sent('approval', 'kk')
  const parsed = await reader.read(letterOf(ours))
  expect(parsed.text.trim()).toBe(ours.text.trim())
})
