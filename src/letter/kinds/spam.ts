import type { ParsedLetter } from '../letter.ts'
import type { Sentence } from '../sentence/sentence.ts'
import { isReaders } from '../sentence/things.ts'
import type { TradeSense } from '../sentence/words/trade.ts'
import { TRADE_WORDS } from '../sentence/words/trade.ts'

/** Signs that count by themselves; goods count only beside an offer. */
const BAITS: readonly TradeSense[] = [
  'secret',
  'threat',
  'link',
  'prize',
  'loan',
  'coin',
  'romance',
]

/** What strangers say who look for company, each a sign of its own kind. */
const LURE =
  /know you better|saw your (?:profile|photo)|write (?:to )?me (?:here|back)|(?:хочу|давай|хотела бы) познакомиться|ваш профиль понравил|my photos?/giu

const URL_TEXT = /https?:\/\/[\w.-]{1,200}|(?<![@\w.-])[\w-]{2,40}\.[a-z]{2,8}\/\w/giu
const SUM = /[$€£]\s?\d|\d[\d\s.,]{1,12}(?:тг|тенге|₸|руб|usd|eur|btc|млн|million)/iu
const ARCHIVE = /\.(?:zip|rar|7z|exe|scr|js|iso|img|lnk|html?|xlsm|docm)$/i

/** What stands in letters sent to thousands: a way out, a rebate, shouting, how many others had it. */
const MASS: readonly RegExp[] = [
  /чтобы (?:больше )?не получать|reply (?:stop|no)|to be removed|отписаться:|ответьте (?:нет|стоп)/iu,
  /(?:скидк|[-−–]\s?)\p{L}{0,4}\s?\d{1,2}\s?%/iu,
  /(?:\p{Lu}{4,20}[\s,]{1,3}){3}[\p{Lu}\s]{0,40}!/u,
  /!{3}/u,
  /\d[\d\s.,+]{2,9}(?:организаци|компани|клиентов|контактов|websites|companies|customers|ип(?!\p{L}))/iu,
  /только (?:до|сегодня)|only today|limited time|тек бүгін/iu,
]

export interface Bait {
  /** How many different signs of fraud or mass mailing there are. */
  readonly signs: number
  /** What is asked for is a secret, a click or money, and not only praised. */
  readonly isTrap: boolean
}

/**
 * How much a letter reads like fraud or advertising: letters that want a password, promise a prize,
 * threaten a mailbox, sell lists. One sign means nothing; two are enough where no person asks anything.
 */
export function baitIn(letter: ParsedLetter, sentences: readonly Sentence[], text: string): Bait {
  const words = sentences.flatMap(({ tokens }) => tokens.map(({ word }) => word)).slice(0, 600)
  const found = (sense: TradeSense): number =>
    new Set(
      words.filter((word) => TRADE_WORDS.sensesOf(word).has(sense)).map((word) => word.slice(0, 5)),
    ).size
  const baits = BAITS.map((sense) => Math.min(3, found(sense)))
  const sells = found('offer') > 0 ? Math.min(3, found('offer') + found('goods')) : 0
  const links = urlsIn(text) > 0 ? 1 : 0
  const sums = SUM.test(`${letter.subject.slice(0, 300)}\n${text.slice(0, 4_000)}`) ? 1 : 0
  const verifies = sentences.some(wantsVerified) ? 1 : 0
  const lures = Math.min(2, (text.slice(0, 2_000).match(LURE) ?? []).length)
  const mass = MASS.filter((sign) => sign.test(text.slice(0, 4_000))).length
  const files = carriesTrap(letter, found('paper')) ? 2 : 0
  const signs =
    baits.reduce((sum, one) => sum + one, 0) +
    sells +
    links +
    sums +
    files +
    verifies +
    lures +
    mass
  return { signs, isTrap: baits.filter((one) => one > 0).length + links >= 2 || files > 0 }
}

const VERIFY = /^(?:подтверди|растан|confirm|verify|validate|обновит|update|уточнит)/u

/** `Подтвердите ваши данные`: the reader’s own data are wanted. */
function wantsVerified({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => VERIFY.test(word)) && isReaders(tokens)
}

/** Links count once; those of mail programs stand in signatures and do no harm. */
function urlsIn(text: string): number {
  return (text.slice(0, 8_000).match(URL_TEXT) ?? []).length
}

function carriesTrap(letter: ParsedLetter, papers: number): boolean {
  return papers > 0 && letter.attachments.some(({ name }) => ARCHIVE.test(name))
}
