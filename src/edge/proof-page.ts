/**
 * All letters on one page, for whoever proof-reads them: Kazakh first, the Russian and the English
 * beside it, each as wide as a phone shows it. The page needs nothing from anywhere and prints well.
 */
import { join } from 'node:path'
import type { Language } from '../letter/letter.ts'
import { OWNER_LETTERS, PARTNER_LETTERS, PERSON_LETTERS } from '../reply/letter-kinds.ts'
import type { LetterName } from '../reply/letter-kinds.ts'
import { samplesOf } from '../reply/sample-forks.ts'
import { SAMPLE_WORDS } from '../reply/sample-words.ts'
import { readTextFile } from './files.ts'
import { escapeHtml } from './html-twin.ts'
import { namesIn } from './lint-templates.ts'
import { createTemplates } from './templates.ts'
import type { Rendered, Templates } from './templates.ts'

const COLUMNS: readonly Language[] = ['kk', 'ru', 'en']
const COLUMN_NAMES: Readonly<Record<Language, string>> = {
  kk: 'Қазақша',
  ru: 'По-русски',
  en: 'In English',
}

const GROUPS: readonly {
  readonly title: string
  readonly letters: readonly LetterName[]
}[] = [
  { title: 'Адамға · Человеку · To the person', letters: PERSON_LETTERS },
  { title: 'Иесіне · Владельцу · To the owner', letters: OWNER_LETTERS },
  { title: 'Серіктеске · Партнёру · To a partner', letters: PARTNER_LETTERS },
]

const ABOUT: Readonly<Record<Language, string>> = {
  kk: 'Бағдарлама жазатын барлық хаттар. Хаттағы адам ойдан шығарылған. Хаттың бірнеше түрі болса, алдыңғы түрінде оқылған жолдар сұр түспен көрсетіледі.',
  ru: 'Все письма, которые пишет программа. Человек в них вымышлен. Если письмо бывает разным, строки, уже прочитанные в прежнем его виде, стоят серым.',
  en: 'Every letter that the program writes. The person in them is invented. Where a letter has several forms, lines that stood in an earlier form are grey.',
}

const STYLE = `
:root { color-scheme: light dark; --faint: #6b6b6b; --rule: #b5b5b5; --sheet: #fff; --page: #f1f1ee; --ink: #1b1b1b }
@media (prefers-color-scheme: dark) { :root { --faint: #9a9a9a; --rule: #4a4a4a; --sheet: #1f1f1f; --page: #131313; --ink: #ececec } }
* { box-sizing: border-box }
html { scroll-padding-top: 16px }
body { margin: 0; padding: 24px 20px; background: var(--page); color: var(--ink); font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
main, header, nav { max-width: 1220px; margin: 0 auto }
h1 { font-size: 28px; margin: 0 0 16px }
h2 { font-size: 22px; margin: 48px 0 8px; padding-top: 16px; border-top: 2px solid var(--ink) }
h3 { font-size: 18px; margin: 40px 0 12px; font-family: ui-monospace, monospace }
h3 a { color: inherit; text-decoration: none }
nav ul { columns: 4 220px; padding-left: 20px; margin: 8px 0 }
nav li { margin: 0 0 4px }
.row { display: grid; grid-template-columns: repeat(3, minmax(0, 390px)); gap: 12px; margin: 0 0 12px }
.cell { background: var(--sheet); border: 1px solid var(--rule); border-radius: 6px; padding: 12px 14px; overflow-wrap: anywhere }
.about { background: none; border: 0; padding: 0 14px 0 0 }
.tongue { color: var(--faint); font-size: 13px; margin: 0 0 6px }
.subject { font-weight: bold; margin: 0 0 10px; padding: 0 0 10px; border-bottom: 1px solid var(--rule) }
.text { white-space: pre-wrap; margin: 0 }
.source { white-space: pre-wrap; margin: 0; font: 13px/1.5 ui-monospace, monospace }
.again { color: var(--faint) }
@media (max-width: 900px) { .row { grid-template-columns: minmax(0, 1fr) } .about { padding: 0 } }
@media print {
  @page { size: A4 landscape; margin: 12mm }
  :root { --faint: #666; --rule: #bbb; --sheet: #fff; --page: #fff; --ink: #000 }
  body { padding: 0; font-size: 9.5pt }
  h2 { break-before: page } h3 { break-after: avoid } nav { display: none }
  .row { gap: 8px } .cell { border-radius: 0; box-decoration-break: clone }
  .source { font-size: 8pt }
}
`

