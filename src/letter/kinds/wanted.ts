import { accessIn, copyIn } from './access.ts'
import { ceaseIn } from './cease.ts'
import type { AskedKind, Evidence } from './evidence.ts'
import { rectifyIn } from './rectify.ts'
import { unlawfulIn } from './unlawful.ts'
import { unsubscribeIn } from './unsubscribe.ts'
import type { Sentence } from '../sentence/sentence.ts'

/** All that a letter asks, by its subject line and by its own words. */
export interface Wanted {
  readonly title: readonly Evidence[]
  readonly body: readonly Evidence[]
  /** Corrections with their values were found in the words. */
  readonly hasChanges: boolean
  /** One of them tells the wrong value and the right one, of the writer's own. */
  readonly hasPair: boolean
  /** A sentence of its own binds the demand to a condition. */
  readonly isBound: boolean
  /** One of them is called the new value, or the right one. */
  readonly saysNew: boolean
  /** One of those is a number, an address or an ID. */
  readonly hasNewContact: boolean
  /** No longer than people write, and not to a machine. */
  readonly isOfPerson: boolean
  /** What the words seem to want, where no rule reads it. */
  readonly hint: AskedKind | null
  /** The words speak of mailings. */
  readonly isOfMailing: boolean
  /** Whether anything speaks of personal data. */
  readonly isPrivate: boolean
}

/** Whether kind and further kinds were found, and how surely. */
export interface Decided {
  readonly kind: AskedKind
  readonly alsoKinds: readonly AskedKind[]
  /** What it was read from. */
  readonly from: 'words' | 'subject' | 'both'
  /** The deciding words name no data, or only tell that something is so. */
  readonly isWeak: boolean
  readonly onCondition: boolean
  readonly isPartial: boolean
}

/** What one sentence asks; of a sentence that wants all gone, `all that you hold` asks for no copy. */
export function evidenceIn(sentence: Sentence): readonly Evidence[] {
  const cease = ceaseIn(sentence)
  const access = cease.length > 0 ? copyIn(sentence) : accessIn(sentence)
  return [
    ...cease,
    ...rectifyIn(sentence),
    ...access,
    ...unlawfulIn(sentence),
    ...unsubscribeIn(sentence),
  ]
}

type Choice = (wanted: Wanted) => AskedKind | null

/**
 * Which demand a letter makes. The body decides, the subject only where the body names nothing; of
 * two demands the one that outlives the other comes first (p.16, p.17).
 */
export function decide(wanted: Wanted): Decided | null {
  for (const choice of CHOICES) {
    const kind = choice(wanted)
    if (kind !== null) return decidedOf(kind, wanted)
  }
  return null
}

const CHOICES: readonly Choice[] = [
  chooseCease,
  chooseUnlawful,
  chooseDestroy,
  chooseRectify,
  chooseAccess,
  chooseUnsubscribe,
  chooseByChange,
  chooseBare,
  chooseByTitle,
  chooseByHint,
]

/** The policy's own deed in the words, or a demand of the subject that the words do not contradict. */
function chooseCease({ title, body }: Wanted): AskedKind | null {
  if (isConditionalBeside(body)) return null
  if (finds(body, 'cease', 'plain')) return 'cease'
  const isComplaint = finds(body, 'unlawful', 'words')
  return finds(title, 'cease') && finds(body, 'cease') && !isComplaint ? 'cease' : null
}

/** `исправьте, а если нельзя, удалите`: what is wanted first is not the end. */
function isConditionalBeside(body: readonly Evidence[]): boolean {
  const ceases = body.filter(({ kind }) => kind === 'cease')
  const isBound = ceases.length > 0 && ceases.every(({ asked }) => asked === 'on-condition')
  return (
    isBound &&
    body.some(({ kind, asked, by }) => kind === 'rectify' && asked === 'asked' && by !== 'told')
  )
}

/** A complaint; with a demand in the subject it only gives the reason. */
function chooseUnlawful({ title, body }: Wanted): AskedKind | null {
  const complains = finds([...title, ...body], 'unlawful', 'words')
  const suspects = finds([...title, ...body], 'unlawful', 'bare') && finds(body, 'cease')
  if (!complains && !suspects) return null
  return finds(title, 'cease') && finds(title, 'unlawful') ? 'cease' : 'unlawful'
}

function chooseDestroy({ body }: Wanted): AskedKind | null {
  if (isConditionalBeside(body)) return null
  return finds(body, 'cease', 'words') ? 'cease' : null
}

function chooseRectify({ body, title, hasChanges, hasPair }: Wanted): AskedKind | null {
  if (finds(body, 'rectify', 'plain', 'words')) return 'rectify'
  const isTold = finds(body, 'rectify', 'told', 'bare') || finds(title, 'rectify')
  return hasPair || (hasChanges && isTold) ? 'rectify' : null
}

function chooseAccess({ body }: Wanted): AskedKind | null {
  return finds(body, 'access') ? 'access' : null
}

