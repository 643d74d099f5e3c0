/**
 * What a sentence says outright of a value in it, where the single words before and behind would
 * not tell: `чтобы в данных значился …`, `номер целиком такой: …`, `… is me`. Folded words.
 */
interface Sign {
  readonly says: RegExp
  readonly weight: 2 | -2
}

const NOUN =
  '(?:номер\\p{L}*|телефон\\p{L}*|почт\\p{L}*|ящик\\p{L}*|адрес\\p{L}*|айди|id|number|phone|e-?mail|address|номир\\p{L}*|пошта\\p{L}*)'
const END = '[\\s:«"“„—–-]{0,4}$'

const BEFORE: readonly Sign[] = [
  {
    // `чтобы в карточке значился рабочий: …`
    says: new RegExp(
      `(?<!\\p{L})чтоб[ыо]?(?:\\s\\p{L}{1,14}){0,4}\\s(?:знач|числ|стоял|был|указ|запис|привяз|отобража|фигурир)\\p{L}*(?:\\s\\p{L}{1,14}){0,3}${END}`,
      'u',
    ),
    weight: 2,
  },
  {
    // `номер целиком такой: …`, `the full number is …`
    says: new RegExp(
      `(?<!\\p{L})(?:${NOUN}\\s)?(?:целиком|полностью|толык|толыгымен|in full|полный|the full|full)(?:\\s${NOUN})?(?:\\s(?:он|она))?(?:\\s(?:такой|такая|такое|выглядит так|мынау|мынадай|is))?${END}`,
      'u',
    ),
    weight: 2,
  },
  {
    // `the ID assigned to me was …`
    says: /(?<!\p{L})(?:assigned|issued|given|allotted) to me (?:is|was|has been)[\s:«"“„]{0,3}$/u,
    weight: 2,
  },
  { says: /(?<!\p{L})неточн(?:ые|ый|ая|ое)(?!\p{L})[^.!?\n]{0,60}$/u, weight: -2 },
  {
    says: /(?<!\p{L})точн(?:ые|ый|ая|ое) (?:данные|номер|адрес|телефон|почта)[^.!?\n]{0,60}$/u,
    weight: 2,
  },
  // `мой новый номер вбить …`
  {
    says: new RegExp(
      `(?<!\\p{L})(?:вбить|вбейте|забить|забейте)(?:\\sв\\s\\p{L}{1,14})?${END}`,
      'u',
    ),
    weight: 2,
  },
  // `с другим номером: …`
  {
    says: new RegExp(
      `(?<!\\p{L})(?:с|со|под)\\s(?:другим|другой|новым|новой)\\s${NOUN}${END}`,
      'u',
    ),
    weight: 2,
  },
  // `скоро закрою этот ящик (…)`, `жабамын`
  {
    says: new RegExp(
      `(?<!\\p{L})(?:закрою|закроем|удалю|брошу|заброшу|отключу|закрываем|(?:will|going to|about to|ll)(?: be)?(?: soon)? (?:clos|delet|los|shut|abandon)\\p{L}*)(?:\\s\\p{L}{1,14}){0,3}[\\s:«"“„(—–-]{0,4}$`,
      'u',
    ),
    weight: -2,
  },
]

const BEHIND: readonly Sign[] = [
  // `…, осылай болуы керек`, `… вот так правильно`
  {
    says: /^[\s,;.—–-]{1,3}(?:осылай (?:болу|жаз)|(?:вот )?так (?:правильно|верно|надо|нужно|должно)|именно так|like (?:this|so)(?!\p{L})|thats (?:correct|right|how it should))/u,
    weight: 2,
  },
  // `… прошу занести взамен …`
  {
    says: /^\s(?:прошу|просим|просьба)\s(?:занести|внести|указать|записать|вписать|поставить|добавить|использовать|считать (?:верн|правильн|актуальн|действ)\p{L}*)(?!\p{L})/u,
    weight: 2,
  },
  // `…, занесите, пожалуйста, его`
  {
    says: /^[\s,;]{1,3}(?:прошу )?(?:(?:его|ее|именно его|именно ее) (?:и )?)?(?:занесите|занести|внесите|впишите|запишите|укажите|поставьте)\s{1,3}(?:пожалуйста\s{1,3})?(?:его|ее|этот|эту|именно)(?!\p{L})/u,
    weight: 2,
  },
  // `… поштасына ауыстырыңыз`, `… поштамды жақында жабамын`
  {
    says: new RegExp(
      `^\\s(?:деген\\s)?${NOUN}[гкн]?[ае]\\s(?:\\p{L}{1,14}\\s){0,2}(?:ауыс|кошир|байланыз|байласа|байлап|тиркениз|тиркесе|тиркеп (?:ал|кой|бер)|откиз|алмас)`,
      'u',
    ),
    weight: 2,
  },
  {
    says: new RegExp(
      `^\\s(?:деген\\s)?${NOUN}\\s(?:жакында|тез арада|енди|бугин)?\\s?(?:жаба|жоя|жоямын|оширемин|удал)`,
      'u',
    ),
    weight: -2,
  },
  // `… мне больше недоступен`
  {
    says: /^\s(?:\p{L}{1,10}\s){0,2}(?:недоступ(?:ен|на|но)|неактив(?:ен|на|но)|не актив(?:ен|на|но)|не доступ(?:ен|на|но)|(?:is|became|has become) (?:inactive|unavailable|inaccessible|defunct))(?!\p{L})/u,
    weight: -2,
  },
  // `… is me`, `… is someone else`
  { says: /^\s(?:is|was) (?:me|mine)(?!\p{L})/u, weight: 2 },
  {
    says: /^\s(?:is|was) (?:some other|someone else|somebody else|another (?:person|client))/u,
    weight: -2,
  },
  // `…. That's hers.`
  {
    says: /^[\s,;.!?—–-]{1,3}(?:(?:and |but )?(?:thats|that is|its|it is|this is)|это(?: же)?|бул)\s(?:hers|his(?! new)|theirs|not mine|my (?:mother|father|mum|mom|husband|wife|sister|brother|son|daughter)\p{L}*|не мой|не моя|не мое|(?:номер|телефон|почта|адрес) (?:мамы|папы|мужа|жены|сестры|брата|сына|дочери|коллеги)|меники емес)(?!\p{L})/u,
    weight: -2,
  },
]

const FOREIGN_VALUE = '(?:[^\\s@]{1,64}@[^\\s@]{3,80}|\\+?\\d[\\d ()-]{7,20}\\d)'
const ALIKE = new RegExp(
  `^\\s?(?:и|and|мен|жане)\\s(?:\\p{L}{1,12}\\s){0,3}(?:${FOREIGN_VALUE}\\s)?(?:остаются|остались|(?:прежние|те же)(?!\\p{L})|не (?:меня|измен|трога)|остаетс|озгермей|озгерген жок|remain(?!\\p{L})|stay(?!\\p{L})|are unchanged)`,
  'u',
)

const UNCHANGED =
  /(?<!\p{L})(?:не (?:меня|смен|помен|измен)\p{L}*|(?:тот же|та же|the same|unchanged|has not changed|hasnt changed|did not change|озгермеди|озгерген жок))(?:\s\p{L}{1,12}){0,2}[\s:—–-]{1,4}$/u

/** `телефон не меняла: …`. */
export function isUnchanged(before: string): boolean {
  return UNCHANGED.test(before)
}

const CONFIRMED =
  /^[\s,]{1,2}(?:(?:is|тоже|уже|и так|остался|по-прежнему|still)\s){0,2}(?:correct|right|fine|верн(?:ый|ая|о|ые)|правильн(?:ый|ая|о|ые)|дурыс|дурыс жазылган)(?:\s(?:as it is|записан|указан))?[\s]?(?:[.,;!)\n]|$)/u