type Forms = Readonly<Record<Language, readonly Rendered[]>>

function formsOf(templates: Templates, name: LetterName): Forms {
  const inLanguage = (language: Language): readonly Rendered[] =>
    samplesOf(name, language, SAMPLE_WORDS[language].ownerText).map((values) =>
      templates.render(name, language, values),
    )
  return { kk: inLanguage('kk'), ru: inLanguage('ru'), en: inLanguage('en') }
}

/** Lines that stood in an earlier form of the letter recede, so that the new ones are found. */
function marked(lines: readonly string[], before: ReadonlySet<string>): string {
  return lines
    .map((line) => {
      const words = escapeHtml(line)
      return before.has(line) && line !== '' ? `<span class="again">${words}</span>` : words
    })
    .join('\n')
}

function cell(language: Language, forms: readonly Rendered[], at: number): string {
  const linesOf = ({ subject, text }: Rendered): readonly string[] => [subject, ...text.split('\n')]
  const before = new Set(forms.slice(0, at).flatMap(linesOf))
  const form = forms[at] ?? { subject: '', text: '' }
  return `<section class="cell" lang="${language}">
<p class="tongue">${COLUMN_NAMES[language]}</p>
<p class="subject">${marked([form.subject], before)}</p>
<p class="text">${marked(form.text.trimEnd().split('\n'), before)}</p>
</section>`
}

/** Forms that read the same in every language are shown once. */
function newForms(forms: Forms): readonly number[] {
  const shown = new Set<string>()
  return forms.kk.flatMap((_, at) => {
    const whole = JSON.stringify(COLUMNS.map((language) => forms[language][at]))
    const isNew = !shown.has(whole)
    shown.add(whole)
    return isNew ? [at] : []
  })
}

function row(cells: readonly string[]): string {
  return `<div class="row">\n${cells.join('\n')}\n</div>`
}

function letter(templates: Templates, name: LetterName): string {
  const forms = formsOf(templates, name)
  const rows = newForms(forms).map((at) =>
    row(COLUMNS.map((language) => cell(language, forms[language], at))),
  )
  return `<article id="${name}">
<h3><a href="#${name}">${name}</a></h3>
${rows.join('\n')}
</article>`
}

/** What several letters share, as it stands in its file. */
function block(root: string, name: string): string {
  const cells = COLUMNS.map((language) => {
    const source = (readTextFile(join(root, language, `${name}.liquid`)) ?? '').trimEnd()
    return `<section class="cell" lang="${language}">
<p class="tongue">${COLUMN_NAMES[language]}</p>
<p class="source">${escapeHtml(source)}</p>
</section>`
  })
  return `<article id="${name}">\n<h3><a href="#${name}">${name}</a></h3>\n${row(cells)}\n</article>`
}

function list(names: readonly string[]): string {
  const items = names.map((name) => `<li><a href="#${name}">${name}</a></li>`)
  return `<ul>\n${items.join('\n')}\n</ul>`
}

const SHARED = 'Ортақ бөліктер · Общие части · Shared blocks'

function header(): string {
  const about = COLUMNS.map(
    (language) => `<p class="cell about" lang="${language}">${ABOUT[language]}</p>`,
  )
  return `<header>\n<h1>Хаттар · Письма · Letters</h1>\n${row(about)}\n</header>`
}

function contents(blocks: readonly string[]): string {
  const lists = [...GROUPS, { title: SHARED, letters: blocks }].map(
    ({ title, letters }) => `<p><strong>${title}</strong></p>\n${list(letters)}`,
  )
  return `<nav>\n${lists.join('\n')}\n</nav>`
}

/** @throws Fault template.broken when a letter cannot be written: `templates lint` tells why */
export function proofPage(root: string): string {
  const templates = createTemplates(root)
  const blocks = namesIn(root, 'kk').filter((name) => name.startsWith('_'))
  const groups = [
    ...GROUPS.map(({ title, letters }) => ({
      title,
      articles: letters.map((name) => letter(templates, name)),
    })),
    { title: SHARED, articles: blocks.map((name) => block(root, name)) },
  ]
  return `<!DOCTYPE html>
<html lang="kk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Хаттар · Письма · Letters</title>
<style>${STYLE}</style>
</head>
<body>
${header()}
${contents(blocks)}
<main>
${groups.map(({ title, articles }) => `<h2>${title}</h2>\n${articles.join('\n')}`).join('\n')}
</main>
</body>
</html>
`
}
