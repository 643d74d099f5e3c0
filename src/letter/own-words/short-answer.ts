/** Answers of a word or two, as phones send them: with invisible characters and a greeting below. */

/** Phones put invisible characters around words; they are no part of an answer. */
export function plain(text: string): string {
  return (
    text
      .replace(/\p{Cf}/gu, '')
      // eslint-disable-next-line no-control-regex -- control characters are what is removed here
      .replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, ' ')
      .trim()
  )
}

/** «С уважением» and a name below a yes are manners, not a thought: a phone writes them by itself. */
const MANNERS =
  /^(?:с уважением|спасибо|құрметпен|рахмет|рақмет|(?:best |kind )?regards|thanks|thank you)[\s,.!]{0,20}$/iu
/** Lines of a signature: a name, a telephone number, an address. */
const SIGNATURE_LINE =
  /^(?:\p{Lu}[\p{L}.-]{0,20}(?: «?\p{Lu}[\p{L}.»-]{0,20}){0,3}|\+?[\d ()-]{5,20}|[\w.+-]{1,64}@[\w.-]{1,100})$/u
const SIGNATURE_LINES_MAX = 4

/** Nothing but manners and a signature: what may stand below an answer without being a part of it. */
export function isManners(rest: string): boolean {
  const [first = ''] = rest.split('\n', 1)
  // Nothing is taken apart that does not begin so: an answer may be followed by a megabyte.
  if (!MANNERS.test(first.trim())) return false
  const signed = rest
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return signed.length <= SIGNATURE_LINES_MAX && signed.every((line) => SIGNATURE_LINE.test(line))
}
