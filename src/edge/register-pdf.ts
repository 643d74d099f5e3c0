/** The register on paper, for an owner or an authority: the summary first, then every request. */
import type { Language } from '../letter/letter.ts'
import type { DemandKind } from '../policy/rules.ts'
import { formatDate, formatInstant } from '../reply/dates.ts'
import { deadlineWords } from '../reply/deadline-words.ts'
import type { RegisterWords } from '../reply/register-words.ts'
import { registerWords } from '../reply/register-words.ts'
import { demandName } from '../reply/demand-words.ts'
import type { Register } from '../request/register-of-requests.ts'
import type { RegisterObligation, RegisterRow } from '../request/register-row.ts'
import type { Overdue, Spread, Tally } from '../request/register-summary.ts'
import { WORDS } from './desk/words/words.ts'
import type { Sheet } from './pdf-sheet.ts'
import { openSheet } from './pdf-sheet.ts'
import type { Block, Cell } from './pdf-table.ts'
import { drawTable } from './pdf-table.ts'

export interface RegisterStyle {
  readonly language: Language
  readonly company: string
  readonly zone: string
}

interface Voice extends RegisterStyle {
  readonly words: RegisterWords
}

export async function registerPdf(register: Register, style: RegisterStyle): Promise<Buffer> {
  const { language, company } = style
  const voice = { ...style, words: registerWords(language) }
  const { title, page } = voice.words
  const sheet = await openSheet({ language, title, author: company, madeAt: register.madeAt })
  sheet.say('H1', title)
  introduce(sheet, register, voice)
  summarize(sheet, register, voice)
  if (register.rows.length > 0) listAll(sheet, register, voice)
  return sheet.finish(page)
}

function introduce(sheet: Sheet, register: Register, voice: Voice): void {
  const { words, language, company, zone } = voice
  const { from, to } = register.period
  sheet.say('P', `${words.company}: ${company}`)
  sheet.say('P', `${words.madeAt}: ${formatInstant(register.madeAt, zone, language)}`)
  if (from !== null) sheet.say('P', `${words.from}: ${formatDate(from, language)}`)
  if (to !== null) sheet.say('P', `${words.to}: ${formatDate(to, language)}`)
  sheet.say('P', words.noData)
}

function summarize(sheet: Sheet, { summary }: Register, voice: Voice): void {
  const { words } = voice
  const { requests, open, closed, kinds, overdue } = summary
  sheet.say('H2', words.summary)
  if (requests === 0) return sheet.say('P', words.none)
  sheet.say('P', words.counts(requests, open, closed))
  sheet.say('P', words.howCounted)
  const heads = [words.kind, words.requests, words.onTime, words.median, words.longest]
  const total = kinds.length > 1 ? [tallyBlock(words.total, summary, voice)] : []
  drawTable(sheet, columnsOf(heads, [4, 1.3, 2.5, 2, 2]), [
    ...kinds.map((tally) => tallyBlock(kindName(tally.kind, voice.language), tally, voice)),
    ...total,
  ])
  sheet.say('H2', words.overdue(overdue.length))
  if (overdue.length === 0) return
  drawTable(
    sheet,
    columnsOf([words.request, words.owed, words.due, words.by], [2, 3, 2, 3]),
    overdue.map((late) => overdueBlock(late, voice)),
  )
}

function listAll(sheet: Sheet, { rows }: Register, voice: Voice): void {
  const { words } = voice
  const { request, owed, due, by, settled, onTime, days } = words
  sheet.say('H2', words.all)
  drawTable(
    sheet,
    columnsOf([request, owed, due, by, settled, onTime, days], [4.2, 3.2, 2.2, 1.7, 2.2, 1.4, 1.2]),
    rows.map((row) => requestBlock(row, voice)),
  )
}

function columnsOf(
  heads: readonly string[],
  shares: readonly number[],
): readonly { readonly head: string; readonly share: number }[] {
  return heads.map((head, index) => ({ head, share: shares[index] ?? 1 }))
}

const plain = (text: string): Cell => ({ text })
const bold = (text: string): Cell => ({ text, bold: true })

/** What stands where there is nothing to tell. */
const NOTHING = '—'

function tallyBlock(name: string, tally: Tally, voice: Voice): Block {
  const { calendarDays, workingDays, requests } = tally
  const spread = (part: keyof Spread): string =>
    daysText(calendarDays[part], workingDays[part], voice.language)
  return {
    lead: [bold(name)],
    rows: [
      [String(requests), rateText(tally, voice), spread('median'), spread('longest')].map(plain),
    ],
  }
}

/** Rounded down: 100 % is told only of what is all. */
function rateText({ kept, missed }: Tally, { words, language }: Voice): string {
  const counted = kept + missed
  if (counted === 0) return NOTHING
  const share = Math.floor((kept * 1_000) / counted) / 1_000
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
  return `${words.of(kept, counted)} (${format.format(share)})`
}

function overdueBlock(late: Overdue, { language }: Voice): Block {
  const { obligation, clock } = deadlineWords(language)
  const cells = [obligation[late.obligation], formatDate(late.due, language), clock[late.clock]]
  return { lead: [bold(late.number)], rows: [cells.map(plain)] }
}

function requestBlock(row: RegisterRow, voice: Voice): Block {
  const { words, language } = voice
  const { number, kind, receivedOn, obligations } = row
  const lines = [
    kindName(kind, language),
    `${words.received}: ${formatDate(receivedOn, language)}`,
    ...endingOf(row, voice),
  ]
  const none = [Array.from({ length: 6 }, () => plain(NOTHING))]
  return {
    lead: [bold(number), ...lines.map(plain)],
    rows: obligations.length === 0 ? none : obligations.map((owed) => owedCells(owed, voice)),
  }
}

/** How it ended and when, else where it stands. */
function endingOf(row: RegisterRow, { words, language }: Voice): readonly string[] {
  const { state, outcome, endedOn } = row
  if (endedOn === null) return [words.state[state]]
  const ending = outcome === null ? [] : [words.outcome[outcome]]
  return [...ending, `${words.ended}: ${formatDate(endedOn, language)}`]
}

function owedCells(owed: RegisterObligation, { words, language }: Voice): readonly Cell[] {
  const { obligation, clock } = deadlineWords(language)
  const { doneOn, isOpen, onTime, calendarDays, workingDays } = owed
  const undone = isOpen ? words.open : NOTHING
  return [
    plain(obligation[owed.name]),
    plain(formatDate(owed.due, language)),
    plain(clock[owed.clock]),
    plain(doneOn === null ? undone : formatDate(doneOn, language)),
    onTime === false ? bold(words.no) : plain(onTime === true ? words.yes : NOTHING),
    plain(daysText(calendarDays, workingDays, language)),
  ]
}

/** `6 (4)`: calendar days, and working days in brackets. */
function daysText(calendar: number | null, working: number | null, language: Language): string {
  if (calendar === null || working === null) return NOTHING
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return `${format.format(calendar)} (${format.format(working)})`
}

function kindName(kind: DemandKind, language: Language): string {
  return kind === 'rectify' || kind === 'cease'
    ? demandName(kind, language)
    : WORDS[language].demand[kind]
}
