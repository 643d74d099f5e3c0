/** The words before two values, between them and behind them, folded. */
export interface Pair {
  readonly lead: string
  readonly between: string
  readonly trail: string
}

const NOUN =
  '(?:[\\s:«"“„(—–-]{1,3}(?:адрес\\p{L}*|почт\\p{L}*|ящик\\p{L}*|номер\\p{L}*|телефон\\p{L}*|мо[йяегю]\\p{L}{0,2}|нов\\p{L}{2,3}|стар\\p{L}{2,3}|прежн\\p{L}{2,3}|у вас|указанн\\p{L}*|фамили\\p{L}*|имени|имя|надо|нужно|user|id|e-?mail|my|the|new|old|number|phone|address|surname|name|it|is|на|номирим\\p{L}*|дурысы|я|меня)){0,4}[\\s:«"“„(—–-]{0,4}$'
const START = '^[\\s)»"”’,;—–-]{0,4}'

const ARROW = /^[\s)»"”.,]{0,3}(?:-{1,3}>|=>|→|⇒|➜|➔|➡️?|>>|[—–]>|>)[\s«"“„]{0,3}$/u
const NOT_OTHER = new RegExp(
  `${START}\\(?(?:(?:а|и|да|но|and|which|that|it|он[аои]?)\\s)?(?:не|вместо|взамен|заместо|instead of|in place of|rather than|not|as opposed to|replaces|supersedes)${NOUN}`,
  'u',
)
const INSTEAD_LEAD = new RegExp(
  `(?<!\\p{L})(?:вместо|взамен|заместо|instead of|in place of|rather than)${NOUN}`,
  'u',
)
const STANDS =
  /(?<!\p{L})(?:стоит|стоял\p{L}*|указан[аоы]?|запис(?:ан|ал)\p{L}*|числ\p{L}*|знач\p{L}*|напис(?:ан|ал)\p{L}*|напечатал\p{L}*|напечатан\p{L}*|получил\p{L}*|вышло|вбит\p{L}*|ошибк\p{L}*|опечатк\p{L}*|тур|жазыл\p{L}*|listed|written|says|shows|appears|have|put|typed|spelled|spelt|typo|mistake)(?!\p{L})/u
const ORDERS =
  /(?<!\p{L})(?:прошу|надо|нужно|должн\p{L}*|следует|правильн\p{L}*|запишите|внесите|укажите|поставьте|впишите|please|should)(?!\p{L})/u
const NOT_LEAD = new RegExp(`(?<!\\p{L})(?:не|not)${NOUN}`, 'u')
const BUT = new RegExp(
  `^[\\s)»"”’,;.!—–-]{0,4}(?:(?:а|но|ал|but|its|it is)(?!\\p{L})${NOUN}|$)`,
  'u',
)
const ONTO =
  /^[\s)»"”,]{0,3}(?:\([^)]{0,60}\)\s)?(?:на|to|with|for|by|into|в)(?:\s\p{L}{1,14}){0,4}\s?[:«"“„(—–-]{0,3}\s?$/u
const TURNS =
  /(?<!\p{L})(?:замен|помен|смен|измен|исправ|перепи|переправ|переключ|перевед|обнов|поправ|с|со|from|swap|chang|replac|updat|switch|mov|correct|amend|transfer)/u
const KAZAKH =
  /^[\s)»"”’,-]{0,3}(?:емес\p{L}{0,3}|дегенн?и?н? орнына|(?:нын|нин|дын|дин|тын|тин) орнына|орнына|деген(?:ди|нен|ге)?|[дтн][ае]н|[дтн][ыи])(?!\p{L})/u
const READS = new RegExp(
  `${START}(?:(?:следует |надо |нужно |прошу )?(?:читать|считать|заменить|исправить)(?: как| на)?|should (?:be|read|say)|must be|ought to be|(?:is |to be )?replaced (?:by|with)|has become|became|is now|теперь|стал[аои]?|сменил\\p{L}* на|(?:\\p{L}{1,12}\\s){0,2}(?:замен|помен|смен|измен|исправ|перепи|переправ|обнов|перев|перейти|перенес|переключ|chang|replac|correct|updat|alter|amend|turn|mov|switch)\\p{L}*(?:\\s\\p{L}{1,12}){0,3}\\s(?:на|to|with|by))${NOUN}`,
  'u',
)

type Rule = (pair: Pair) => 'old' | 'new' | null

/** What the first of two values beside one another is; null when nothing puts them against each other. */
export function pairOf(pair: Pair): 'old' | 'new' | null {
  if (isFromTo(pair)) return 'old'
  if (/[.!?]\s+\S/u.test(pair.between)) return null
  for (const rule of RULES) {
    const first = rule(pair)
    if (first !== null) return first
  }
  return null
}

const RULES: readonly Rule[] = [
  pointed,
  forRead,
  otherBehind,
  inBrackets,
  fromAndOnto,
  byCase,
  insteadBefore,
  insteadBetween,
  spoiltKazakh,
  notButBetween,
  ontoOther,
  kazakhCase,
  readsAs,
]

/** `… → …`. */
function pointed({ between }: Pair): 'old' | null {
  return ARROW.test(between) ? 'old' : null
}

