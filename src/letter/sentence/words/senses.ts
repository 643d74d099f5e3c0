import { DEEDS } from './deeds.ts'
import { lexiconOf } from './stems.ts'
import { THINGS } from './things.ts'
import { TURNS } from './turns.ts'

const ENTRIES = { ...DEEDS, ...THINGS, ...TURNS } as const

/** What a word may mean in a letter to us. */
export type Sense = keyof typeof ENTRIES

const LEXICON = lexiconOf<Sense>(ENTRIES)

/** Everything that one folded word may mean. */
export function sensesOf(word: string): ReadonlySet<Sense> {
  return LEXICON.sensesOf(word)
}
