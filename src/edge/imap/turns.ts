/** Senders take turns: one letter behind ten thousand of somebody else's is the second to be read. */
import type { Head } from './sort.ts'

const FROM = /^from:(.*(?:\r?\n[ \t].*)*)/im
const ADDRESS = /<([^<>]*)>/

/** As it is written in From: a claim, and all that is known before the letter is read. */
function senderOf({ lines }: Head): string {
  const from = FROM.exec(lines.toString('latin1'))?.[1] ?? ''
  return (ADDRESS.exec(from)?.[1] ?? from).trim().toLowerCase()
}

/** The first letter of each sender, then the second of each; otherwise in the order in which they came. */
export function inTurns(heads: readonly Head[]): readonly Head[] {
  const taken = new Map<string, number>()
  const turns: Head[][] = []
  for (const head of heads) {
    const sender = senderOf(head)
    const turn = taken.get(sender) ?? 0
    taken.set(sender, turn + 1)
    const those = turns[turn] ?? []
    turns[turn] = those
    those.push(head)
  }
  return turns.flat()
}
