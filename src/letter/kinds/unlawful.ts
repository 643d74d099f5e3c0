import { evidence } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { has, says } from '../sentence/sentence.ts'
import type { Sentence, Token } from '../sentence/sentence.ts'
import { fieldsIn, isData } from '../sentence/things.ts'

type Rule = (sentence: Sentence) => boolean

/** What a sentence tells of data that were obtained, used or passed on against the law (p.16, p.17.1). */
export function unlawfulIn(sentence: Sentence): readonly Evidence[] {
  if (RULES.some((rule) => rule(sentence))) return [evidence('unlawful', 'asked', 'words')]
  return asksForSource(sentence) ? [evidence('unlawful', 'asked', 'bare')] : []
}

const RULES: readonly Rule[] = [
  saysUnlawful,
  isWithoutConsent,
  neverGave,
  isOtherPurpose,
  tellsOfLeak,
  tellsOfPublishing,
  turnsUpElsewhere,
  isInTheOpen,
  isGotByFraud,
  goesOnAfterWithdrawal,
  violatesLaw,
]

/** `обрабатываются незаконно`, `деректерімді заңсыз алғансыздар`. */
function saysUnlawful(sentence: Sentence): boolean {
  return !sentence.isQuestion && says(sentence, 'unlawful')
}

const CONSENT =
  /^(?:основани|законн|правов|basis|legal|lawful|согласи|разрешени|ведома|спрос|consent|permission|knowledge|asking)/u

/** `без моего согласия`, `без разрешения`; `сын без моего ведома оставил заявку` blames nobody here. */
function isWithoutConsent({ tokens }: Sentence): boolean {
  const isOfKin = tokens.some((token) => has(token, 'relative') && isSubject(token))
  if (isOfKin && tokens.every(({ word }) => !/^(?:вы|ваш|сиз|you)/u.test(word))) return false
  return tokens.some(
    ({ word }, i) =>
      /^(?:без|without)$/u.test(word) &&
      tokens.slice(i + 1, i + 4).some((token) => CONSENT.test(token.word)),
  )
}

/** `сын`, `дочь` did it; `номер мужа` is what was taken. */
function isSubject({ word }: Token): boolean {
  return /^(?:сын|дочь|дочка|муж|жена|мама|папа|мать|отец|брат|сестра|ребенок|son|daughter|balam|балам|улым|кызым)$/u.test(
    word,
  )
}

const GAVE =
  /^(?:давал|дала|дал$|предоставлял|оставлял|регистриров|соглашал|подписыв|передавал(?!ись)|оставил|берген|тиркел|бермедим|gave|agreed|consented|registered|subscribed|signed)/u

/** `согласия не давал`, `нигде не регистрировалась`, `тіркелген емеспін`, `I never signed up`. */
function neverGave({ tokens, isQuestion }: Sentence): boolean {
  if (isQuestion) return false
  return tokens.some((token, i) => {
    if (!GAVE.test(token.word)) return false
    const before = tokens.slice(Math.max(0, i - 3), i)
    const behind = tokens.slice(i + 1, i + 3)
    if (
      /^[a-z]/.test(token.word) &&
      before.every(({ word }) => !/^(?:i|never|have|havent)$/.test(word))
    )
      return false
    const isNever =
      before.some((word) => has(word, 'no')) ||
      behind.some(({ word }) => /^(?:емес|жок)/u.test(word))
    return isNever || token.word.endsWith('медим')
  })
}

/** `не та цель`, `данные даны для записи, а не для знакомств`, `в других целях`. */
function isOtherPurpose({ tokens, isQuestion }: Sentence): boolean {
  if (isQuestion) return false
  return tokens.some(({ word }, i) => {
    const before = tokens.slice(Math.max(0, i - 3), i)
    if (word.startsWith('максат'))
      return tokens.slice(i + 1, i + 4).some((token) => /^(?:емес|келмей|кайшы)/u.test(token.word))
    if (/^(?:цел|назначени|purpose)/u.test(word))
      return before.some((token) => has(token, 'no', 'old'))
    const isOnly = word === 'для' && /^(?:только|лишь)$/u.test(tokens[i - 1]?.word ?? '')
    if (isOnly && tokens.slice(i).some(({ word: next }) => /^(?:а|но)$/u.test(next)))
      return tokens.some((token) => isData(token) || fieldsIn([token]).length > 0)
    const isFor = word === 'для' && has(tokens[i - 1], 'no')
    return isFor && tokens.some((token) => isData(token) || fieldsIn([token]).length > 0)
  })
}

/** `утечка`, `вы слили мои данные`, `продали мой номер`. */
function tellsOfLeak(sentence: Sentence): boolean {
  const { tokens, isQuestion } = sentence
  const isOfData =
    concerns(tokens) ||
    tokens.some((token) => has(token, 'my', 'base') || /^(?:тайн|конфиденц)/u.test(token.word))
  return !isQuestion && says(sentence, 'leak') && (isOfData || tokens.length < 5)
}

const PUBLISHED =
  /^(?:опубликовал|выложил|вывесил|разместил|передали|передал|разглас|разболтал|использовали|жариялап|published|posted|passed|shared|leaked|disclosed)/u
const HANDED =
  /^(?:отправил|послал|показал|переслал|дали$|дал$|отдал|сообщил|рассказал|скинул|выдали$|выдал$|обсужда|берипс|жиберипс|sent|gave|told|showed|forwarded)/u
