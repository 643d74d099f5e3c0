import { statedEmail } from './demand.ts'
import type { Facts } from './facts.ts'
import type { Language, Understanding } from './letter.ts'

/** What concerns personal data and demands nothing is answered by the owner (p.21). */
export function privacyQuestion(facts: Facts, reason: string): Understanding {
  return { ...question(facts, reason), acknowledge: true, concernsPrivacy: true }
}

/** What does not concern personal data is the owner's own mail and gets no letter. */
export function question(facts: Facts, reason: string): Understanding {
  const stated = facts.isAimedAtMachine
    ? null
    : statedEmail(facts.signed, { own: facts.own, corrects: false })
  return { ...nothingAsked(facts), statedEmail: stated, reasons: [reason] }
}

/** The ground on which every reading stands: nothing is asked. */
export function nothingAsked({ language, code, authenticity, letter }: Facts): Understanding {
  // What was signed and not read might say something else.
  const proven = letter.reading === 'whole' ? authenticity.by : null
  return { ...unread(language), code, proven }
}

export function unread(language: Language): Understanding {
  return {
    kind: 'question',
    certainty: 'weak',
    language,
    statedEmail: null,
    changes: [],
    alsoKinds: [],
    code: null,
    review: false,
    acknowledge: false,
    concernsPrivacy: false,
    proven: null,
    flags: [],
    reasons: [],
  }
}
