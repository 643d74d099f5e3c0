/** How a verb stands in its sentence, told by the end of its folded form. */
export type Mood = 'imperative' | 'infinitive' | 'noun' | 'first' | 'past' | 'refusal' | 'other'

const KAZAKH_REFUSAL = /(?:ма|ме|ба|бе|па|пе)(?:ныз|низ|й|у|с)/
/** `орындамаңыздар`, of whatever verb. */
const KAZAKH_ORDER_NOT = /^\p{L}{2,20}[мбп][ае]н[ыи]з(?:д[ае]р)?(?:ш[ыи])?$/u
const REFUSED_STEM =
  /^(?:бер|колдан|кой|жой|ошир|онде|сакта|тарат|жибер|пайдалан|тузе|келис|хабарлас|мазала|жина)/
const KAZAKH_IMPERATIVE =
  /(?:ныз|низ)(?:дар|дер)?(?:шы|ши)?$|(?:ындар|индер)(?:шы|ши)?$|[лтр]с[ыи]н$/
const KAZAKH_NOUN =
  /(?:[^аеиоуыэюя]|^..)[ую](?:лары|лери)?(?:ыныз|иниз|имиз|ымыз|ныз|низ)?(?:ды|ди|дын|дин|га|ге|на|не)?$/
const KAZAKH_FIRST = /(?:амын|емин|ймын|ймин|амыз|емиз|ймыз|ймиз)$/

const PLURAL_IMPERATIVE = /(?:[ийь]те|[ийь]тесь)(?:ка)?$/
const INFINITIVE = /(?:ть|ти|чь|тись|ться|чься)$/
const RUSSIAN_NOUN =
  /(?:ени|ани|яни|ци|ти)(?:е|я|ю|ем|и|й|ям|ями|ях)$|(?:вк|вод|мен)(?:а|и|е|у|ой)$/
const PAST = /(?:л|ла|ло|ли|лся|лась|лось|лись)$|(?:[ая]н|[^ж]ен|ат|ут)[аоы]?$/
/** `отзываю` is said of oneself; `смену` and `жою` are nouns. */
const FIRST = /(?:аю|яю|ую|шу|чу|жу)$|[юу]сь$/
const SINGULAR_IMPERATIVES = new Set(
  (
    'удали удоли сотри убери исключи уничтожь уничтожай забудь закрой прекрати прекращай останови отзови исправь ' +
    'измени поменяй смени замени обнови уточни поправь добавь внеси впиши запиши укажи перепиши пришли скинь ' +
    'дай покажи вышли отправь сообщи отпиши хватит стоп жой ошир токтат тузет озгерт'
  ).split(' '),
)

/** The rules in their order: what ends like two moods has the first. */
const BY_END: readonly (readonly [RegExp, Mood])[] = [
  [PLURAL_IMPERATIVE, 'imperative'],
  [KAZAKH_IMPERATIVE, 'imperative'],
  [INFINITIVE, 'infinitive'],
  [RUSSIAN_NOUN, 'noun'],
  [PAST, 'past'],
  [KAZAKH_FIRST, 'first'],
  [FIRST, 'first'],
  [KAZAKH_NOUN, 'noun'],
]

/** The mood of a verb; only asked of words that are known to be deeds. */
export function moodOf(word: string): Mood {
  if (/^[a-z]/.test(word)) return englishMood(word)
  if (REFUSED_STEM.test(word) && KAZAKH_REFUSAL.test(word.slice(3))) return 'refusal'
  if (KAZAKH_ORDER_NOT.test(word)) return 'refusal'
  if (SINGULAR_IMPERATIVES.has(word)) return 'imperative'
  return BY_END.find(([end]) => end.test(word))?.[1] ?? 'other'
}

function englishMood(word: string): Mood {
  if (/(?:ing|ion|ions|al|ure|ance|ment)$/.test(word)) return 'noun'
  if (/[^s]s$/.test(word)) return 'other'
  return /(?:ed|en|sent|forgotten)$/.test(word) ? 'past' : 'imperative'
}
