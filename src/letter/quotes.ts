/** What stands in a letter, told apart. */
export interface Words {
  /** The writer's own words. */
  readonly own: string
  /** What the mail program quoted or forwarded below or between them, without `>`. */
  readonly quoted: string
  /** Behind `-- `, and the lines phones add. */
  readonly signature: string
}

/** Longer lines are prose; only so much of a line is compared with the patterns. */
const LINE_CHARS_MAX = 300

const DELIMITERS = [
  'ответ пишите выше этой черты',
  'жауапты осы сызықтан жоғары жазыңыз',
  'please reply above this line',
] as const

const DASHED =
  /^[-—–_*=\s]{3,60}(?:original message|forwarded message|исходное сообщение|пересылаемое сообщение|пересланное сообщение|конец пересылаемого сообщения|бастапқы хабарлама|қайта жіберілген хабарлама)[-—–_*=\s]{0,60}$/iu
const BEGIN_FORWARDED =
  /^(?:begin forwarded message|начало переадресованного сообщения|начало переадресованного письма):$/iu
const HEADER_LINE =
  /^\*?(?:от|кому|копия|дата|отправлено|тема|from|to|cc|date|sent|subject|кімнен|кімге|күні|жіберілген|тақырып)\*?\s?:\*?(?:\s|$)/iu
const FROM_LINE = /^\*?(?:от|from|кімнен)\*?\s?:\*?(?:\s|$)/iu

const DATED = /\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}:\d{2}\b|\b20\d\d\b/u
const ATTRIBUTION_ENDS =
  /(?:wrote|написал(?:\(а\)|а|\(-а\)|:а\))?|пишет|писал(?:\(а\)|а)?|деп жазды|жазды|деген хабарлама жазды|@[a-z0-9.-]{1,100}>?)\s?:$/iu
const FROM_WHOM = /\s(?:от|from)\s.{0,150}:$/iu

const PHONE_SIGNATURE =
  /^(?:отправлено (?:из|с|со) |sent from |get outlook for |жіберілді: |.{0,30}(?:iphone|android|mail\.ru|gmail)-?(?:нан|нен|дан|ден|тан|тен) жіберілді)/iu

/** Tells the writer's own words from quoted ones, line by line, for ru, kk and en mail programs. */
export function separate(text: string): Words {
  const lines = text.split('\n').map((line) => line.trimEnd())
  const own: string[] = []
  const quoted: string[] = []
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? ''
    if (isQuotedLine(line)) {
      quoted.push(line.replace(/^[>\s]+/, ''))
    } else if (opensQuotedRest(lines, i)) {
      quoted.push(...lines.slice(i).map((rest) => rest.replace(/^[>\s]+/, '')))
      break
    } else {
      const length = attributionLength(lines, i)
      if (length === 0) own.push(line)
      else i += length - 1
    }
  }
  return { ...withoutSignature(own), quoted: quoted.join('\n').trim() }
}

function isQuotedLine(line: string): boolean {
  return /^\s{0,3}>/.test(line)
}

/** From here on everything is quoted: our delimiter, a dashed line, a block of headers. */
function opensQuotedRest(lines: readonly string[], at: number): boolean {
  const line = headOf(lines[at])
  if (isDelimiter(line) || DASHED.test(line) || BEGIN_FORWARDED.test(line)) return true
  if (opensHeaderBlock(lines, at)) return true
  const length = attributionLength(lines, at)
  return length > 0 && !isFollowedByQuote(lines, at + length)
}

function isDelimiter(line: string): boolean {
  const lower = line.toLowerCase()
  return DELIMITERS.some((delimiter) => lower.includes(delimiter))
}

/** `От: … Отправлено: … Кому: … Тема: …`, as Outlook writes it: three of them close together. */
function opensHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FROM_LINE.test(headOf(lines[at]))) return false
  const near = lines.slice(at, at + 10).filter((line) => HEADER_LINE.test(headOf(line)))
  return near.length >= 3
}

/**
 * How many lines, if any, form an attribution here: `22 ноября 2026 г., 10:15 +05:00 от …:`,
 * `On … wrote:`, `… деген хабарлама жазды:`. It names a day or hour and ends with a colon, on its
 * own line or the next.
 */
function attributionLength(lines: readonly string[], at: number): number {
  const line = headOf(lines[at])
  if (isAttribution(line)) return 1
  if (!DATED.test(line) || line.endsWith('.')) return 0
  return isAttribution(`${line} ${headOf(lines[at + 1])}`) ? 2 : 0
}

function isAttribution(line: string): boolean {
  if (!line.endsWith(':') || !DATED.test(line)) return false
  return ATTRIBUTION_ENDS.test(line) || FROM_WHOM.test(line)
}

/** With `>` below it the writer may have answered between the lines; without, all below is quoted. */
function isFollowedByQuote(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + 5).find((line) => line.trim() !== '')
  return next === undefined || isQuotedLine(next)
}

function headOf(line: string | undefined): string {
  return (line ?? '').slice(0, LINE_CHARS_MAX).trim()
}

function withoutSignature(lines: readonly string[]): Pick<Words, 'own' | 'signature'> {
  const dashes = lines.findIndex((line) => line === '--')
  const above = dashes === -1 ? lines : lines.slice(0, dashes)
  const below = dashes === -1 ? [] : lines.slice(dashes + 1)
  const isPhones = (line: string): boolean => PHONE_SIGNATURE.test(headOf(line))
  return {
    own: above
      .filter((line) => !isPhones(line))
      .join('\n')
      .trim(),
    signature: [...above.filter(isPhones), ...below].join('\n').trim(),
  }
}

/**
 * The words of a letter that its writer forwarded to us a second time, '' when the quoted part is
 * not a forwarded letter of that very address.
 */
export function ownForward(quoted: string, address: string): string {
  const lines = quoted.split('\n')
  const from = lines.findIndex((line) => FROM_LINE.test(headOf(line)))
  if (from === -1 || !headOf(lines[from]).toLowerCase().includes(address)) return ''
  const rest = lines.slice(from)
  const end = rest.findIndex((line) => line.trim() === '')
  return end === -1 ? '' : separate(rest.slice(end).join('\n')).own
}
