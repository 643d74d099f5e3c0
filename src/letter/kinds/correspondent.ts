import type { Sentence } from '../sentence/sentence.ts'
import type { OfficeSense } from '../sentence/words/trade.ts'
import { OFFICE_WORDS } from '../sentence/words/trade.ts'

export type Correspondent = 'authority' | 'partner' | 'press'

interface Written {
  readonly sentences: readonly Sentence[]
  readonly text: string
  /** The domain of the sender, '' when there is no one sender. */
  readonly domain: string
}

/** Letters of offices: an authority that requires, a partner that reports, the press that asks. */
export function correspondentOf(written: Written): Correspondent | null {
  if (isFromAuthority(written)) return 'authority'
  if (isFromPartner(written)) return 'partner'
  return written.sentences.some((sentence) => saysOffice(sentence, 'press')) ? 'press' : null
}

/** `Комитет … просит представить сведения`; a person who will complain to one is no authority. */
function isFromAuthority({ sentences, domain }: Written): boolean {
  if (/(?:^|\.)(?:gov|mil)(?:\.[a-z]{2})?$/.test(domain)) return true
  const isOfOne = sentences.some(
    (sentence) => isThreat(sentence) || says1st(sentence) || asksAsOne(sentence),
  )
  if (isOfOne) return false
  return sentences.some((sentence) => saysOffice(sentence, 'authority')) && sentences.some(requires)
}

/** An office requires in the third person or the plural, and something to be told or done. */
function requires(sentence: Sentence): boolean {
  return !sentence.isQuestion && sentence.tokens.some(({ word }) => REQUIRES.test(word))
}

const REQUIRES =
  /^(?:просит$|просим$|требует$|требуем$|предписыва|предписан|запрашива|обязыва|необходимо|надлежит|направляет|уведомляет|представить|сурайды|талап|requests?$|requires?$|orders$|demands$|hereby)/u

/** `прошу`, `требую`: one person asks. */
function asksAsOne({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) =>
    /^(?:прошу|требую|хочу|хотел|хотела|отзываю|желаю|настаиваю|сураймын|отинемин)$/u.test(word),
  )
}

/** `обращусь в прокуратуру`, `подам в суд`, `буду жаловаться`. */
function isThreat({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) =>
    /^(?:обращусь|обратимся|подам|подадим|пожалуюсь|пожалуемся|жаловат|напишу|придется|буду|вынужден|иначе|шагым|арызданам|жугинем|complain|sue|will)/u.test(
      word,
    ),
  )
}

function says1st({ tokens }: Sentence): boolean {
  return tokens.some(({ word }) => /^(?:я|мои|моих|мне|меня|мой|менин|маган|my|i|me)$/u.test(word))
}

const REPORT =
  /(?:по|согласно|во исполнение|in response to|following)\s(?:ваш|your|поручени)\p{L}{0,4}\s?(?:\p{L}{1,15}\s)?(?:запрос|поручени|требовани|обращени|request|instruction|письм)?/u
const DONE =
  /(?:данные|обработка|processing|data|запись|записи|сведения)\s(?:\p{L}{1,15}\s){0,5}(?:(?:удален|уничтожен|прекращен|исправлен|обновлен)[аоы]?(?!\p{L})|deleted|erased|stopped|corrected|updated|destroyed)/u

/** `По вашему запросу данные удалены. ТОО «Партнёр»`. */
function isFromPartner({ text, sentences }: Written): boolean {
  const words = text.slice(0, 4_000).toLowerCase().replaceAll('ё', 'е').replace(/\s+/gu, ' ')
  const isReport = DONE.test(words) && REPORT.test(words)
  return isReport && sentences.some((sentence) => !sentence.isQuestion)
}

function saysOffice({ tokens }: Sentence, sense: OfficeSense): boolean {
  return tokens.some(({ word }) => OFFICE_WORDS.sensesOf(word).has(sense))
}

const AUTOMATED =
  /^(?:автоматическ|автоматизир|робот|бот$|алгоритм|автомат$|программа$|программой$|компьютер$|machine|computer$|software|automated|automatic|bot$|algorithm)/u
const AGAINST =
  /^(?:против|возраж|несоглас|человек|сотрудник|живо|вручную|карсы|адам|human|person|object|manual)/u

/** Objections to decisions by a machine (law 94-V, art. 19-1): `пусть решает человек, а не робот`. */
export function objectsToAutomation({ tokens, isQuestion }: Sentence): boolean {
  if (isQuestion) return false
  return (
    tokens.some(({ word }) => AUTOMATED.test(word)) && tokens.some(({ word }) => AGAINST.test(word))
  )
}
