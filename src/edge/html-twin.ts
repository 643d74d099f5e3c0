/**
 * The same letter for programs that show HTML first: one column in the reader's own font, made from
 * the text and from nothing else. No pictures, nothing from afar, no colours that a dark screen
 * would swallow; and the line above which answers stand, since replies quote this form too.
 */
import type { Language } from '../letter/letter.ts'
import type { Rendered } from './templates.ts'

export interface Look {
  readonly language: Language
  /** The owner's page, the only thing to tap; '' where there is none. */
  readonly link: string
  /** First line of the company block; '' where there is none. */
  readonly company: string
}

/** What is to be copied into an answer, wherever it stands. */
const ANSWERS: Readonly<Record<Language, string>> = {
  ru: 'ДА|НЕТ|ВОПРОС|ОТВЕТ|БЛОК|ХРАНИТЬ|ОТМЕНИТЬ|УДАЛИТЬ|ВЫПОЛНЕНО|Это не я',
  kk: 'ИӘ|ЖОҚ|СҰРАҚ|ЖАУАП|БҰҒАТТАУ|САҚТАУ|БОЛДЫРМАУ|ЖОЮ|ОРЫНДАЛДЫ|Бұл мен емес',
  en: 'YES|NO|ASK|ANSWER|BLOCK|KEEP|UNDO|DESTROY|DONE|Not me',
}

/** What is to be copied where it ends a line behind a colon; in the middle of a sentence it is a word. */
const AT_THE_END: Readonly<Record<Language, string>> = {
  ru: 'Да|Уточнить персональные данные|Прекратить обработку персональных данных',
  kk: 'Иә|Дербес деректерді нақтылау|Дербес деректерді өңдеуді тоқтату',
  en: 'Yes|Correct personal data|Stop processing personal data',
}

const BODY =
  'margin:0;padding:16px;font-family:system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;' +
  'font-size:17px;line-height:1.5;-webkit-text-size-adjust:100%'
const COLUMN = 'max-width:36em;margin:0 auto;overflow-wrap:anywhere'
const PARAGRAPH = 'margin:0 0 16px'
const SMALL = 'margin:0 0 16px;font-size:14px'
const COMPANY = 'margin:24px 0 0;padding-top:12px;border-top:1px solid #8a8a8a;font-size:14px'
const CODE = 'font-size:20px;letter-spacing:2px;line-height:1'

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '')
}

function patternOf(language: Language): RegExp {
  const anywhere = `(?<![\\p{L}\\p{N}])(?:${ANSWERS[language]})(?![\\p{L}\\p{N}])`
  const last = `(?<=: )(?:${AT_THE_END[language]})$`
  return new RegExp(`${anywhere}|${last}`, 'gu')
}

const PATTERNS: Readonly<Record<Language, RegExp>> = {
  ru: patternOf('ru'),
  kk: patternOf('kk'),
  en: patternOf('en'),
}

/** A code behind a colon, or behind the word with which it is sent back. */
const CODED = /^(.*: (?=\d{6}$)|\p{Lu}{3,10} (?=\d{4}$))(\d{4,6})$/u

function lineOf(line: string, { language, link }: Look): string {
  if (link !== '' && line === link)
    return `<a href="${escapeHtml(link)}" style="font-weight:bold">${escapeHtml(link)}</a>`
  const [, before = line, code = ''] = CODED.exec(line) ?? []
  const words = escapeHtml(before).replace(PATTERNS[language], '<strong>$&</strong>')
  return code === '' ? words : `${words}<strong style="${CODE}">${code}</strong>`
}

function styleOf(paragraph: string, at: number, { company }: Look): string {
  if (at === 0 && /^— .{5,60} —$/u.test(paragraph)) return SMALL
  return company !== '' && paragraph.startsWith(`${company}\n`) ? COMPANY : PARAGRAPH
}

/** The HTML of a letter, whole; every word of it stands in the text as well. */
export function htmlTwin({ subject, text }: Rendered, look: Look): string {
  const paragraphs = text.trim().split(/\n{2,}/)
  const body = paragraphs.map((paragraph, at) => {
    const lines = paragraph.split('\n').map((line) => lineOf(line, look))
    return `<p style="${styleOf(paragraph, at, look)}">${lines.join('<br>\n')}</p>`
  })
  return `<!DOCTYPE html>
<html lang="${look.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no">
<title>${escapeHtml(subject)}</title>
</head>
<body style="${escapeHtml(BODY)}">
<div style="${COLUMN}">
${body.join('\n')}
</div>
</body>
</html>
`
}
