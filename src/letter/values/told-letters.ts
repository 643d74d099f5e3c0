/** What a letter says of the letters of a name: `через И`, `две н`, `без мягкого знака`. */
export interface LetterTold {
  /** The higher the more a form of the name is as told. */
  readonly fits: (name: string) => number
}

const ONE_LETTER = '[«"“„\'’]?(\\p{L})(?![\\p{L}])'
const NOUN = '(?:букв\\p{L}*\\s|букво\\p{L}*\\s|letters?\\s|әріп\\p{L}*\\s|an?\\s|the\\s){0,2}'

type Fit = (name: string) => number
type Make = (letters: string) => Fit

const has: Make = (letters) => (name) => Number(name.includes(letters))
const lacks: Make = (letters) => (name) => -Number(name.includes(letters))
const more: Make = (letters) => (name) => name.split(letters).length
const fewer: Make = (letters) => (name) => -name.split(letters).length
const doubled: Make = (letters) => (name) => Number(name.includes(letters + letters))
const single: Make = (letters) => (name) =>
  Number(name.includes(letters) && !name.includes(letters + letters))
const ends: Make = (letters) => (name) => Number(name.endsWith(letters))
const endsNot: Make = (letters) => (name) => -Number(name.endsWith(letters))

/** Each for one manner of spelling; the letters are those of the right form. */
const MANNERS: readonly (readonly [RegExp, Make])[] = [
  [told('дв(?:е|умя)|двойн\\p{L}*|удвоенн\\p{L}*|two|double|екі|еки'), doubled],
  [told('одн(?:а|ой|у|им)|one|single|бір|бир'), single],
  [told('через|cherez|чрез|with|has|с|со|буква'), has],
  [
    told('пропу\\p{L}*|потер\\p{L}*|не хватает|не хватило|нет|верните|добавьте|missing|lost|add'),
    more,
  ],
  [told('без|no|without'), lacks],
  [told('лишн\\p{L}*|убер\\p{L}*|extra|superfluous|drop'), fewer],
  [
    /бук(?:в|ов)\p{L}*\s[«"“]?(\p{L})[»"”]?\s(?:верните|добавьте|пропу\p{L}*|потер\p{L}*|забыли|missing)/gu,
    more,
  ],
  [/букв\p{L}*\s[«"“]?(\p{L})[»"”]?\s(?:лишн\p{L}*|убер\p{L}*|не нужна|вычеркн\p{L}*)/gu, fewer],
  [/[«"“](\p{L})[»"”]\s(?:жетпей|түсіп қалған|жоқ)/gu, more],
  [/(?<!\p{L})(?:без|no|without)\s(?:окончания\s)?[«"“„-]{1,2}(\p{L}{2,5})[»"”]?/gu, endsNot],
  [
    /(?<!\p{L})(?:ends? (?:in|with)|оканчива\p{L}* на|на конце|с окончанием|окончание|заканчива\p{L}* на)\s(?:an?\s|the letter\s|букв[ау]\s){0,2}[«"“„–-]{0,2}(\p{L}{1,5})(?!\p{L})/gu,
    ends,
  ],
]

function told(before: string): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${before})\\s${NOUN}${ONE_LETTER}`, 'gu')
}

const SIGNS: readonly (readonly [RegExp, Make, string])[] = [
  [/(?<!\p{L})с мягк\p{L}{2,3} знак|жұмсақ белгі(?:мен|лі)|пропу\p{L}* мягк/u, has, 'ь'],
  [/(?<!\p{L})без мягк\p{L}{2,3} знак|жұмсақ белгісіз/u, lacks, 'ь'],
  [/(?<!\p{L})с тв[её]рд\p{L}{2,3} знак/u, has, 'ъ'],
  [/(?<!\p{L})без тв[её]рд\p{L}{2,3} знак/u, lacks, 'ъ'],
  [/(?<!\p{L})через дефис|с дефисом|hyphenated|with a hyphen|дефис арқылы/u, has, '-'],
  [/(?<!\p{L})без дефиса|without (?:a |the )?hyphen/u, lacks, '-'],
]

/** `вы написали с одной «с»`, `а не через Е`: such words describe the wrong form. */
const OF_WRONG =
  /(?:(?<!\p{L})(?:не|not)|(?:на|за)пис(?:ал|ан)\p{L}*|напечатан\p{L}*|стоит|указан\p{L}*|у вас|in your|you (?:have|wrote|put))(?:\s[^.,;!?]{0,24})?\s?$/u

/** `в паспорте написано через Е`. */
const IN_PAPER = /(?:паспорт|удостоверени|документ|свидетельств|passport)[^.!?]{0,40}$/u

/** All that is said of letters in the text, which is in small letters. */
export function lettersTold(text: string): readonly LetterTold[] {
  const manners = MANNERS.flatMap(([manner, make]) =>
    [...text.matchAll(manner)].slice(0, TOLD_MAX).map((found): LetterTold => {
      const fits = make(found[1] ?? '')
      const ahead = text.slice(Math.max(0, found.index - 60), found.index)
      const isOfWrong = OF_WRONG.test(ahead) && !IN_PAPER.test(ahead)
      return { fits: isOfWrong ? (name) => -fits(name) : fits }
    }),
  )
  const signs = SIGNS.filter(([sign]) => sign.test(text)).map(([, make, letter]): LetterTold => ({
    fits: make(letter),
  }))
  return [...manners, ...signs]
}

const TOLD_MAX = 6

/** `Г-а-й-н-у-т-д-и-н-о-в-а` is one word. */
export function joinSpelled(text: string): string {
  return text.replace(/(?<![\p{L}-])\p{L}(?:-\p{L}){2,30}(?![\p{L}-])/gu, (spelled) => {
    const word = spelled.replaceAll('-', '')
    return `${word.charAt(0).toUpperCase()}${word.slice(1).toLowerCase()}`
  })
}
