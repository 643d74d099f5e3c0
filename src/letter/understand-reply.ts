import { objectsToAutomation } from './kinds/correspondent.ts'
import { statedEmail } from './demand.ts'
import { withReview } from './doubts.ts'
import type { Facts } from './facts.ts'
import type { Understanding } from './letter.ts'
import { holdsBack, takesBack } from './kinds/retraction.ts'
import { correspondentOf } from './kinds/correspondent.ts'
import type { Sentence } from './sentence/sentence.ts'
import { otherPersonIn } from './kinds/third-person.ts'
import type { Wants } from './kinds/wants.ts'

/** An answer to a letter of ours: a confirmation, a value, thanks, a question, a dispute, a retraction. */
export function understandReply(facts: Facts, wants: Wants, nothing: Understanding): Understanding {
  const understood: Understanding = {
    ...nothing,
    kind: 'reply',
    certainty: 'strong',
    statedEmail: statedEmail(facts.signed, facts),
    changes: wants.values.changes,
    concernsPrivacy: true,
  }
  return CHECKS.reduce((result, check) => check(result, facts, wants), understood)
}

type Check = (understood: Understanding, facts: Facts, wants: Wants) => Understanding

const CHECKS: readonly Check[] = [
  checkRetraction,
  checkDenial,
  checkDispute,
  checkNewDemand,
  checkValues,
  checkPartner,
  checkPerson,
  checkObjection,
]

/** `Передумала, ничего удалять не надо`. */
function checkRetraction(understood: Understanding, { sentences }: Facts): Understanding {
  const isTakenBack = sentences.some(takesBack)
  if (!isTakenBack && !sentences.some(holdsBack)) return understood
  const retracted = withReview(
    { ...understood, changes: [] },
    'words: take a demand back',
    'retraction',
  )
  // «Остальное не удаляйте» alone says nothing of a demand to correct.
  return isTakenBack ? retracted : { ...retracted, flags: [...retracted.flags, 'held-back'] }
}

/** `Это не я`, `я ничего не отправлял`, `it was not me`. */
function checkDenial(understood: Understanding, { words }: Facts): Understanding {
  const said = words.slice(0, 2_000).toLowerCase()
  const denies =
    /(?:это\s(?:был[аои]?\s)?не я|не я (?:писал|отправлял)|не (?:отправлял|писал|посылал|запрашивал|подавал|оставлял)[аи]?(?!\p{L})|бұл мен емес|мен (?:жазған|жіберген) (?:жоқпын|емеспін)|(?:not|wasn['’]?t) me|did(?: not|n['’]?t) (?:send|request|write|ask))/u.test(
      said,
    )
  return denies
    ? withReview(understood, 'words: not the writer of the request', 'denial')
    : understood
}

/** `Вы исправили не то`, `по-прежнему указано`, `не согласен с отказом`. */
function checkDispute(understood: Understanding, { sentences }: Facts): Understanding {
  if (!sentences.some(disputes)) return understood
  return withReview({ ...understood, changes: [] }, 'words: dispute what was done', 'dispute')
}

function disputes({ tokens, isQuestion }: Sentence): boolean {
  const words = tokens.map(({ word }) => word).join(' ')
  if (
    /(?:^| )(?:не то|не те|не так|не того|не тот|не ту|не согласен с|не согласна с|верните как|по прежнему|до сих пор|опять|снова неправильно|ошиблись|перепутали|все равно|кате тузет|дурыс емес|бас тартуыныз|остался стар\p{L}*|осталась стар\p{L}*|остался прежн\p{L}*|осталась прежн\p{L}*|все еще|not what i|wrong one|still wrong|still shows|disagree with|you changed the wrong)(?: |$)/u.test(
      words,
    )
  ) {
    return !isQuestion || /не то|not what|wrong/u.test(words)
  }
  return false
}

/** A reply that asks for something else than the request it answers. */
function checkNewDemand(
  understood: Understanding,
  { match }: Facts,
  { decided, wanted }: Wants,
): Understanding {
  if (decided === null || decided.from === 'subject' || decided.isWeak) return understood
  const isSame =
    match?.kind === decided.kind || wanted.title.some(({ kind }) => kind === decided.kind)
  if (isSame || (decided.kind === 'rectify' && understood.changes.length > 0)) return understood
  const alsoKinds = [decided.kind, ...decided.alsoKinds]
  return withReview({ ...understood, alsoKinds }, `words: also ${decided.kind}`, 'new-demand')
}

/** A value that nobody can have, or two of which one must be meant. */
function checkValues(understood: Understanding, _: Facts, { values }: Wants): Understanding {
  return values.doubts.length === 0 ? understood : withReview(understood, values.doubts.join(', '))
}

/** A partner reports that it did what we asked. */
function checkPartner(understood: Understanding, { sentences, words }: Facts): Understanding {
  const office = correspondentOf({ sentences, text: words, domain: '' })
  if (office !== 'partner') return understood
  const reasons = [...understood.reasons, 'words: of a partner']
  return { ...understood, flags: [...understood.flags, 'partner'], reasons }
}

function checkPerson(understood: Understanding, { sentences }: Facts): Understanding {
  if (otherPersonIn(sentences) === null) return understood
  return withReview(understood, 'words: for another person', 'third-person')
}

function checkObjection(understood: Understanding, { sentences }: Facts): Understanding {
  if (!sentences.some(objectsToAutomation)) return understood
  return withReview(understood, 'words: want a person', 'objection')
}
