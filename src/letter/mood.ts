/** How a verb stands in its sentence, told by the end of its folded form. */
export type Mood = 'imperative' | 'infinitive' | 'noun' | 'first' | 'past' | 'refusal' | 'other'

const KAZAKH_REFUSAL = /(?:ма|ме|ба|бе|па|пе)(?:ныз|низ|й|у|с)/
const REFUSED_STEM = /^(?:жой|ошир|онде|сакта|тарат|жибер|пайдалан|тузе|келис|хабарлас|мазала|жина)/
const KAZAKH_IMPERATIVE = /(?:ныз|низ)(?:дар|дер)?(?:шы|ши)?$|(?:ындар|индер)(?:шы|ши)?$/
const KAZAKH_NOUN =
  /(?:[^аеиоуыэюя]|^..)[ую](?:ыныз|иниз|имиз|ымыз)?(?:ды|ди|дын|дин|га|ге|на|не)?$/
const KAZAKH_FIRST = /(?:амын|емин|ймын|ймин|амыз|емиз|ймыз|ймиз)$/

const PLURAL_IMPERATIVE = /(?:[ийь]те|[ийь]тесь)(?:ка)?$/
const INFINITIVE = /(?:ть|ти|чь|тись|ться|чься)$/
const RUSSIAN_NOUN =
  /(?:ени|ани|яни|ци|ти)(?:е|я|ю|ем|и|й|ям|ями|ях)$|(?:вк|вод|мен)(?:а|и|е|у|ой)$/
const PAST = /(?:л|ла|ло|ли|лся|лась|лось|лись)$|(?:[ая]н|[^ж]ен|ат|ут)[аоы]?$/
const FIRST = /(?:ю|у|юсь|усь|им|ем)$/
const SINGULAR_IMPERATIVES = new Set(
  (
    'удали удоли сотри убери исключи уничтожь уничтожай забудь закрой прекрати прекращай останови отзови исправь ' +
    'измени поменяй смени замени обнови уточни поправь добавь внеси впиши запиши укажи перепиши пришли скинь ' +
    'дай покажи вышли отправь сообщи отпиши хватит стоп жой ошир токтат тузет озгерт'
  ).split(' '),
)

/** The mood of a verb; only asked of words that are known to be deeds. */
export function moodOf(word: string): Mood {
  if (/^[a-z]/.test(word)) return englishMood(word)
  if (REFUSED_STEM.test(word) && KAZAKH_REFUSAL.test(word)) return 'refusal'
  if (PLURAL_IMPERATIVE.test(word) || KAZAKH_IMPERATIVE.test(word)) return 'imperative'
  if (SINGULAR_IMPERATIVES.has(word)) return 'imperative'
  if (INFINITIVE.test(word)) return 'infinitive'
  if (RUSSIAN_NOUN.test(word)) return 'noun'
  if (PAST.test(word)) return 'past'
  if (KAZAKH_FIRST.test(word) || FIRST.test(word)) return firstOrNoun(word)
  return KAZAKH_NOUN.test(word) ? 'noun' : 'other'
}

/** `отзываю` is said of oneself; `смену`, `жою` and `өңдеуді` are nouns. */
function firstOrNoun(word: string): Mood {
  if (KAZAKH_FIRST.test(word) || /(?:аю|яю|ую|шу|чу|жу)$|сь$/.test(word)) return 'first'
  return KAZAKH_NOUN.test(word) ? 'noun' : 'other'
}

function englishMood(word: string): Mood {
  if (/(?:ing|ion|ions|al|ure|ance|ment)$/.test(word)) return 'noun'
  return /(?:ed|en|sent|forgotten)$/.test(word) ? 'past' : 'imperative'
}
