import { headOf } from './quote-lines.ts'

/** The writer's words without what a program or a habit puts below them. */
export interface Signed {
  readonly own: string
  readonly signature: string
}

const PROGRAM_LINE =
  /^(?:отправлено|послано|написано|sent|send|жіберілді|жіберілген)\s(?:из|с|со|через|при помощи|from|via|using|with|on)\s/iu
const PROGRAM_LINE_KK =
  /(?:нан|нен|дан|ден|тан|тен|арқылы|құрылғысынан|телефонынан|смартфонынан)\s(?:жіберілді|жіберілген|жолданды)\.?$/iu
const PROGRAM =
  /(?:i(?:phone|pad|os)|android|galaxy|samsung|xiaomi|redmi|poco|huawei|honor|realme|oppo|vivo|pixel|blackberry|nokia|устройств|телефон|смартфон|планшет|почт|mail|outlook|yandex|яндекс|windows|device|phone|tablet|app|приложени|құрылғы|смартфон)/iu
const GET_PROGRAM =
  /^(?:get|получить|скачать|скачайте|загрузить|жүктеп алу)\s(?:outlook|bluemail|tutanota)/iu
const SCANNED =
  /^(?:virus-free\.|без вирусов\.|(?:это |данное |the |this )?(?:сообщение|письмо|e-?mail|message)\s.{0,40}(?:проверено|проверен|checked|scanned)\s.{0,20}(?:вирус|virus|антивирус))/iu

/** A line that a phone, a mail program or a virus scanner adds. */
function isProgramLine(line: string): boolean {
  if (line.length > 120) return false
  const names = PROGRAM_LINE.test(line) || PROGRAM_LINE_KK.test(line)
  return (names && PROGRAM.test(line)) || GET_PROGRAM.test(line) || SCANNED.test(line)
}

const CLOSING =
  /^(?:с (?:глубоким |искренним )?уважением|с наилучшими(?: пожеланиями)?|всего (?:доброго|хорошего|наилучшего)|искренне ваша?|(?:with )?(?:best|kind|warm|many)? ?regards|best wishes|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|(?:сізге |зор |үлкен )?құрметпен|ізгі ниетпен|ізгі тілекпен|s uvazheniem|kurmetpen)(?=[\s,.!:—-]|$)/iu
const AFTERWORD = /^(?:p\.? ?s\b|з\.?ы|п\.?с\b)/iu
const CLOSING_LINES_MAX = 8
const CLOSING_CHARS_MAX = 80
const CLOSING_WORDS_MAX = 8

/** «С уважением, …» to the end, where only short lines follow: names, posts, addresses, numbers. */
function closingAt(lines: readonly string[]): number {
  const at = lines.findLastIndex((line) => CLOSING.test(headOf(line)))
  if (at === -1) return -1
  const below = lines
    .slice(at)
    .map(headOf)
    .filter((line) => line !== '')
  const isShort = below.every(
    (line) =>
      line.length <= CLOSING_CHARS_MAX &&
      line.split(/\s+/).length <= CLOSING_WORDS_MAX &&
      !AFTERWORD.test(line),
  )
  return isShort && below.length <= CLOSING_LINES_MAX ? at : -1
}

const DISCLAIMER =
  /^\*{0,3}(?:(?:настоящее|данное|это|this|the)\s.{0,60}(?:сообщение|письмо|e-?mail|message).{0,160}(?:конфиденциальн|confidential|intended|предназначен)|confidentiality notice|disclaimer|уведомление о конфиденциальности|бұл (?:хат|хабарлама).{0,120}құпия)/iu

function disclaimerAt(lines: readonly string[]): number {
  return lines.findIndex((line) => DISCLAIMER.test(headOf(line)))
}

/** Everything from the first line of a signature on, and the lines of programs wherever they stand. */
export function withoutSignature(lines: readonly string[]): Signed {
  const dashes = lines.findIndex((line) => line === '--' || line === '-- ')
  const starts = [dashes, disclaimerAt(lines)].filter((at) => at !== -1)
  const above = lines.slice(0, Math.min(lines.length, ...starts))
  const closing = closingAt(above)
  const end = closing === -1 ? above.length : closing
  const own = above.slice(0, end)
  const isProgram = (line: string): boolean => isProgramLine(headOf(line))
  const below = lines.slice(end).filter((line) => line.trim() !== '--')
  return {
    own: own
      .filter((line) => !isProgram(line))
      .join('\n')
      .trim(),
    signature: [...own.filter(isProgram), ...below].join('\n').trim(),
  }
}
