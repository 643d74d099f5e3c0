/** Cyrillic letters that stand in addresses by mistake, and the Latin ones meant. */
const LATIN_DOUBLES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    а: 'a',
    в: 'b',
    с: 'c',
    е: 'e',
    н: 'h',
    к: 'k',
    м: 'm',
    о: 'o',
    р: 'p',
    т: 't',
    х: 'x',
    у: 'y',
    і: 'i',
    А: 'A',
    В: 'B',
    С: 'C',
    Е: 'E',
    Н: 'H',
    К: 'K',
    М: 'M',
    О: 'O',
    Р: 'P',
    Т: 'T',
    Х: 'X',
  }),
)

/** Hosts as people say them, behind `собака`. */
const SAID: ReadonlyMap<string, string> = new Map(
  Object.entries({
    мейл: 'mail',
    мэйл: 'mail',
    маил: 'mail',
    майл: 'mail',
    гмейл: 'gmail',
    гмаил: 'gmail',
    джимейл: 'gmail',
    жмейл: 'gmail',
    яндекс: 'yandex',
    рамблер: 'rambler',
    инбокс: 'inbox',
    бк: 'bk',
    лист: 'list',
    аутлук: 'outlook',
    ру: 'ru',
    ком: 'com',
    кз: 'kz',
    нет: 'net',
    орг: 'org',
  }),
)

type Step = (text: string) => string

/**
 * Addresses as they are meant: `anna (собака) mail точка ru`, `anna [at] mail.ru`, `anna @ mail.ru`,
 * `mailto:…`, one broken at the end of a line, one with Cyrillic look-alikes.
 */
export function withPlainAddresses(text: string): string {
  return STEPS.reduce((plain, step) => step(plain), text)
}

const STEPS: readonly Step[] = [
  (text) =>
    text
      .replace(/mailto:\s?/giu, '')
      .replaceAll('＠', '@')
      .replaceAll('．', '.'),
  readEnglishWords,
  readBars,
  readDots,
  readAt,
  readSaidHosts,
  closeGaps,
  readLookAlikes,
]

/** `anna at mail dot ru`; without the `dot` it may be `registered at company.example`. */
function readEnglishWords(text: string): string {
  return text.replace(
    /(?<![\w.-])([\w.+-]{1,64}(?:\s{1,2}dot\s{1,2}[\w-]{1,24}){0,3})\s{1,2}at\s{1,2}([\w-]{1,40})((?:\s{1,2}dot\s{1,2}[\w-]{2,24}){1,3})(?![\w-])/giu,
    (_, local: string, host: string, rest: string) => `${joinDots(local)}@${host}${joinDots(rest)}`,
  )
}

function joinDots(said: string): string {
  return said.replace(/\s{1,2}dot\s{1,2}/giu, '.')
}

/** `anna нижнее подчёркивание 95 собака`, `anna дефис k`. */
function readBars(text: string): string {
  return text
    .replace(
      /(?<=[a-z0-9])\s{0,2}(?:нижнее\s)?(?:подч[её]ркивани[ея]|underscore)\s{0,2}(?=[a-z0-9])/giu,
      '_',
    )
    .replace(/(?<=[a-z0-9])\s{1,2}(?:дефис|тире)\s{1,2}(?=[a-z0-9])/giu, '-')
}

/** `mail [точка] ru`, `mail точка ру`, `mail(dot)ru`. */
function readDots(text: string): string {
  const said =
    /(?<=[\p{L}\d])\s{0,2}[([{<]\s?(?:точка|dot|тчк|нүкте|нукте|\.)\s?[)\]}>]\s{0,2}(?=[\p{L}\d])/giu
  const bare =
    /(?<=[a-z\d]|мейл|мэйл|майл|яндекс|рамблер|инбокс)\s{1,2}(?:точка|тчк|нүкте|нукте)\s{1,2}(?=[a-z\d]|ру|ком|кз)/giu
  return text.replace(said, '.').replace(bare, '.')
}

/** `anna (собака) mail.ru`, `anna[at]mail.ru`, `anna собака mail.ru`. */
function readAt(text: string): string {
  const marked =
    /(?<=[a-z\d])\s{0,2}[([{<#*]\s?(?:собака|собачка|сабака|айқұлақ|айкулак|ат|эт|at|a|@)\s?[)\]}>#*]\s{0,2}(?=[\p{L}\d])/giu
  const bare =
    /(?<=[a-z\d])\s{1,2}(?:собака|собачка|сабака|ит белгісі|айқұлақ|айкулак)\s{1,2}(?=[\p{L}\d])/giu
  return text
    .replace(marked, '@')
    .replace(bare, '@')
    .replace(/(?<=[a-z\d])_at_(?=[a-z\d-]{2,40}\.[a-z])/giu, '@')
}

/** `anna@мейл.ру`, `anna@mail.ру`. */
function readSaidHosts(text: string): string {
  return text.replace(
    /@\s?([\p{L}\d-]{2,20})\.(\p{L}{2,4})(?!\p{L})/giu,
    (whole, host: string, end: string) => {
      if (/^[a-z\d-]+$/i.test(host) && /^[a-z]+$/i.test(end)) return whole
      return `@${SAID.get(host.toLowerCase()) ?? host}.${SAID.get(end.toLowerCase()) ?? end}`
    },
  )
}

/** `anna @ mail.ru`, `anna@` at the end of a line, `anna@mail. ru`. */
function closeGaps(text: string): string {
  return text
    .replace(
      /(?<![\w.%+-])([\w.%+-]{1,64})[ \t]{0,3}\r?\n?[ \t]{0,3}@[ \t]{0,3}\r?\n?[ \t]{0,3}(?=[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,6})/giu,
      '$1@',
    )
    .replace(/(?<=@[\w-]{1,40})\s?\.\s{1,2}(?=(?:ru|com|kz|net|org|example|test)(?![\w-]))/giu, '.')
}

/** `аnnа@mail.ru` with Russian letters in it. */
function readLookAlikes(text: string): string {
  return text.replace(/(?<![\p{L}\w.@+-])[\p{L}\d._+-]{1,64}@[\p{L}\d.-]{3,120}/gu, (address) => {
    if (!/[a-z]/i.test(address) || !/\p{Script=Cyrillic}/u.test(address)) return address
    return Array.from(address, (letter) => LATIN_DOUBLES.get(letter) ?? letter).join('')
  })
}
