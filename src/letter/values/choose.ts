import { onlyOne } from './passage.ts'
import type { Standing } from './standing.ts'

/** A value with its standing; `key` is what it is compared by, null for one nobody can have. */
export interface Weighed extends Standing {
  readonly key: string | null
}

export interface Chosen {
  /** `undefined`: no value is meant; `null`: nobody can have the one that is. */
  readonly to: string | null | undefined
  readonly from: string | null
  readonly isDoubtful: boolean
}

const NOTHING: Chosen = { to: undefined, from: null, isDoubtful: false }

/**
 * The value to stand and the one to go, of all of a kind. A hint alone is enough where the letter
 * wants the field changed or tells of another value that it is to go.
 */
export function choose(weighed: readonly Weighed[], isWanted: boolean): Chosen {
  const all = merged(weighed.filter(({ isContact, weight }) => !isContact || Math.abs(weight) > 1))
  const top = Math.max(0, ...all.map(({ weight }) => weight))
  const hasOld = all.some(({ weight }) => weight < 0)
  const isEnough = top > 1 || (top > 0 && (isWanted || hasOld))
  const best = isEnough ? all.filter(({ weight }) => weight === top) : free(all, isWanted, hasOld)
  if (best.length === 0) return NOTHING
  if (best.length > 1) return { to: undefined, from: null, isDoubtful: true }
  const [meant] = best
  return { to: meant?.key, from: oldOf(all, meant?.key ?? null), isDoubtful: false }
}

/** Values of which nothing is said: the only one beside an old one, or in a letter about just that. */
function free(all: readonly Weighed[], isWanted: boolean, hasOld: boolean): readonly Weighed[] {
  const left = all.filter(({ weight }) => weight === 0)
  return isWanted || (hasOld && left.length === 1) ? left : []
}

/** The one told to go; else the only other one, if it stands before the right one. */
function oldOf(all: readonly Weighed[], to: string | null): string | null {
  const others = all.filter(({ key }) => key !== to)
  const told = others.filter(({ weight }) => weight < 0)
  const low = Math.min(0, ...told.map(({ weight }) => weight))
  const lowest = onlyOne(
    told.filter(({ weight }) => weight === low).flatMap(({ key }) => key ?? []),
  )
  if (lowest !== null || told.length > 0) return lowest
  return others.length === 1 ? (others[0]?.key ?? null) : null
}

/** A value that stands in several places counts once, by the surest of them. */
function merged(weighed: readonly Weighed[]): readonly Weighed[] {
  const byKey = new Map<string | null, Weighed>()
  for (const one of weighed) {
    const known = byKey.get(one.key)
    if (known === undefined || Math.abs(one.weight) > Math.abs(known.weight))
      byKey.set(one.key, one)
  }
  return [...byKey.values()]
}
