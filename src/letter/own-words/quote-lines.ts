/** How mail programs mark, in ru, kk and en, that what follows was written by somebody else. */

/** Longer lines are prose; only so much of a line is compared with the patterns. */
const LINE_CHARS_MAX = 300

export function headOf(line: string | undefined): string {
  return (line ?? '').slice(0, LINE_CHARS_MAX).trim()
}

/** `> words`; `ИП> words`, as The Bat! quotes. */
export function isQuotedLine(line: string): boolean {
  return /^\s{0,3}(?:\p{Lu}{1,3})?>/u.test(line)
}

export function unquoted(line: string): string {
  return (
    line.slice(0, LINE_CHARS_MAX).replace(/^\s{0,3}\p{Lu}{0,3}[>\s]+/u, '') +
    line.slice(LINE_CHARS_MAX)
  )
}

const DELIMITERS = [
  'ответ пишите выше этой черты',
  'жауапты осы сызықтан жоғары жазыңыз',
  'please reply above this line',
] as const

/** The line of our own letters above which answers are to stand. */
export function isDelimiter(line: string): boolean {
  const lower = line.toLowerCase()
  return DELIMITERS.some((delimiter) => lower.includes(delimiter))
}

const DASHED =
  /^[-—–_*=]{2,60}\s{0,5}[\p{L} ]{0,40}(?:message|e-?mail|сообщени[ея]|письм[оа]|хабарлама|хабар|хат)[\p{L} ]{0,20}\s{0,5}[-—–_*=]{2,60}$/iu
const BEGIN_FORWARDED =
  /^(?:begin forwarded message|начало (?:переадресованного|пересылаемого|пересланного) (?:сообщения|письма)|қайта жіберілген хабарлама(?:ның)? басы|пересылаемое сообщение|исходное сообщение)\s?:$/iu

/** `-----Original Message-----`, `-------- Исходное сообщение --------`, `Begin forwarded message:`. */
export function isDashed(line: string): boolean {
  return DASHED.test(line) || BEGIN_FORWARDED.test(line)
}

const HEADER_LINE =
  /^\*?(?:от|от кого|кому|копия|дата|отправлено|тема|from|to|cc|date|sent|subject|reply-to|кімнен|кімге|көшірме|күні|жіберілген|жіберілген күні|жіберілді|тақырып|тақырыбы)\s?\*?\s?:\*?(?:\s|$)/iu
const FROM_LINE = /^\*?(?:от|от кого|from|кімнен|жіберуші)\s?\*?\s?:\*?(?:\s|$)/iu
const DATE_LINE =
  /^\*?(?:дата|отправлено|date|sent|күні|жіберілген|жіберілген күні|жіберілді)\s?\*?\s?:\*?\s.{0,60}\d/iu

export function isFromLine(line: string): boolean {
  return FROM_LINE.test(line)
}

/** `От: … Отправлено: … Кому: … Тема: …`, as Outlook writes it: three close together, one a date. */
export function opensHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM_LINE.test(headOf(lines[at]))) return false
  const near = lines.slice(at, at + 10).map(headOf)
  return near.filter((line) => HEADER_LINE.test(line)).length >= 3 && near.some(isDateLine)
}

function isDateLine(line: string): boolean {
  return DATE_LINE.test(line)
}

const MONTHS =
  'янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|jan|feb|apr|may|jun|jul|aug|sep|oct|nov|dec|қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар|жел'
const DATED = new RegExp(
  `\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4}|(?<!\\p{L})(?:${MONTHS})\\p{L}{0,9}\\.?,?\\s.{0,12}\\d|\\d\\s(?:${MONTHS})`,
  'iu',
)
const TIMED = /(?<!\d)\d{1,2}:\d{2}(?!\d)/
const WROTE =
  /(?:wrote|writes|написал(?:\(а\)|а|\(-а\)|:а\))?|пишет|писал(?:\(а\)|а)?|сообщил(?:\(а\)|а)?|жазды|жазған)\s?:$/iu
const ADDRESS_ENDS = /[^\s@<>]{1,64}@[^\s@<>]{1,255}[>"')\]]{0,3}\s?:$/u
const FROM_WHOM = /(?:^|\s)(?:от|from)\s.{0,150}:$/iu
const YOU_WROTE = /^(?:вы писали|you wrote|сіз жаздыңыз)(?=[\s,:]).{0,80}:$/iu
/** A person tells what somebody wrote to him. */
const TELLS = /^(?:я|мы|мне|нам|меня|i|we|мен|маған|біз)\s/iu

/**
 * How many lines, if any, form an attribution here: `22 ноября 2026 г., 10:15 +05:00 от …:`,
 * `On … wrote:`, `… деген хабарлама жазды:`. It names a day or an hour and ends with a colon, on its
 * own line or one of the next two.
 */
export function attributionLength(lines: readonly string[], at: number): number {
  let joined = ''
  for (let length = 1; length <= 3; length += 1) {
    const line = headOf(lines[at + length - 1])
    if (line === '' || (length > 1 && isQuotedLine(line))) return 0
    joined = joined === '' ? line : `${joined} ${line}`
    if (isAttribution(joined)) return length
    if (joined.length > LINE_CHARS_MAX || !opensAttribution(joined)) return 0
  }
  return 0
}

function opensAttribution(line: string): boolean {
  return isTimed(line) && !/[.!?:]$/.test(line) && !TELLS.test(line)
}

function isTimed(line: string): boolean {
  return DATED.test(line) || TIMED.test(line)
}

function isAttribution(line: string): boolean {
  if (!line.endsWith(':') || TELLS.test(line)) return false
  if (YOU_WROTE.test(line)) return true
  if (!isTimed(line)) return false
  return WROTE.test(line) || ADDRESS_ENDS.test(line) || namesDayAndWriter(line)
}

function namesDayAndWriter(line: string): boolean {
  const isExact = TIMED.test(line) && (DATED.test(line) || line.includes('@'))
  return isExact && (FROM_WHOM.test(line) || STARTS_WITH_DAY.test(line))
}

/** `пн, 12 мая 2025 г. в 11:02, Приватность:` — Gmail, where the writer has a name and no address. */
const STARTS_WITH_DAY =
  /^(?:(?:пн|вт|ср|чт|пт|сб|вс|дс|сс|ср|бс|жм|сн|жс|mon|tue|wed|thu|fri|sat|sun)\p{L}{0,10}\.?,?\s)?\d{1,4}(?:[./-]\d{1,2}[./-]\d{1,4}|\s\p{L}{3,10}\.?\s\d{4})/iu

/** `Приватность пишет:` names no time; it counts where quoted lines follow. */
export function isBareAttribution(line: string): boolean {
  return line.length < 100 && WROTE.test(line) && !TELLS.test(line)
}
