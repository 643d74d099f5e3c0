import type { Sentence, Token } from '../sentence/sentence.ts'
import { has, says, wordAt } from '../sentence/sentence.ts'
import { otherPersonIn } from './third-person.ts'

/** As whom somebody acts for the person whose data it is (p.9.1, p.9.2, p.16). */
export type Representative = 'parent' | 'guardian' | 'lawyer' | 'service' | 'other'

interface Written {
  readonly title: Sentence
  readonly sentences: readonly Sentence[]
  /** The own words as they stand: forms of services are told by their lines. */
  readonly words: string
  /** The one address it comes from, lower case. */
  readonly sender: string | null
}

/** Who acts for another person in a letter; null for one who writes of his own data, whoever else is named. */
export function representativeIn({
  title,
  sentences,
  words,
  sender,
}: Written): Representative | null {
  const all = [title, ...sentences]
  const said = all.map((sentence) => ({ sentence, text: saidIn(sentence) }))
  for (const [who, outright] of OUTRIGHT)
    if (said.some(({ sentence, text }) => !sentence.isQuestion && outright.test(text))) return who
  if (isForm(words, sender)) return 'service'
  return kinIn(all)
}

const CHILD_RU =
  '(?:дочер(?:и|ей|ью)|дочк[аиеуо]\\p{L}?|сын(?:а|у|ом|е|овей)|реб[её]н(?:ка|ку|ком|ке)|дет(?:ей|ям|ьми|ях)|дочерей)'
const CHILD_KK = '(?:балам|балаларым|кызым|кыздарым|улым|улдарым|перзентим)\\p{L}{0,4}'
const CHILD_EN = '(?:son|daughter|child|children|kid|kids)s?'
const MINOR = '(?:несовершеннолетн\\p{L}{2,3}|малолетн\\p{L}{2,3}) '
const MY = '(?:(?:мо|сво|наш)\\p{L}{1,3} )?'
const START = '(?<![\\p{L}\\d])'
const END = '(?!\\p{L})'

/** Folded words have no other letters; the class of all letters would take a third of a second to make ready. */
const LETTER = 'a-zа-яё\\u0450-\\u04ff'

function marks(...said: readonly string[]): RegExp {
  const pattern = `${START}(?:${said.join('|')})${END}`
    .replaceAll('[\\p{L}\\d]', `[${LETTER}\\d]`)
    .replaceAll('\\p{L}', `[${LETTER}]`)
  return new RegExp(pattern, 'u')
}

