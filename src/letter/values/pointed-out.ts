/** A value in a letter, with the folded words of its sentence before it. */
export interface Spoken {
  readonly before: string
}

const RIGHT =
  /(?<!\p{L})(?:правил\p{L}*|верен|верн[аоы]?(?:ый|ая|ое)?|нужен|нужн[аоы]|оставьте|оставить|калсын|калдыр\p{L}*|прив(?:едите|ести)|исправ\p{L}*|correct|right|use|align|switch|keep|true|valid|дурыс\p{L}*|керек)(?!\p{L})/u
const WRONG =
  /(?<!\p{L})(?:неправил\p{L}*|неверн\p{L}*|ошибочн\p{L}*|лишн\p{L}*|удалите|уберите|сотрите|стереть|drop|delete|remove|алып таст\p{L}*|ошир\p{L}*|устарел\p{L}*|wrong|incorrect|outdated|кате|терис)(?!\p{L})/u
const FIRST =
  /(?<!\p{L})(?:перв(?:ый|ое|ая|ого|ому|ым)|the former|first(?: one)?|бириншиси|биринши)(?!\p{L})/u
const LAST =
  /(?<!\p{L})(?:втор(?:ой|ое|ая|ого|ому|ым)|последн(?:ий|ее|яя|ему)|the latter|second(?: one)?|last one|екиншиси|екинши|соңгысы)(?!\p{L})/u
/** `верен кабинет`, `в соответствие с паспортом`, `as in the cabinet`. */
const PLACE_IS_RIGHT =
  /(?:вер(?:ен|но|на|ный|ная)|правильн(?:о|ый|ая)|соответствие со?|соответствии со?|как|так|match|as|дурысы)(?:\s(?:тот|та|то|что|как|в|во|на|из|мо\p{L}{1,3}|личн\p{L}{2,3}|in|on|the|my)){0,4}\s(\p{L}{5,20})/gu

/**
 * Which of two values the letter points out behind them: `правильный первый`, `the latter is right`,
 * `верен тот, что в кабинете`. Null when it points to none.
 */
export function pointedOut(values: readonly Spoken[], behind: string): 0 | 1 | null {
  const [first, second] = values
  if (values.length !== 2 || first === undefined || second === undefined) return null
  return byOrder(behind) ?? byPlace([first.before, second.before], behind)
}

function byOrder(behind: string): 0 | 1 | null {
  const sentence = behind
    .split(/[.!?](?:\s|$)|[,;]|\s(?:а|и|но|and|but|ал)\s/u)
    .find((one) => FIRST.test(one) || LAST.test(one))
  if (sentence === undefined) return null
  const isFirst = FIRST.test(sentence)
  if (isFirst && LAST.test(sentence)) return null
  if (WRONG.test(sentence)) return isFirst ? 1 : 0
  if (RIGHT.test(sentence)) return isFirst ? 0 : 1
  return null
}

const STEM_CHARS = 5

function byPlace([first, second]: readonly [string, string], behind: string): 0 | 1 | null {
  for (const [, place = ''] of behind.matchAll(PLACE_IS_RIGHT)) {
    const stem = place.slice(0, STEM_CHARS)
    if (first.includes(stem) !== second.includes(stem)) return first.includes(stem) ? 0 : 1
  }
  return null
}
