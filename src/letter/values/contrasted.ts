import { fold } from '../sentence/words/fold.ts'
import { isGivenName } from '../sentence/words/given-names.ts'
import type { NameWish } from './name-candidates.ts'
import { isBehindNaming, isKazakhDative, plainlyTold } from './name-role.ts'
import { differsBy, isPatronymic, looksLikeSurname, namedIn } from './named.ts'
import type { Named } from './named.ts'
import type { NameField } from './nominative.ts'
import { nominative, withoutKazakhCase } from './nominative.ts'
import { lettersTold } from './told-letters.ts'
import type { LetterTold } from './told-letters.ts'

/** A wrong and a right form of one name that a letter sets against each other. */
export interface Contrast {
  readonly field: NameField
  readonly from: string
  readonly to: string
  /** Told twice, or by its letters. */
  readonly isStrong: boolean
}

/** Only in short letters two like names are sure to be one person's. */
export const TEXT_CHARS_MAX = 700
const WORDS_MAX = 12

const LATIN_SURNAME =
  /(?:[oe](?:v|w)a?|[iy]na?|sk(?:y|i|aya|aia|a)|enko|son|bayev|bekov|uly|kyzy)$/iu

/** What one plain tell weighs; two of them are more than the words right beside a name. */
const SURE = 2
const STRONG = 2 * SURE