/** Said in so many words, the surest first. Words are folded: `сенімхат` is `сенимхат` here. */
const OUTRIGHT: readonly (readonly [Representative, RegExp])[] = [
  [
    'service',
    marks(
      '(?:we|i) (?:are|am|have been|were) (?:duly |hereby )?authori[sz]ed (?:by (?:our|the) (?:user|customer|member|client|consumer)s? )?to (?:act|submit|send|make|request|exercise)',
      '(?:as |is |are )?(?:an? |the |their |his |her )?authori[sz]ed agents?',
      'on behalf of (?:(?:our|the|one of our|a|the following|several|many) )?(?:\\p{L}{1,12} )?(?:users?|members?|subscribers?|consumers?|customers?|individuals?|data subjects?)',
      'our (?:user|member|subscriber|customer)s? (?:has |have )?(?:requested|asked|authori[sz]ed|instructed|wishes|wants)',
      '(?:по поручению|от имени|в интересах|по просьбе|по запросу) (?:наш\\p{L}{1,3} )?(?:пользовател|подписчик|клиентов|клиента сервиса|потребител)\\p{L}{0,4}',
      'наш\\p{L}{0,3} (?:пользовател|подписчик)\\p{L}{0,3} (?:поручил|просит|уполномочил|попросил|хочет|требует)\\p{L}{0,2}',
      'сервис\\p{L}{0,2} (?:\\p{L}{1,15} ){0,5}(?:по поручению|от имени|представляет интересы|уполномочен)',
      'пайдаланушы(?:мыз|лар|ларымыз)\\p{L}{0,4} (?:атынан|тапсырмасы бойынша|тапсырысымен)',
    ),
  ],
  [
    'guardian',
    marks(
      '(?:я|как|являюсь|будучи|в качестве|ее|его) (?:(?:законн|официальн|назначенн|единственн)\\p{L}{2,3} )?(?:опекун|попечител)\\p{L}{0,3}',
      '(?:опекун|попечитель) (?:несовершеннолетн|недееспособн|малолетн|сестры|брата|внук)\\p{L}{0,5}',
      'под (?:моей |нашей )?(?:опекой|попечительством)',
      '(?:камкоршы|коргаушы)(?:сы|сымын|мын|сы ретинде| ретинде)',
      '(?:as |am |im )(?:the |a |his |her |their )?(?:legal |appointed |court appointed )?guardian',
      'legal guardian of',
    ),
  ],
  [
    'parent',
    marks(
      `(?:от имени|в интересах|от лица) ${MY}(?:${MINOR})?${MY}(?:\\p{L}{1,12} )?${CHILD_RU}`,
      `(?:я |как |являюсь )(?:законн\\p{L}{2,3} представител\\p{L}{1,3} )${MY}(?:${MINOR})?${CHILD_RU}`,
      `(?:я|как|являюсь) (?:мать|матерью|мама|отец|отцом|папа|родитель|родителем) и (?:его |ее )?законн\\p{L}{2,3} представител\\p{L}{1,3}`,
      `являюсь (?:матерью|отцом|родителем) ${MY}(?:${MINOR.trim()}|${CHILD_RU}|\\p{L}{3,15}$)`,
      `${CHILD_KK} (?:\\p{L}{1,15} )?атынан`,
      '(?:ата анасы|анасы|акеси)(?:мын|мин| ретинде)',
      `on behalf of (?:my|our) (?:minor |underage |little |young |\\d+ ?year old )*${CHILD_EN}`,
      `(?:as |am |im )(?:the |a |his |her )?(?:parent|mother|father)(?: and legal (?:guardian|representative))? of (?!(?:two|three|four|five)${END})`,
    ),
  ],
  [
    'guardian',
    marks(
      'законн\\p{L}{2,3} представител[ьея]\\p{L}{0,2}',
      'занды окил\\p{L}{0,6}',
      'legal representative of',
    ),
  ],
  [
    'lawyer',
    marks(
      'представля(?:ю|ем|ет|ющий|ющая) интересы',
      '(?:действу\\p{L}{1,3} )в интересах',
      'в интересах (?:мо\\p{L}{1,3} |наш\\p{L}{1,3} )?(?:доверител|клиент|подзащитн)\\p{L}{1,4}',
      '(?:мо[йягем]\\p{L}{0,2}|наш\\p{L}{0,3}) (?:доверител|подзащитн)\\p{L}{1,4}',
      'доверител\\p{L}{1,3} (?:просит|требует|отзывает|поручил|указал)\\p{L}{0,2}',
      '(?:данн\\p{L}{2,3}|сведени\\p{L}{1,2}) (?:о |об )?(?:\\p{L}{1,12} )?доверител\\p{L}{1,3}',
      '(?:от имени|по поручению|по просьбе) (?:мо\\p{L}{1,3} |наш\\p{L}{1,3} )?(?:доверител|клиент)\\p{L}{1,4}',
      '(?:по|на основании|согласно|в силу|имею|имея|есть|имеется|прилага\\p{L}{1,4}|прикладываю|во вложении|копи\\p{L}{1,2}) (?:\\p{L}{1,16} ){0,3}доверенност\\p{L}{1,2}',
      'доверенность (?:\\p{L}{1,16} ){0,4}(?:прилага\\p{L}{1,4}|приложена|во вложении|имеется|есть|направлю|на руках|прикладываю)',
      'доверенное лицо',
      '(?:я|пишу как|будучи|являюсь|как) адвокат(?:ом)?',
      'адвокат (?:\\p{L}{3,20} ){1,4}(?:на основании|прошу|просит|действу)\\p{L}{0,4}',
      'адвокатский запрос',
      'сенимхат\\p{L}{0,3} (?:бойынша|негизинде|аркылы)',
      '(?:сенимхат\\p{L}{0,3}) (?:тирке|косымша|коса)\\p{L}{0,8}',
      'адвокат(?:ы)? ретинде',
      'адвокатымын',
      'мудде(?:син|лерин|ми)\\p{L}{0,2} (?:билдир|корга)\\p{L}{0,8}',
      '(?:клиентим|сеним бирушим|коргаудагы)\\p{L}{0,6} атынан',
      'on behalf of (?:my|our) clients?',
      '(?:i|we) (?:represent|act for|am acting for|are acting for|am instructed by|are instructed by)(?! (?:myself|ourselves|the company|a company|your))',
      '(?:my|our) client (?:\\p{L}{1,15} ){0,3}(?:requests?|demands?|withdraws?|asks?|wishes|hereby|has instructed)',
      '(?:under|by|with|through|have|hold|holding|attached|enclosed|copy of) (?:(?:a|the|his|her|my|valid|notari[sz]ed) ){0,3}power of attorney',
      'power of attorney (?:is )?(?:attached|enclosed|available)',
      '(?:as |am |im )(?:the |an? |his |her )?(?:attorney|lawyer|solicitor|counsel) (?:for|of)',
    ),
  ],
  [
    'other',
    marks(
      '(?:от имени|по поручению|по просьбе|от лица) (?:мо\\p{L}{1,3} |наш\\p{L}{1,3} |сво\\p{L}{1,3} )?(?:\\p{L}{1,15} )?(?:мамы|матери|папы|отца|мужа|жены|супруг[аи]|бабушки|дедушки|брата|сестры|тети|дяди|внук[аи]|внучки|родителей|сосед[а-я]{1,3}|коллеги|друга|подруги|сотрудник[аи]|свекрови|тещи|родственни\\p{L}{2,3})',
      '(?:я|как|являюсь|будучи) (?:ее |его |их |официальн\\p{L}{2,3} |уполномоченн\\p{L}{2,3} )?представител[ьея]\\p{L}{0,2}(?! компани| фирм| организац| тоо| ип)',
      '(?:сосед|соседка|коллега|друг|подруга|знакомый|знакомая) (?:\\p{L}{1,12} ){0,2}(?:просил|попросил|просит|поручил)[аи]?',
      '(?:анам|акем|апам|атам|ажем|агам|иним|синлим|куйеуим|айелим|жубайым|немерем|достым|досым|коршим)\\p{L}{0,4} атынан',
      '(?:мен |уакилетти )окил(?:и|имин|и ретинде|имын)?',
      'on behalf of (?:my|our) (?:\\p{L}{1,12} )?(?:mother|father|mom|mum|dad|husband|wife|spouse|partner|brother|sister|grandmother|grandfather|parents?|aunt|uncle|friend|neighbou?r|colleague|employee|relative)s?',
      '(?:as |am |im )(?:the |a |his |her |their )(?:legal |authori[sz]ed )?representative',
    ),
  ],
]

