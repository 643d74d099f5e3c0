/** The address a letter comes from, as people name it without writing it. */
const NAMED: readonly RegExp[] = [
  /(?:(?<!\p{L})(?:тот|этот|та|ту|этой|того|этого|самый|адреса?|ящика?|почт[ауы]|email|e-mail),?\s){1,3}(?:с|из|от)\sкотор(?:ого|ой)\s(?:(?:я|сейчас|вам|это|теперь|и)\s){0,4}(?:пишу|отправляю|отправлено|отправил[аи]?|написал[аи]?)(?:\s(?:это|письмо|вам|сейчас)){0,2}/giu,
  /(?<!\p{L})адрес отправителя(?!\p{L})/giu,
  /(?<!\p{L})(?:(?:the|this) )?(?:(?:e-?mail )?address|e-?mail|one|account|mailbox|inbox)(?: that| which)? (?:i am|i['’]?m|im) (?:now |currently )?(?:writing|sending|mailing|e-?mailing)(?: this| to you| you){0,2} from(?: now)?/giu,
  /(?<!\p{L})(?:(?:the|this) )?(?:(?:e-?mail )?address|one) this (?:e-?mail|letter|message|mail) (?:comes|came|is sent|was sent|is coming) from/giu,
  /(?<!\p{L})(?:осы |мына |қазір |казир ){0,2}(?:хатты? )?(?:жазып|жіберіп|жиберип) (?:отырған|отырган|тұрған|турган) (?:(?:электрондық|электрондык) )?(?:пошта|мекенжай|адрес|почта)\p{L}{0,8}/giu,
]

/** `перенесите на адрес, с которого пишу`: the address itself in the place of such words. */
export function withSenderNamed(text: string, sender: string | null): string {
  if (sender === null) return text
  return NAMED.reduce((told, words) => told.replace(words, () => sender), text)
}