function chooseUnsubscribe({ body, title, isOfMailing }: Wanted): AskedKind | null {
  const isBare = finds(body, 'unsubscribe-only', 'bare') && (isOfMailing || title.length === 0)
  return finds(body, 'unsubscribe-only', 'words') || isBare ? 'unsubscribe-only' : null
}

/** `Удалите!`, `мой номер сменился`, `откуда у вас мой номер?`: little said, and nothing else. */
function chooseBare({ title, body, isPrivate, isOfMailing }: Wanted): AskedKind | null {
  if (finds(body, 'cease', 'bare')) {
    if (isOfMailing && !isPrivate) return 'unsubscribe-only'
    if (isPrivate || title.length > 0) return 'cease'
  }
  if (finds(body, 'rectify', 'told') || (isPrivate && body.some(isToBeRight))) return 'rectify'
  return finds(body, 'unlawful', 'bare') ? 'access' : null
}

/** `Исправьте!`, with no field beside it. */
function isToBeRight({ kind, by, fields }: Evidence): boolean {
  return kind === 'rectify' && by === 'bare' && fields.length === 0
}

function chooseByTitle({ title }: Wanted): AskedKind | null {
  const kinds: readonly AskedKind[] = ['cease', 'rectify', 'access', 'unlawful', 'unsubscribe-only']
  return (
    kinds.find((kind) => finds(title, kind, 'plain', 'words', 'told')) ??
    (finds(title, 'unsubscribe-only') ? 'unsubscribe-only' : null)
  )
}

/** `теперь я на связи по …`: a new value and no word of what is to be done with it. */
function chooseByChange({ title, body, saysNew, isOfPerson }: Wanted): AskedKind | null {
  if (!saysNew || !isOfPerson || finds(title, 'cease')) return null
  return body.every(({ by }) => by === 'bare' || by === 'told') ? 'rectify' : null
}

/** Words of a deed near the writer's record, which no rule reads as a demand. */
function chooseByHint({ hint }: Wanted): AskedKind | null {
  return hint
}

function decidedOf(kind: AskedKind, wanted: Wanted): Decided {
  const inBody = wanted.body.filter((one) => one.kind === kind)
  const inTitle = wanted.title.filter((one) => one.kind === kind)
  const all = [...inBody, ...inTitle]
  const deciding = inBody.length > 0 ? inBody : inTitle
  return {
    kind,
    alsoKinds: furtherKinds(kind, wanted),
    from:
      inBody.length === 0 && inTitle.length > 0
        ? 'subject'
        : inTitle.length === 0
          ? 'words'
          : 'both',
    isWeak: isWeak(kind, all, wanted),
    onCondition:
      wanted.isBound ||
      wanted.body.some(
        ({ asked, kind: other }) =>
          asked === 'on-condition' && (other === kind || other === 'cease'),
      ),
    isPartial: deciding.length > 0 && deciding.every(({ isPartial }) => isPartial),
  }
}

/** `Удалите их!` is plain enough in a letter that speaks of personal data. */
function isWeak(kind: AskedKind, found: readonly Evidence[], wanted: Wanted): boolean {
  if (found.length === 0 && !wanted.saysNew) return true
  if (kind === 'unlawful' || kind === 'unsubscribe-only' || wanted.hasChanges) return false
  if (kind === 'cease' && wanted.isPrivate) return false
  return found.every(({ by }) => by === 'bare' || by === 'told')
}

/** What else the words ask for themselves. */
function furtherKinds(kind: AskedKind, wanted: Wanted): readonly AskedKind[] {
  return FURTHER.filter(([other, isSaid]) => other !== kind && isSaid(wanted, kind)).map(
    ([other]) => other,
  )
}

type Said = (wanted: Wanted, kind: AskedKind) => boolean

/** A complaint and a wish for no mailings are kinds of their own; what stands beside them is their reason. */
const FURTHER: readonly (readonly [AskedKind, Said])[] = [
  [
    'cease',
    ({ body }, kind) => /^(?:rectify|access)$/.test(kind) && finds(body, 'cease', 'plain', 'words'),
  ],
  [
    'rectify',
    ({ body, hasChanges, hasNewContact }) =>
      (hasChanges && finds(body, 'rectify', 'plain', 'words')) ||
      (hasNewContact && finds(body, 'cease', 'plain', 'words')),
  ],
  ['access', ({ body }) => finds(body, 'access')],
  [
    'unlawful',
    ({ title, body }, kind) => kind === 'cease' && finds([...title, ...body], 'unlawful', 'words'),
  ],
  ['unsubscribe-only', ({ body }, kind) => kind === 'rectify' && finds(body, 'unsubscribe-only')],
]

function finds(
  found: readonly Evidence[],
  kind: AskedKind,
  ...by: readonly Evidence['by'][]
): boolean {
  return found.some((one) => one.kind === kind && (by.length === 0 || by.includes(one.by)))
}