/** `телефон … верный`: of the only number in a letter that corrects something else. */
export function isConfirmed(behind: string): boolean {
  return CONFIRMED.test(behind)
}

/** The weight of what is said outright in the sentence of a value, 0 for nothing. */
export function weightOutright(before: string, behind: string): number {
  const said =
    BEHIND.find(({ says }) => says.test(behind)) ?? BEFORE.find(({ says }) => says.test(before))
  return said?.weight ?? 0
}

/** `… и почта … остаются`: two values of different kinds, both left as they are. */
export function keptTogether(behind: string): boolean {
  return ALIKE.test(behind)
}

const WISHED_INSTEAD = new RegExp(
  `(?<!\\p{L})чтоб[ыо]?(?:\\s\\p{L}{1,14}){0,4}\\s(?:вместо|взамен)(?:\\s\\p{L}{1,14}){0,2}${END}`,
  'u',
)
/** `сейчас …, хочу …`, `currently …, I want …`. */
const STANDS_NOW =
  /(?<!\p{L})(?:сейчас|пока|currently|at the moment|now|казир|азирге)(?:\s\p{L}{1,12}){0,2}[\s:«"“„—–-]{0,4}$/u
const WISHED =
  /^[\s,;»"”—–-]{1,4}(?:(?:а|но|but|and)\s)?(?:хочу|хотел\p{L}* бы|желаю|прошу|надо|нужен|нужно|(?:i )?want|(?:i )?need|(?:i )?would like|id like)(?:\s\p{L}{1,12}){0,2}[\s:«"“„—–-]{0,4}$/u
/** `replace … by my private one, …`. */
const REPLACES =
  /(?<!\p{L})(?:замен|смен|помен|replac|swap|substitut|exchang)\p{L}*(?:\s\p{L}{1,14}){0,4}[\s:«"“„]{1,3}$/u
const BY_OTHER = /^[\s»"”]{1,2}(?:на|by|with|for|to)(?:\s\p{L}{1,14}){1,4},\s[«"“„]?$/u
const PLACED =
  /(?<!\p{L})(?:у вас|в базе|в карточке|в кабинете|указан\p{L}*|записан\p{L}*|числ\p{L}*|стоит|система|сайт|сиздерде|базада|you have|your (?:system|records?|site)|shows?|listed|on file)(?!\p{L})/u

/**
 * `присвоили …, хотя был …`, `мой …, хотя у вас …`: what stands though it ought not to;
 * `чтобы вместо … был указан …`: what ought to stand.
 */
export function setOutright(lead: string, between: string): 'old' | 'new' | null {
  if (WISHED_INSTEAD.test(lead)) return 'old'
  if (STANDS_NOW.test(lead) && WISHED.test(between)) return 'old'
  if (REPLACES.test(lead) && BY_OTHER.test(between)) return 'old'
  if (!/^[\s,»"”]{1,4}(?:хотя|although|(?:even )?though)(?!\p{L})/u.test(between)) return null
  if (PLACED.test(lead)) return 'old'
  return PLACED.test(between) ? 'new' : null
}

const ASIDE =
  /,(\s(?:пожалуйста|будьте (?:добры|любезны)|если (?:можно|не сложно|нетрудно)|прошу вас|please|kindly|өтінемін|отинемин)),/giu

/** `перенесите, пожалуйста, запись на …`: nothing ends at such commas. */
export function withoutAsides(text: string): string {
  return text.replace(ASIDE, '$1')
}