/** `for … read …`. */
function forRead({ lead, between }: Pair): 'old' | null {
  const isFor = /(?<!\p{L})for\s[«"“„]?$/u.test(lead)
  return isFor && /^[\s»"”,]{1,3}(?:please )?(?:read|put|write|enter)\s[«"“„]?$/u.test(between)
    ? 'old'
    : null
}

/** `… (… емес)`, `…, … деген қате`, `… (… орнына)`. */
function otherBehind({ between, trail }: Pair): 'new' | null {
  const isBeside = /^[\s»"”)]{0,2}[,(—–-]\s?[«"“„]?$/u.test(between)
  return isBeside && /^[\s»"”]{0,2}(?:деген )?(?:емес|орнына|кате)(?!\p{L})/u.test(trail)
    ? 'new'
    : null
}

/** `From: … To: …`. */
function isFromTo({ lead, between }: Pair): boolean {
  return /(?<!\p{L})from\s?:\s?$/u.test(lead) && /^[\s.,;]{0,3}to\s?:\s?$/u.test(between)
}

/** `… (сейчас …)`, `… (ошибочно …)`, `… (was …)`. */
function inBrackets({ between }: Pair): 'new' | null {
  return /^[\s»"”]{0,2}\((?:а )?(?:сейчас|ошибочно|было|был|была|раньше|ранее|прежде|вместо|у вас|в базе|стоит|указан\p{L}*|current(?:ly)?|was|formerly|previously|now|wrongly|instead of|казир|бурын|сиздерде|базада|кате)(?:\s\p{L}{1,12}){0,3}\s?:?\s?[«"“„]?$/u.test(
    between,
  )
    ? 'new'
    : null
}

/** `с … перевести мою запись на …`, `from … please move me to …`. */
function fromAndOnto({ lead, between }: Pair): 'old' | null {
  const isFrom = /(?<!\p{L})(?:с|со|from)(?:\s\p{L}{1,14}){0,2}\s[«"“„]?$/u.test(lead)
  return isFrom && /\s(?:на|to|onto)(?:\s\p{L}{1,14}){0,2}\s[«"“„]?$/u.test(between) ? 'old' : null
}

/** `замена номера … номером …`. */
function byCase({ lead, between }: Pair): 'old' | null {
  const isTurned = /(?:замен|смен)\p{L}*(?:\s\p{L}{1,14}){0,4}\s[«"“„]?$/u.test(lead)
  return isTurned &&
    /^[\s»"”]{0,2}(?:\p{L}{1,12}\s)?(?:номером|адресом|почтой|ящиком|фамилией|именем)\s[«"“„]?$/u.test(
      between,
    )
    ? 'old'
    : null
}

/** `вместо … запишите …`, but `вместо … стоит …` tells the right one first. */
function insteadBefore({ lead, between }: Pair): 'old' | 'new' | null {
  if (!INSTEAD_LEAD.test(lead)) return null
  if (!STANDS.test(between) || ORDERS.test(between)) return 'old'
  return 'new'
}

/** `…, а не …`, `… вместо …`; `указано … вместо …` tells the wrong one first. */
function insteadBetween({ lead, between, trail }: Pair): 'old' | 'new' | null {
  if (!NOT_OTHER.test(between)) return null
  const isMistake =
    /вместо|взамен|заместо|instead of/u.test(between) &&
    STANDS.test(lead) &&
    !ORDERS.test(lead) &&
    !/^[\s»"”)]{0,3}(?:должн|надо|нужно|правильн|should)/u.test(trail)
  return isMistake ? 'old' : 'new'
}

/** `не …, а …`, `not … but …`. */
function notButBetween({ lead, between }: Pair): 'old' | null {
  return NOT_LEAD.test(lead) && BUT.test(between) ? 'old' : null
}

/** `с … на …`, `замените … на …`, `swap … for …`. */
function ontoOther({ lead, between }: Pair): 'old' | null {
  return ONTO.test(between) &&
    TURNS.test(lead) &&
    !/(?<!\p{L})на(?:\s\p{L}{1,12}){0,2}\s$/u.test(lead)
    ? 'old'
    : null
}

/** `… деген атымды … деп жазыпсыздар`, `… емес … болып кетипти`: the first is right, and they spoilt it. */
function spoiltKazakh({ between, trail }: Pair): 'new' | null {
  if (/^[\s»"”]{0,2}емес,? [«"“„]?$/u.test(between))
    return /^[\s»"”]{0,2}(?:болып|деп|боп) (?:кет|жазылып|жазыпсы|тиркел|шыг)/u.test(trail)
      ? 'new'
      : null
  const isOwn = /^[\s»"”]{0,2}деген \p{L}{2,12}(?:мды|мди) [«"“„]?$/u.test(between)
  return isOwn && SPOILT.test(trail) ? 'new' : null
}

const SPOILT =
  /^[\s»"”]{0,2}(?:деп|кылып|болып) \p{L}*(?:п(?:сыз|сиз|сын|син|ты|ти)|[гк][ае]н|(?:д|тт)[ыи]н[ыи]з)/u

/** `… емес, …`, `… орнына …`, `…-дан …-ге`. */
function kazakhCase({ between }: Pair): 'old' | null {
  return KAZAKH.test(between) ? 'old' : null
}

/** `… следует читать как …`, `… must be …`. */
function readsAs({ between }: Pair): 'old' | null {
  return READS.test(between) ? 'old' : null
}
