import type { Language } from './letter.ts'

const TEXT_CHARS_MAX = 20_000

const KAZAKH_LETTER = /[әғқңөұүһі]/u

/** Words of Kazakh letters to us that are often typed without the Kazakh letters, or never have any. */
const KAZAKH_WORDS = new Set(
  (
    'салеметсиз салеметсизбе салем рахмет рақмет керек емес деп деген менин мені маган жана жеке ' +
    'дербес деректер деректерди деректеримди маліметтер малиметтер телефоным телефонымды номиримди ' +
    'номирим пошта поштам тегим тегимди атым атымды есимим озгерту озгертуди нактылау токтату ' +
    'токтатуды ондеуди ошириниз ошириндерши сураймын откинемин дурыс мен сиз сиздер барлык туралы ' +
    'осы бойынша бул гой номерим номерди менде бир отиниш озим озимди сиздерде сиздерден сизде сактал кашан жане кайдан келеди ' +
    'алгым осыны жумыс енди болып турган тур болсын маган бизге сизге сизди сиздин сиздердин кайта калай неге неше бари барин ' +
    'жазып жазыныз койыныз койындар жаз коп сау болыныз айтыныз хабарласпаныз отиниш отинем журмин журген берди алып кетти ' +
    'казир казирги ескиси жанасы нукте утир ма ме бе па пе гана ' +
    'ушин болады болмайды жойыныз жоюды хат жауап берген еди екен емеспін емеспин бар жок'
  ).split(' '),
)

/** Endings no Russian word has. */
const KAZAKH_ENDING =
  /[а-яё]{2}(?:ымды|имди|ыныз|иниз|ыздар|издер|аймын|еймин|емин|дерши|лерши|ындар|индер|даршы|ларыныз|лериниз|ыпты|ипти|лган|лген|лсын|лсин|тердин|лердин|дардын|лардын|ымнан|имнен|ынызша)$/u

/**
 * The language of the writer's own words: Kazakh by its letters and words, else Cyrillic is Russian
 * and Latin is English. Null when there are no words, or as many of one alphabet as of the other.
 */
export function languageOf(text: string): Language | null {
  const words = wordsOf(text)
  const cyrillic = words.filter((word) => /\p{Script=Cyrillic}/u.test(word))
  const latin = words.length - cyrillic.length
  if (cyrillic.length === latin) return null
  if (latin > cyrillic.length) return 'en'
  return isKazakh(cyrillic) ? 'kk' : 'ru'
}

/**
 * One Kazakh name in a Russian letter does not make it Kazakh; in a Kazakh letter at least every
 * fourth word shows itself.
 */
function isKazakh(words: readonly string[]): boolean {
  const kazakh = words.filter(isKazakhWord).length
  return kazakh * 4 >= words.length && kazakh > 0
}

function isKazakhWord(word: string): boolean {
  return KAZAKH_LETTER.test(word) || KAZAKH_WORDS.has(word) || KAZAKH_ENDING.test(word)
}

/** Addresses, links, digits and pieces of program text are no words. */
function wordsOf(text: string): readonly string[] {
  return text
    .slice(0, TEXT_CHARS_MAX)
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => !/[@\d<>{}=]|https?:|www\./.test(word))
    .flatMap((word) => word.match(/\p{L}+/gu) ?? [])
    .filter((word) => word.length > 1)
}