/** To whom none of it belongs. */
const STRANGERS =
  /^(?:чуж|друг|соцсет|инстаграм|чат|instagram|посторон|незнаком|третьи|банк|контор|компани|клиник|работодател|начальни|сосед|всем$|бас[кг]а|бот[еа]н|employer|another|other|stranger|someone|bank|compan)/u

/** `вы опубликовали мой отзыв с фамилией`, `передали мой номер другой клинике`. */
function tellsOfPublishing(sentence: Sentence): boolean {
  const { tokens } = sentence
  const isGround = tokens.some(({ word }) => word.startsWith('основани'))
  if (sentence.isQuestion || (says(sentence, 'which') && !isGround) || !isOfWriter(tokens))
    return false
  if (tokens.some(({ word }) => /^(?:away|died|умер|скончал|кайтыс)/u.test(word))) return false
  const isHanded =
    tokens.some(({ word }) => HANDED.test(word)) && tokens.some(({ word }) => STRANGERS.test(word))
  return (isHanded || tokens.some(({ word }) => PUBLISHED.test(word))) && !isDeedOfWriter(tokens)
}

function isOfWriter(tokens: readonly Token[]): boolean {
  const isPublic = tokens.some(({ word }) =>
    /^(?:фото|сним|перепис|заявк|диагноз|отзыв|сурет|photo|diagnos)/u.test(word),
  )
  return tokens.some((token) => has(token, 'my', 'own')) && (isPublic || concerns(tokens))
}

/** `я передал мой номер` tells of nobody's fault. */
function isDeedOfWriter(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ word }, i) =>
      /^(?:я|мы|i|we)$/u.test(word) &&
      tokens
        .slice(i + 1, i + 4)
        .some((token) => PUBLISHED.test(token.word) || HANDED.test(token.word)),
  )
}

const TURNED_UP = /^(?:оказал|попал|всплы|гуляет|гуляют|появил|очутил|appeared|surfaced|кетип)/u

/** `мой номер оказался у риелторов`, `моя анкета гуляет по чату`; `оказался неверным` is a mistake. */
function turnsUpElsewhere({ tokens, isQuestion }: Sentence): boolean {
  if (isQuestion || !isOfWriter(tokens)) return false
  return tokens.some(
    ({ word }, i) =>
      TURNED_UP.test(word) &&
      /^(?:у|в|во|на|по|с|in|on|at)$/u.test(tokens[i + 1]?.word ?? '') &&
      !has(tokens[i + 2], 'your', 'wrong'),
  )
}

/** `мои данные в открытом доступе`, `деректерім интернетте тұр`. */
function isInTheOpen({ tokens, isQuestion }: Sentence): boolean {
  if (isQuestion || !isOfWriter(tokens)) return false
  return tokens.some(
    ({ word }, i) =>
      /^(?:интернетте|гугле|google|online)$/u.test(word) ||
      (/^(?:открыт|свободн|публичн|public)/u.test(word) &&
        /^(?:доступ|виде)/u.test(tokens[i + 1]?.word ?? '')),
  )
}

/** `собраны обманным путём`, `вы купили базу с моим номером`. */
function isGotByFraud({ tokens, isQuestion }: Sentence): boolean {
  const isFraud = tokens.some(({ word }) =>
    /^(?:обман|купили|украден|украли|fraud|deceiv|алдап)/u.test(word),
  )
  return !isQuestion && isFraud && isOfWriter(tokens) && tokens.some(isData)
}

/** `я отозвала согласие, а вы продолжаете звонить`. */
function goesOnAfterWithdrawal(sentence: Sentence): boolean {
  const { tokens, isQuestion } = sentence
  const withdrew = tokens.some((token) => has(token, 'withdraw') && token.mood === 'past')
  const goesOn = tokens.some(({ word }) =>
    /^(?:продолж|опять|снова|сих$|равно$|still|continue|жалгаст|али$)/u.test(word),
  )
  return !isQuestion && withdrew && goesOn && says(sentence, 'consent')
}

/** `вы нарушаете закон о персональных данных`, `нарушили мои права`. */
function violatesLaw({ tokens, isQuestion }: Sentence): boolean {
  const violates = tokens.some(
    ({ word }, i) =>
      /^(?:наруш|violat|breach|бузды|бузып|бузыл|вопреки)/u.test(word) ||
      (word === 'обход' && tokens[i - 1]?.word === 'в'),
  )
  return (
    violates &&
    !isQuestion &&
    tokens.some(({ word }) =>
      /^(?:считаю|закон|прав[ао]|данн|согласи|политик|law|right|gdpr|зан)/u.test(word),
    )
  )
}

function concerns(tokens: readonly Token[]): boolean {
  return tokens.some(isData) || fieldsIn(tokens).length > 0
}

/** `Откуда у вас мой номер?`: a suspicion, not yet a complaint. */
function asksForSource({ tokens }: Sentence): boolean {
  const asks = tokens.some(
    ({ word }, i) =>
      /^(?:откуда|кайдан)$/u.test(word) ||
      (/^(?:кто|ким|who|where)$/u.test(word) &&
        /^(?:дал|берди|gave|did)$/u.test(tokens[i + 1]?.word ?? '')),
  )
  // `саясатты қайдан оқуға болады` asks for the policy.
  return asks && concerns(tokens) && !tokens.some((token) => has(token, 'policy'))
}
