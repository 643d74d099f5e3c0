/**
 * Access (p.16; GDPR 15): what is held, for what, from where, for whom and how long, as a page to read,
 * as JSON and as CSV. The data stand in these files and nowhere in the letter around them; it goes to
 * the address on record alone.
 */
import { FIELDS } from '../letter/letter.ts'
import type { Field, Language } from '../letter/letter.ts'
import { civilDate } from '../policy/calendar.ts'
import { contentText, textFact } from '../request/event.ts'
import { formatDate } from './dates.ts'
import type { DraftFile, Filled, Matter } from './draft.ts'
import { common } from './request-values.ts'
import { fieldName, fieldNames, joinWords } from './words.ts'

const FILES = ['personal-data.html', 'personal-data.json', 'personal-data.csv'] as const

const SOURCE: Readonly<Record<Language, (site: string) => string>> = {
  ru: (site) => `вы сами, на сайте ${site} или в переписке`,
  kk: (site) => `өзіңіз, ${site} сайтында немесе хат алмасуда`,
  en: (site) => `you yourself, on the site ${site} or in letters`,
}
const PERIOD: Readonly<Record<Language, string>> = {
  ru: 'до исполнения обязательств перед вами, отзыва согласия или требования об уничтожении, смотря что раньше (п. 11.6 Политики)',
  kk: 'сіздің алдыңыздағы міндеттемелер орындалғанға, келісім қайтарып алынғанға немесе жою талап етілгенге дейін, қайсысы ертерек болса (Саясаттың 11.6-тармағы)',
  en: 'until our obligations to you are met, consent is withdrawn or destruction is demanded, whichever is first (policy p.11.6)',
}
const NOBODY: Readonly<Record<Language, string>> = {
  ru: 'никому',
  kk: 'ешкімге',
  en: 'nobody',
}
const TITLE: Readonly<Record<Language, string>> = {
  ru: 'Ваши персональные данные',
  kk: 'Сіздің дербес деректеріңіз',
  en: 'Your personal data',
}
const LABELS: Readonly<
  Record<Language, readonly [string, string, string, string, string, string]>
> = {
  ru: ['Что хранится', 'Цели', 'Источник', 'Кому передаём', 'Срок хранения', 'Запись сделана'],
  kk: [
    'Не сақталады',
    'Мақсаттары',
    'Дереккөзі',
    'Кімге береміз',
    'Сақтау мерзімі',
    'Жазба жасалған күн',
  ],
  en: ['What is held', 'Purposes', 'Source', 'Recipients', 'Kept', 'Record made on'],
}

interface Held {
  readonly field: Field
  readonly value: string
}

function heldIn({ owed }: Matter): readonly Held[] {
  return FIELDS.flatMap((field) => {
    const value = contentText(owed.cause, 'fields', field)
    return value === null ? [] : [{ field, value }]
  })
}

interface About {
  readonly purposes: readonly string[]
  readonly sources: string
  readonly recipients: string
  readonly period: string
  readonly entered: string
}

function about({ owed, language, context }: Matter): About {
  const { policy } = context
  const entered = contentText(owed.cause, 'enteredAt') ?? ''
  const names = joinWords(
    policy.partners.map(({ name }) => name),
    language,
  )
  return {
    purposes: policy.purposes.map(({ id, text }) => `${text} (${id})`),
    sources: SOURCE[language](policy.company.site),
    recipients: names === '' ? NOBODY[language] : names,
    period: PERIOD[language],
    entered: entered === '' ? '' : formatDate(civilDate(new Date(entered), policy.zone), language),
  }
}

export function yourData(matter: Matter): Filled {
  const named = textFact(matter.owed.cause, 'fields').split(',')
  const fields = FIELDS.filter((field) => named.includes(field))
  return {
    template: 'your-data',
    values: {
      ...common(matter),
      ...about(matter),
      categories: fieldNames(fields, matter.language),
      files: FILES,
    },
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? sign)
}

function page(matter: Matter): string {
  const { language, context, request } = matter
  const { purposes, sources, recipients, period, entered } = about(matter)
  const [held, aims, source, to, until, made] = LABELS[language]
  const rows = heldIn(matter).map(
    ({ field, value }) =>
      `<tr><th scope="row">${escaped(fieldName(field, language))}</th><td>${escaped(value)}</td></tr>`,
  )
  const lines = [
    [source, sources],
    [to, recipients],
    [until, period],
    [made, entered],
  ].filter(([, text]) => text !== '')
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(TITLE[language])}</title>
<style>body{font:1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem 1rem .4rem 0;border-bottom:1px solid #b1b4b6;overflow-wrap:anywhere}</style></head>
<body><h1>${escaped(TITLE[language])}</h1>
<p>${escaped(context.policy.company.name)}. № ${request.number}</p>
<h2>${escaped(held)}</h2><table>${rows.join('\n')}</table>
<h2>${escaped(aims)}</h2><ul>${purposes.map((one) => `<li>${escaped(one)}</li>`).join('\n')}</ul>
${lines.map(([label = '', text = '']) => `<h2>${escaped(label)}</h2><p>${escaped(text)}</p>`).join('\n')}
</body></html>
`
}

function json(matter: Matter): string {
  const { language, ...rest } = { ...about(matter), language: matter.language }
  const data = Object.fromEntries(heldIn(matter).map(({ field, value }) => [field, value]))
  return `${JSON.stringify({ request: matter.request.number, language, data, ...rest }, null, 2)}\n`
}

/** A table program must not take a value for a formula (OWASP: CSV injection); a telephone number is none. */
function cell(text: string): string {
  const isFormula = /^\s*[=@+\t\r-]/.test(text) && !/^\+\d{1,20}$/.test(text)
  return `"${(isFormula ? `'${text}` : text).replaceAll('"', '""')}"`
}

/** With the mark that table programs want before UTF-8. */
function csv(matter: Matter): string {
  const rows = heldIn(matter).map(({ field, value }) =>
    [field, fieldName(field, matter.language), value].map(cell).join(';'),
  )
  return `\uFEFF${['field;name;value', ...rows].join('\r\n')}\r\n`
}

/** The files that go along with a letter; none but with a copy of the data, and none once that is destroyed. */
export function filesOf(matter: Matter): { readonly files?: readonly DraftFile[] } {
  if (matter.owed.kind !== 'your-data') return {}
  const contents = [page(matter), json(matter), csv(matter)]
  const types = ['text/html', 'application/json', 'text/csv']
  return {
    files: FILES.map((name, index) => ({
      name,
      type: types[index] ?? '',
      content: Buffer.from(contents[index] ?? ''),
    })),
  }
}