const END = '[\\s:=,«"“„(—–-]{0,4}$'
const RIGHT_BEFORE = new RegExp(
  `(?<!\\p{L})(?:(?<!не )(?:я|мен)|i am|i['’]m|am now|(?:it['’]?s|it is)|меня зовут|зовут меня|(?:по|в) (?:паспорту|документам?х?|удостоверению|метрике|загранпаспорте)(?: я)?|zagranpasporte ya|на самом деле|(?<!не)правильн(?:о|ая|ое)|(?<!не)верн(?:о|ая|ое)|следует|надлежит|надо|нужно|должн(?:о|а) (?:быть|остаться)|пишется|ought to be|should (?:be|read|say)|in full|полн(?:ое|ая|остью)|right|correct|нов(?:ая|ое)|теперь|отныне|снова|стала?|превратил(?:ась|ся) в|(?:моя|мо[её]) (?:фамилия|имя)|(?:фамилия|имя) (?:моя|мо[её]|верная|верное)|супруга|мужа|(?:исправ|измен|помен|замен)\\p{L}* на|→|->|=>|new|to be entered|верните|надлежащее написание|настоящ(?:ая|ее)|именем|фамилией|обратно в|в (?:свидетельстве|удостоверении личности)(?: значится| указано)?|spelling is|болу керек|болсын|яғни|официально|поставьте|запишите|впишите|тегім|тегим|атым|есімім|есимим|аты-ж[өо]н[іи]м|тол[ык]қ? фамилиям|(?:my |last |first |sur|family )?name(?: is)?|i spell(?: it)?|spelled|дұрысы|дурысы|енді|енди|endi|reverted to(?: my maiden name)?|on paper i['’]m|mrs|mr|ms|тегі)${END}`,
  'u',
)
const RIGHT_BEHIND =
  /^[»"”)!]{0,3}[\s,—–-]{0,3}(?:я(?!\p{L}|\sбыл)|орнына \p{L}+ деп (?:жаз(?:ып|ыл)|тұр)|болсын|боламын|деп жазылса|деп қайта|is my|моя фамилия|— фамилия|будьте добры|if you please|is how|через|cherez|деп (?:дұрыста|дурыста|ж[өо]нде|т[үу]зе|жазы[ңн])|дұрыс|дурыс|болады|болу керек|that is my|\((?:верно|сейчас|не|а не|currently|not|was|было|ex|née)(?!\p{L})|без (?:окончания|букв|мягк)|with (?:an? |two )|double|беспокоит|here|с (?:двумя|одной|точк|мягк)|, please|ғой|гой|пожалуйста)/u
const WRONG_BEFORE = new RegExp(
  `(?<!\\p{L})(?:не|not|ex|formerly|previously|n[ée]e|был[аи]?|бұрын|buryn|бурын|(?:а )?(?:у|u) (?:вас|vas)(?: стоит| записан\\p{L}*)?|стоит|записан\\p{L}*|записал\\p{L}*(?: мужчиной| женщиной| как| меня)*|значится|отображается|reads|says|shows|still (?:has|lists)|out of|(?:из|от) фамилии|обращаетесь ко мне|звать меня|называть меня|называете меня|уважаем\\p{L}{2}|dear|в (?:базе|записи|записях|карточке|письме)|неправильно|неверн\\p{L}{1,2}|wrong|путать|путаете|девичестве|сейчас|currently|қатесі|катеси|remove|swapped|hello|сизд?ер|сіздер(?:де)?|instead of|вместо|из|old|до (?:замужества|брака|свадьбы|развода)|слетел\\p{L} на|зов[её]те меня|ко мне|вы пишете|пишете|недостоверно|неточн\\p{L}*|раньше|ранее|именовал\\p{L}*|недействительной фамилию|считаете,? что я|оказал\\p{L}*|вписал\\p{L}*|переименовали в|swap(?:ped)? out|отображается|введено(?: имя| фамилия)?|букв[уы] \\p{L}|changing|письме)${END}`,
  'u',
)
const WRONG_BEHIND =
  /^[»"”)…!]{0,3}[\s,—–-]{0,3}(?:емес|(?:меня )?(?:записали|назвали|записала?|назвала?|называете)(?!\p{L})|should (?:be|read|say)|on (?:your|the) |я был|уберите|в прошлом|едім|еді|edi|болып (?:кет|тіркел|шық)|меня зва|деген (?:атым|тегім)|as you put|это (?:для|кто|какой|какая)|мой (?:сосед|брат|друг)|совсем друг|друго[ей]|опечатк|кто-то|чуж|осталась в|осталось в|больше нет|режет|деген|деп (?:тұр|жаз(?:ып|ыл)|баска|басқа)|is only|is somebody|is someone|is what|there(?!\p{L})|in your|тұр|болып тұр|for friends|(?:исправ|измен|помен|замен)\p{L}* на|на\s|(?:→|->|=>)(?!\s?(?:без|не мен|unchanged|same))|to\s|is a typo|дегенд)/u

interface Form {
  readonly word: string
  readonly score: number
  readonly field: NameField | null
}

/**
 * The pairs that a short letter sets against each other: by whose name it is (`я …`, `… это для
 * друзей`), and by what it says of the letters (`две «н»`).
 */
export function contrastsIn(text: string, wish: NameWish): readonly Contrast[] {
  if (text.length > TEXT_CHARS_MAX) return []
  const forms = formsIn(text, wish)
  if (forms.length > WORDS_MAX) return []
  const letters = lettersTold(text.toLowerCase())
  const found = forms.flatMap((one, i) =>
    forms.slice(i + 1).flatMap((other) => contrastOf(one, other, letters) ?? []),
  )
  if (found.length === 0) return signedIn(forms, wish)
  const isTwice = ({ field }: Contrast): boolean =>
    found.filter((one) => one.field === field).length > 1
  return found.filter((one) => !isTwice(one))
}

/** `Не Дусембин` above a signature: the name signed is the right one. */
function signedIn(forms: readonly Form[], wish: NameWish): readonly Contrast[] {
  const wrong = forms.filter(({ score }) => score < 0)
  if (forms.length !== 1 || wrong.length !== 1) return []
  return wrong.flatMap(({ word, field }) => {
    const like = wish.known.filter((known) => known !== word && differsBy(known, word, 2) <= 2)
    const [to] = like
    return like.length === 1 && to !== undefined && field !== null
      ? [{ field, from: word, to, isStrong: false }]
      : []
  })
}

/** Every form of the letter once, with all that is said of it. */
function formsIn(text: string, wish: NameWish): readonly Form[] {
  const forms = new Map<string, Form>()
  const written = namedIn(text)
  for (const [i, named] of written.entries()) {
    const next = written[i + 1]?.at ?? text.length
    for (const one of named.words.filter((word) => !isOfFather(word, named))) {
      const form = formOf(one, { ...named, after: ownBehind(text, named.end, next) }, text, wish)
      const known = forms.get(form.word)
      const score = form.score + (known?.score ?? 0)
      forms.set(form.word, { ...form, score, field: known?.field ?? form.field })
    }
  }
  const all = [...forms.values()]
  return all.map((form) =>
    form.field === null ? { ...form, field: fieldOfLike(form, all) } : form,
  )
}

/** `Мен Жомартпын`, `мен Оралбекпин`: the name without the ending that says `I am`. */
function selfOf(written: string, ahead: string, behind: string, wish: NameWish): string | null {
  const isSaid = /(?<!\p{L})мен\s$/u.test(ahead) || /^\s?(?:мен|ғой|гой)(?!\p{L})/u.test(behind)
  if (wish.language !== 'kk' && !isSaid) return null
  const stem = written.replace(isSaid ? /[пбм][ыіи]н$/u : /[пбм][ыі]н$/u, '')
  return stem === written || stem.length < SELF_STEM_MIN ? null : stem
}

const SELF_STEM_MIN = 3

/** `Абрамович` alone may be a surname. */
function isOfFather(word: string, { words, before }: Named): boolean {
  return isPatronymic(word) && (words.length > 1 || /отчеств|patronymic/u.test(before))
}

/** What is said behind a name and not of the next one. */
function ownBehind(text: string, end: number, next: number): string {
  const behind = text.slice(end, end + BEHIND_CHARS).toLowerCase()
  if (next > end + BEHIND_CHARS || /^[»"”]?\s(?:орнына|\p{L}+ на\s|→|на\s)/u.test(behind))
    return behind
  const between = text.slice(end, next).toLowerCase()
  const lead = /^[»"”)]{0,2}\s?[—–-]?\s?/u.exec(between)?.[0].length ?? 0
  const cut = between.slice(lead || 1).search(/[,;:.!?—–]/u)
  return cut === -1 ? between : between.slice(0, cut + (lead || 1))
}

const BEHIND_CHARS = 40

/** A misspelt given name is a name for the right one beside it. */
function fieldOfLike({ word }: Form, all: readonly Form[]): NameField | null {
  return all.find((one) => one.field !== null && areLike(word, one.word, false))?.field ?? null
}

function formOf(written: string, named: Named, text: string, wish: NameWish): Form {
  const ahead = text.slice(Math.max(0, named.at - 60), named.at).toLowerCase()
  const behind = named.after
  const self = selfOf(written, ahead, behind, wish)
  const plain = self ?? (isKazakhDative(written, behind) ? withoutKazakhCase(written) : written)
  const field = fieldOfWord(plain, named, text, wish)
  const word = isOblique(ahead, behind)
    ? nominative(plain, field ?? 'surname', caseAfter(ahead), wish).name
    : plain
  const score = (self === null ? 0 : SURE) + scoreOf(ahead, behind)
  return { word: `${word.charAt(0).toUpperCase()}${word.slice(1)}`, score, field }
}

/** `меня Романом записали`. */
const CALLED_BEHIND =
  /^[»"”]?\s(?:меня )?(?:записали|назвали|записала?|назвала?|называете|зов[её]те)/u

/** `вместо Тестовой`, `Тестовой больше нет`. */
function isOblique(ahead: string, behind: string): boolean {
  return (
    /(?<!\p{L})(?:из|вместо|на|в|на меня)\s[«"“„]?$/u.test(ahead) ||
    isBehindNaming(ahead) ||
    CALLED_BEHIND.test(behind) ||
    /^\s(?:больше )?нет/u.test(behind)
  )
}

function caseAfter(ahead: string): 'accusative' | 'oblique' {
  return /(?:на|в)\s.?$/u.test(ahead) ? 'accusative' : 'oblique'
}

/** What the words before and behind say: above zero the right form, below zero the wrong one. */
function scoreOf(ahead: string, behind: string): number {
  const told = plainlyTold(ahead, behind)
  if (told !== null) return told === 'right' ? SURE + 1 : -(SURE + 1)
  const isRightBehind = RIGHT_BEHIND.test(behind)
  if (WRONG_BEHIND.test(behind) && !isRightBehind)
    return -(SURE + 1) - (WRONG_BEFORE.test(ahead) ? SURE : 0)
  const signs = [RIGHT_BEFORE.test(ahead), isRightBehind].filter(Boolean).length
  return SURE * (signs - (WRONG_BEFORE.test(ahead) ? 1 : 0))
}

export const SURNAME_WORD =
  /фамили|тег[іи]|surname|last name|family name|замуж|супруг|девич|married|maiden|развод|развел|tegim|familiya/u
const NAME_WORD =
  /(?<!\p{L})(?:имя|имени|зовут|атым|аты(?!\p{L}*с)|есім|есим|друзей|friends|(?<!sur|last |family |maiden |married |second )name)/u

/** A surname by its end, in either alphabet. */
function isLikeSurname(word: string): boolean {
  return (
    looksLikeSurname(word) ||
    /^(?:Mc|Mac|O['’])\p{Lu}?\p{L}{3}/u.test(word) ||
    (!isGivenName(word) && LATIN_SURNAME.test(word))
  )
}

function fieldOfWord(word: string, named: Named, text: string, wish: NameWish): NameField | null {
  if (/(?:mrs|mr|ms|miss|г-жа|г-н|господин|госпожа)\.?\s$/u.test(named.before)) return 'surname'
  if (wish.fields.length === 1 && (named.words.length === 1 || named.words.every(isGivenName)))
    return wish.fields[0] ?? null
  return fieldByLook(word, named, wish) ?? fieldSpokenOf(text)
}

/** `фамилия с казахской буквой: Төлеген` is a surname, whoever else is called so. */
function fieldByLook(word: string, { words, before }: Named, wish: NameWish): NameField | null {
  const isGiven = (one: string): boolean =>
    isGivenName(one) || isGivenName(nominative(one, 'name', 'oblique', wish).name)
  if (words.length === 1 && fieldSpokenOf(before) === 'surname') return 'surname'
  if (isGiven(word)) return 'name'
  const beside = words.filter((other) => other !== word)
  if (beside.some(isGiven) || isLikeSurname(word)) return 'surname'
  return beside.some((other) => isLikeSurname(other)) ? 'name' : null
}

/** The one of both that a text names. */
function fieldSpokenOf(text: string): NameField | null {
  const small = text.toLowerCase()
  const [surname, name] = [SURNAME_WORD.test(small), NAME_WORD.test(small)]
  if (surname === name) return null
  return surname ? 'surname' : 'name'
}

/** Two forms of one name of which one is the right one; null when nothing tells which. */
function contrastOf(one: Form, other: Form, letters: readonly LetterTold[]): Contrast | null {
  const isOpposed = one.score * other.score < 0
  const isLike = areLike(one.word, other.word, isOpposed)
  const field = fieldOfBoth(one, other, isLike || isOpposed)
  if (field === null) return null
  const spelt = isLike ? speltAs(one.word, other.word, letters) : 0
  const tells = one.score - other.score + spelt
  if (Math.abs(tells) < SURE || (!isLike && !isOpposed)) return null
  const [to, from] = tells > 0 ? [one.word, other.word] : [other.word, one.word]
  if (spelt === 0 && isDeclined(from, to, field)) return null
  return { field, from, to, isStrong: Math.abs(tells) >= STRONG }
}

function fieldOfBoth(one: Form, other: Form, isLike: boolean): NameField | null {
  if (one.field === other.field) return one.field
  if (!isLike) return null
  if (!areLike(one.word, other.word, true)) return isOfOne(one, other) ? 'surname' : null
  if (one.field === 'surname' && one.score > 0) return 'surname'
  // A misspelt given name is known by the right one beside it.
  return one.field === 'name' || other.field === 'name' ? 'name' : (one.field ?? other.field)
}

/** `записали Анной, а я Анна`: the same name in another case. */
function isDeclined(from: string, to: string, field: NameField): boolean {
  if (isGivenName(from)) return false
  const bearer = { gender: null, known: [to] }
  return ['accusative', 'oblique'].some(
    (stands) =>
      nominative(from, field, stands === 'oblique' ? 'oblique' : 'accusative', bearer).name === to,
  )
}

/** `Mrs Ali here (ex Khan)`: of a surname the other one is one too. */
function isOfOne(one: Form, other: Form): boolean {
  return [one.field, other.field].includes('surname') && [one.field, other.field].includes(null)
}

const HEAD_CHARS = 3

/** Written almost the same, or of one stem: Чернова and Черных, Рита is of no stem with Маргарита. */
function areLike(one: string, other: string, isOpposed: boolean): boolean {
  const [a, b] = [fold(one), fold(other)]
  const isNear = differsBy(a, b, 2) <= (Math.min(a.length, b.length) > (isOpposed ? 3 : 4) ? 2 : 1)
  const isStem = a.slice(0, HEAD_CHARS + 1) === b.slice(0, HEAD_CHARS + 1)
  return isNear || isStem || (a.length > 2 && b.startsWith(a)) || (b.length > 2 && a.startsWith(b))
}

/** Above nothing where the first is spelt as told and the second is not. */
function speltAs(one: string, other: string, letters: readonly LetterTold[]): number {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  return letters.reduce((sum, { fits }) => {
    return sum + Math.sign(fits(a) - fits(b)) * STRONG
  }, 0)
}
