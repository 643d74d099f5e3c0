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
  goesOnAfterWithdrawal,
  violatesLaw,
]

/** `обрабатываются незаконно`, `деректерімді заңсыз алғансыздар`. */
function saysUnlawful(sentence: Sentence): boolean {
  return !sentence.isQuestion && says(sentence, 'unlawful')
}

const CONSENT =
  /^(?:основани|законн|правов|basis|legal|lawful|согласи|разрешени|ведома|спрос|consent|permission|knowledge|asking)/u

/** `без моего согласия`, `без разрешения`, `without my consent`. */
function isWithoutConsent({ tokens }: Sentence): boolean {
  return tokens.some(
    ({ word }, i) =>
      /^(?:без|without)$/u.test(word) &&
      tokens.slice(i + 1, i + 4).some((token) => CONSENT.test(token.word)),
  )
}

const GAVE =
  /^(?:давал|дала|дал$|предоставлял|оставлял|регистриров|соглашал|подписыв|передавал|оставил|берген|тиркел|бермедим|gave|agreed|consented|registered|subscribed|signed)/u

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
    if (/^(?:цел|назначени|purpose|максат)/u.test(word))
      return before.some((token) => has(token, 'no', 'old'))
    const isFor = word === 'для' && has(tokens[i - 1], 'no')
    return isFor && tokens.some((token) => isData(token) || fieldsIn([token]).length > 0)
  })
}

/** `утечка`, `вы слили мои данные`, `продали мой номер`. */
function tellsOfLeak(sentence: Sentence): boolean {
  const { tokens, isQuestion } = sentence
  return !isQuestion && says(sentence, 'leak') && concerns(tokens)
}

const PUBLISHED =
  /^(?:опубликовал|выложил|разместил|передали|передал|разглас|использовали|published|posted|passed|shared|leaked)/u

/** `вы опубликовали мой отзыв с фамилией`, `передали мой номер другой клинике`. */
function tellsOfPublishing(sentence: Sentence): boolean {
  const { tokens } = sentence
  if (sentence.isQuestion || says(sentence, 'which')) return false
  return tokens.some(
    ({ word }, i) =>
      PUBLISHED.test(word) &&
      tokens.slice(i + 1, i + 4).some((token) => has(token, 'my', 'own')) &&
      concerns(tokens),
  )
}

/** `я отозвала согласие, а вы продолжаете звонить`. */
function goesOnAfterWithdrawal(sentence: Sentence): boolean {
  const { tokens, isQuestion } = sentence
  const withdrew = tokens.some((token) => has(token, 'withdraw') && token.mood === 'past')
  const goesOn = tokens.some(({ word }) =>
    /^(?:продолж|опять|снова|still|continue|жалгаст)/u.test(word),
  )
  return !isQuestion && withdrew && goesOn && says(sentence, 'consent')
}

/** `вы нарушаете закон о персональных данных`, `нарушили мои права`. */
function violatesLaw({ tokens, isQuestion }: Sentence): boolean {
  const violates = tokens.some(({ word }) => /^(?:наруш|violat|breach|бузды|бузып)/u.test(word))
  return (
    violates &&
    !isQuestion &&
    tokens.some(({ word }) =>
      /^(?:закон|прав[ао]|данн|согласи|политик|law|right|gdpr|зан)/u.test(word),
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
  return asks && concerns(tokens)
}
