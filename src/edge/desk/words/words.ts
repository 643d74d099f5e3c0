/** The pages' own words, by language. */
import type { Language } from '../../../letter/letter.ts'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'
import type { Words } from './ru.ts'

export const WORDS: Record<Language, Words> = { ru, kk, en }