/** Not asked, not quoted, not of theirs, and not that there is none. */
function saidIn({ tokens }: Sentence): string {
  const words = tokens.filter(({ isQuoted }) => !isQuoted).map(({ word }) => word)
  const text = words.join(' ')
  return NOT_SAID.test(text) ? '' : text
}

const NOT_SAID =
  /(?<!\p{L})(?:не (?:по доверенности|от имени|являюсь|представляю|опекун|адвокат)|без доверенности|нет доверенности|доверенности нет|отзываю (?:\p{L}{1,12} )?доверенность|ваш(?:его|ему|им|а|ей)? (?:представител|адвокат|сервис)|от вашего имени|not (?:on behalf|acting|an? |his |her )|no power of attorney|without (?:a )?power of attorney|your (?:representative|lawyer|attorney|agent)|сенимхат(?:ым)? жок|буду действовать|оформлю доверенность|позвонил|звонил|на ваш[еу]м? сервис)/u

/** Lines of the forms that services send: whose data it is, an address of theirs, a number of the form. */
const FORM_LINES: readonly RegExp[] = [
  /^\W{0,4}(?:data subject|consumer|requester|user|customer|субъект|пользователь|потребитель)[\p{L} /’'-]{0,25}:\s?\S/imu,
  /^\W{0,4}(?:request|ticket|case|reference|запрос|заявка|обращение)[\p{L} ]{0,12}(?:id|no|number|type|#|№|номер|тип)?\W{0,3}:?\s?#?[\w-]{3,40}\s{0,3}$/imu,
]
const FORM_ADDRESS =
  /^\W{0,4}(?:[\p{L}’' -]{0,25}(?:e-?mail|почта|mail address|email address))[\p{L} ]{0,15}:\s?<?([^\s<>@]{1,64}@[\w.-]{3,120})/imu

function isForm(words: string, sender: string | null): boolean {
  const text = words.slice(0, 10_000)
  const address = FORM_ADDRESS.exec(text)?.[1]?.toLowerCase()
  const isOfAnother = address !== undefined && sender !== null && address !== sender
  return isOfAnother && FORM_LINES.every((line) => line.test(text))
}

/** Of kin as `third-person.ts` finds them; whom a proxy or an own new number is named for tells nothing. */
function kinIn(all: readonly Sentence[]): 'parent' | 'other' | null {
  if (all.some(({ tokens }) => OWN.test(wordsOf(tokens)))) return null
  const isOfOne = all.some(({ tokens }) => OF_MINE.test(wordsOf(tokens)))
  const sentences = all.filter((one) => isOfWhom(one) && (isOfOne || !isOfMany(one)))
  if (otherPersonIn(sentences) !== 'relative') return null
  const isOfChildOnly = sentences.every(({ tokens }) => tokens.every(isNoOtherKin))
  const isOfChild = sentences.some(({ tokens }) => tokens.some(({ word }) => CHILD.test(word)))
  return isOfChild && isOfChildOnly ? 'parent' : 'other'
}

function wordsOf(tokens: readonly Token[]): string {
  return tokens.map(({ word }) => word).join(' ')
}

const CHILD =
  /^(?:доч|сын(?!ак)|ребен|дети$|детей$|деткам$|балам|кызым|улым|son$|sons$|daughter|child|kid)/u

/** `я мама Айдара` is the child's; `моя мама` is the writer's. */
function isNoOtherKin(token: Token, at: number, tokens: readonly Token[]): boolean {
  if (!has(token, 'relative') || CHILD.test(token.word)) return true
  const isParent = /^(?:мама|мать|отец|папа|родител|mother|father|parent)/u.test(token.word)
  return isParent && !/^(?:мо|наш|сво|my$|our$)/u.test(wordAt(tokens, at - 1))
}

/** The record is the writer's own, whoever else is named: `в моей карточке`, `мой: …`, `меникин`. */
const OWN = new RegExp(
  `${START}(?:(?:мой|мою|моя|моей|мое) (?:личн\\p{L}{2,3} |нов\\p{L}{2,3} )?(?:номер|карточк\\p{L}|аккаунт|профил\\p{L}|фамили\\p{L}|имя|телефон(?! для| контакт))|(?:как|на) мой|мой личный|меники\\p{L}{0,2}|озим\\p{L}{0,4} (?:номир|звонок|тег|ат|деректер)\\p{L}{0,8}|малиметтериме|деректериме|(?:записали|переименовали|назвали|писали) (?:\\p{L}{1,15} ){0,3}меня|про меня|обо мне|тегине отт\\p{L}{1,4}|(?:took|carry|have|use) my (?:ex )?husbands (?:sur|last )?name|about me)${END}`,
  'u',
)

function isOfWhom(sentence: Sentence): boolean {
  const text = wordsOf(sentence.tokens)
  return !says(sentence, 'proxy') && !BORROWED.test(text) && !NOW_OWN.test(text)
}

function isOfMany({ tokens }: Sentence): boolean {
  return MANY.test(wordsOf(tokens))
}

/** Children at large: `вы обрабатываете данные детей?` */
const MANY = /(?<!\p{L})(?:детей|дети|детям|children|kids|балалар\p{L}{0,4})(?!\p{L})/u

const OF_MINE =
  /(?<!\p{L})(?:(?:мо|наш|сво)\p{L}{1,3}|my|our) (?:\p{L}{1,20} )?(?:доч|сын(?!ак)|реб|дет|son|daughter|child|kids)/u

const KIN =
  '(?:муж|жен|супруг|мам|мат|пап|отц|сын|доч|брат|сестр|бабушк|дедушк|внук|внуч|реб|дет|тет|родител)\\p{L}{0,6}'

/** `пишу с телефона мужа`, `анамның телефонынан жазып отырмын`, `from my wife's phone`. */
const BORROWED = new RegExp(
  `${START}(?:(?:со?|через) (?:\\p{L}{1,12} )?(?:телефон|почт|ящик|адрес|номер|аккаунт|компьютер|ноутбук|планшет|e ?mail|мейл)\\p{L}{0,3} ${MY}${KIN}|\\p{L}{3,12}(?:нын|нин|дын|дин|тын|тин) (?:телефон|пошта|компьютер|номир)\\p{L}{0,4}(?:нан|нен|дан|ден)|(?:from|using|via) (?:my |our )?(?:husband|wife|mother|father|mom|mum|dad|son|daughter|brother|sister|partner)s? (?:phone|e ?mail|mail|address|account|computer|laptop))${END}`,
  'u',
)

/** `замените на номер мужа`, `вместо моего укажите телефон мамы`: the record is the writer's. */
const NOW_OWN = new RegExp(
  `${START}(?:(?:записать|запишите|указать|укажите|поставьте|поставить|ношу) фамилию ${KIN}|на (?:номер|телефон|почту|адрес)\\p{L}{0,3} ${MY}${KIN}|вместо мо\\p{L}{1,3}|мо[йяюе]\\p{L}? (?:\\p{L}{1,12} ){0,2}на (?:номер|телефон|почту))${END}`,
  'u',
)
