const OLD_HEAD =
  /(?<!\p{L})(?:было|стар\p{L}{2,4}|прежн\p{L}{2,4}|раньше|сейчас у вас|у вас|неверно|неправильно|ошибка|в базе|сейчас|now(?=[^\n]{0,20}(?:should|correct|must))|currently|бұрын\p{L}*|ескі\p{L}*|қате\p{L}*|сіздерде|old|was|before|wrong|current|previous|you have|on file|incorrect)(?!\p{L})/iu
const NEW_HEAD =
  /(?<!\p{L})(?:стало|нов\p{L}{2,4}|теперь|надо|нужно|должно быть|верно|правильно|как надо|қазір\p{L}*|жаңа\p{L}*|дұрыс\p{L}*|енді|new|now(?![^\n]{0,20}(?:should|correct|must))|is|after|right|correct|should be)(?!\p{L})/iu
const HEAD_CHARS_MAX = 100
const LABEL =
  /^\s*(?:фамилия|имя|отчество|телефон|тел\.?|моб\p{L}*\.?|сотовый|номер(?: телефона)?|эл(?:\.|ектронная|ектронный)?\s?(?:почта|адрес)|почта|e-?mail|user[ -]?id|id|идентификатор|тег\p{L}*|аты\p{L}*|есім\p{L}*|нөмір\p{L}*|телефоным|пошта\p{L}*|surname|last name|family name|first name|name|phone|mobile)(?![\p{L}@])\s?[:.]?/iu
const ROWS_MAX = 12

/**
 * A table with a column for what was and one for what is to be, told in sentences: below the line
 * `было | стало`, `Телефон | X | Y` becomes `Телефон: было X, стало Y.`
 */
export function withPlainTables(text: string): string {
  const lines = text.split('\n')
  let order: Order | null = null
  let rows = 0
  return lines
    .map((line) => {
      if (/^[\s|:+-]{3,}$/u.test(line)) return line
      const head = orderOf(line)
      if (head !== null) {
        order = head
        rows = 0
        return line
      }
      if (order === null || line.trim() === '') return line
      rows += 1
      const told = rows > ROWS_MAX ? null : rowTold(line, order)
      if (told === null) order = null
      return told ?? line
    })
    .join('\n')
}

type Order = 'old first' | 'new first'

/** A line that holds nothing but the names of columns. */
function orderOf(line: string): Order | null {
  if (line.length > HEAD_CHARS_MAX || /[.!?,@\d]/u.test(line)) return null
  const isRuled = /\||\t|\p{L}\s{2,}\p{L}/u.test(line.trim())
  if (!isRuled && line.trim().split(/\s+/u).length > 4) return null
  const old = line.search(OLD_HEAD)
  const fresh = line.search(NEW_HEAD)
  if (old === -1 || fresh === -1 || old === fresh) return null
  return old < fresh ? 'old first' : 'new first'
}

function rowTold(ruled: string, order: Order): string | null {
  const line = ruled.replace(/^\s{0,9}\|/u, '').replace(/\|\s{0,9}$/u, '')
  const label = LABEL.exec(line)?.[0] ?? ''
  const cells = cellsOf(line.slice(label.length))
  const [first, second] = cells
  if (first === undefined || second === undefined || cells.length > 2) return null
  const [old, fresh] = order === 'old first' ? [first, second] : [second, first]
  return `${label.trim().replace(/[:.]$/u, '')}: было ${old}, стало ${fresh}.`
}

/** Cells between rules or wide gaps; else two numbers, two addresses or two words beside each other. */
function cellsOf(row: string): readonly string[] {
  const cells = row
    .split(/[|\t]|\s{2,}|\s(?:->|→|=>|—)\s/u)
    .filter((cell) => /[\p{L}\d]/u.test(cell))
  const [only] = cells
  if (cells.length !== 1 || only === undefined) return cells.map((cell) => cell.trim())
  const parts =
    /\d/u.test(only) && !only.includes('@')
      ? only.trim().split(/\s(?=\+|8[ (-]?7)/u)
      : only.trim().split(/\s+/u)
  return parts.length === 2 ? parts : [only.trim()]
}
