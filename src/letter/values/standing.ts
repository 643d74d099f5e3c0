import { fold } from '../sentence/words/fold.ts'
import { CONTACT, PLACE } from './cues.ts'
import { clausesBefore, gapsOf, saidBehind, sentenceBefore } from './gaps.ts'
import type { Gap, Placed } from './gaps.ts'
import { pairOf } from './pairs.ts'
import { CORRECTS } from './passage.ts'
import { pointedOut } from './pointed-out.ts'
import { finds, KEPT, SURE, weightBefore, weightBehind } from './signs.ts'
import type { Kind } from './signs.ts'
import { isUnchanged, keptTogether, setOutright, weightOutright } from './told-outright.ts'

/** How surely a letter makes a value the one to stand (1 to 3) or the one to go (-1 to -3). */
export interface Standing {
  readonly weight: number
  /** Only a number or address to reach the writer by. */
  readonly isContact: boolean
  /** Own sentence before it, folded. */
  readonly before: string
}

/** The weight of a value set against another one. */
const PAIRED = 3

/**
 * What a letter makes of every value of a kind, by the words before it, behind it and between two of
 * them: `было … стало …`, `не …, а …`, `… орнына …`, `… instead of …`.
 */
export function standingsOf(
  text: string,
  values: readonly Placed[],
  kind: Kind,
): readonly Standing[] {
  const gaps = gapsOf(text, values)
  const alone = values.map((value, i) => {
    const isKept = keptTogether(fold(text.slice(value.end, value.end + LIST_CHARS)))
    const standing = standingOf(gaps, i, kind)
    if (isKept || isUnchanged(standing.before)) return { ...standing, weight: 0, isContact: true }
    const isTold = standing.weight !== 0 || !kind.isListed || !isInList(text, value, kind)
    return isTold ? standing : { ...standing, weight: SURE }
  })
  const right = pointedOut(alone, gaps.at(-1)?.behind ?? '')
  if (right !== null)
    return alone.map((one, i) => ({ ...one, weight: i === right ? PAIRED : -PAIRED }))
  const weights = opposed(alone, gaps)
  return alone.map((one, i) => ({ ...one, weight: weights[i] ?? 0 }))
}

/** The weights once the values that stand against each other are told apart. */
function opposed(alone: readonly Standing[], gaps: readonly Gap[]): readonly number[] {
  const weights = alone.map(({ weight }) => weight)
  for (const [i, { before }] of alone.slice(0, -1).entries()) {
    const between = gaps[i + 1]
    if (between === undefined || !between.isWhole) continue
    const trail = gaps[i + 2]?.behind ?? ''
    const first =
      setOutright(before, between.behind) ??
      pairOf({ lead: before, between: between.behind, trail })
    if (first !== null) weights.splice(i, 2, ...AGAINST[first])
    else if (OR.test(between.behind)) weights[i + 1] = weights[i] ?? 0
  }
  return weights
}

/** The weights of two values by what the first of them is. */
const AGAINST = { old: [-PAIRED, PAIRED], new: [PAIRED, -PAIRED] } as const

/** Who writes so has not decided. */
const OR = /^[\s»"”,]{0,3}(?:или|либо|or|немесе|не болмаса)\s[«"“„]?$/u

const LIST_LABEL = /^[\s\d.)•*–-]{0,6}(?:\p{L}[\p{L}.-]{0,14}\s?){1,3}[:—–-]{1,2}\s?[«"“„]?$/u
/** `Прошу обновить мои сведения.` */
const ASKS_FOR_ALL =
  /(?:прошу|просьба|сурай|отин|please|would like|need).{0,40}(?:данн|сведени|контакт|запис|деректер|малимет|data|details|record)|(?:данн|деректер|малимет).{0,40}(?:сурай|отин)/u
const LIST_CHARS = 300

function isInList(text: string, value: Placed, kind: Kind): boolean {
  return isListed(text, value, kind) || isAnnounced(text, value, kind)
}

/** `Прошу исправить:` and then one line a field. */
function isListed(text: string, { at }: Placed, { own }: Kind): boolean {
  const head = fold(text.slice(Math.max(0, at - LIST_CHARS), at))
  const start = head.trimEnd().lastIndexOf('\n')
  if (start === -1 || !LIST_LABEL.test(head.slice(start + 1)) || !own.test(head.slice(start)))
    return false
  return head
    .slice(0, start + 1)
    .split('\n')
    .some((line) => (/:\s?$/u.test(line) || ASKS_FOR_ALL.test(line)) && AMENDS.test(line))
}

/** Words for a correction that only announce. */
const AMENDS = new RegExp(
  `${CORRECTS.source}|(?<!\\p{L})(?:amend|rectif|fix|edit|правк|поправк|тузет)`,
  'u',
)
/** `Изменений сразу три. Мобильный: …`, `Заодно телефон: …`. */
const ANNOUNCES =
  /(?<!\p{L})(?:(?:изменени|исправлени|правк|поправк)\p{L}{0,3}\s(?:\p{L}{1,8}\s){0,2}(?:дв[ае]|три|четыре|нескольк\p{L}*|таки[ех]|следующ\p{L}*)|(?:дв[ае]|три|нескольк\p{L}*)\s(?:изменени|исправлени|правк|поправк)\p{L}{0,3}|(?:two|three|several|a few|following|these|couple of) (?:\p{L}{1,10} )?(?:things|changes|corrections|details|updates|amendments)|(?:details|data|records?)(?: \p{L}{1,8}){0,2} to be (?:amended|changed|corrected|updated)|(?:еки|уш|бирнеше) (?:нарсе|озгерис|тузету))(?!\p{L})/u
const ALONG =
  /(?<!\p{L})(?:заодно|попутно|сонымен катар|сондай-ак|while (?:youre|you are) at it)(?!\p{L})/u
/** `Мобильный: ` at the head of a sentence. */
const SENTENCE_LABEL =
  /(?:^|[.!?;\n]\s{0,3}|\n)[\s\d.)•*–-]{0,6}(?:(?:и |а |and )?(?:заодно|попутно|сонымен катар|сондай-ак|while (?:youre|you are) at it),?\s)?(?:\p{L}[\p{L}.-]{0,14}\s?){1,3}[:—–-]{1,2}\s?[«"“„]?$/u

/** A label after such an announcement, in the same paragraph or below it. */
function isAnnounced(text: string, { at }: Placed, { own }: Kind): boolean {
  const head = fold(text.slice(Math.max(0, at - LIST_CHARS), at))
  const label = SENTENCE_LABEL.exec(head)
  if (label === null || !own.test(label[0])) return false
  return ANNOUNCES.test(head) || ALONG.test(label[0])
}

function standingOf(gaps: readonly Gap[], i: number, kind: Kind): Standing {
  const clauses = clausesBefore(gaps[i], i === 0)
  const behind = saidBehind(gaps[i + 1], i + 2 === gaps.length)
  const before = sentenceBefore(gaps[i]?.ahead ?? '')
  const isKept = KEPT.test(behind)
  const outright = weightOutright(before, gaps[i + 1]?.behind ?? '')
  const weight = isKept ? 0 : outright || weightOf(clauses, behind, kind)
  return { weight, isContact: isKept || finds(CONTACT, clauses.at(-1) ?? '') !== -1, before }
}

function weightOf(clauses: readonly string[], behind: string, kind: Kind): number {
  const said = weightBehind(behind) || weightBefore(clauses, kind)
  if (said !== 0) return said
  return finds(PLACE, behind) === -1 ? 0 : -1
}
