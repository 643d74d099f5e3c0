import { isGivenName } from '../sentence/words/given-names.ts'
import { SURNAME_WORD, TEXT_CHARS_MAX } from './contrasted.ts'
import type { Contrast } from './contrasted.ts'
import { namedIn } from './named.ts'

const SWAPPED =
  /наоборот|местами|naoborot|перепутан|ауысып|ауыстырып жаз|орын\p{L}{0,6} ауыс|switch(?:ed)?|swap(?:ped)?|(?:wrong|other) way (?:a)?round|the opposite|mixed up|reversed/u

/** Surname and name written in each other's place, where it is known which is the given name. */
export function swappedIn(text: string): readonly Contrast[] {
  if (text.length > TEXT_CHARS_MAX || !SWAPPED.test(text.toLowerCase())) return []
  if (!SURNAME_WORD.test(text.toLowerCase()) || !/имя|имен|name|imya|аты|есім/iu.test(text))
    return []
  const plain = namedIn(text).filter(({ isPlainName }) => isPlainName)
  const words = [...new Set(plain.flatMap(({ words: all }) => all))]
  const given = words.filter((word) => isGivenName(word))
  const other = words.filter((word) => !isGivenName(word))
  const [name, surname] = [given[0], other[0]]
  if (words.length !== 2 || name === undefined || surname === undefined) return []
  return [
    { field: 'surname', from: name, to: surname, isStrong: true },
    { field: 'name', from: surname, to: name, isStrong: true },
  ]
}
