import { isGivenName } from '../sentence/words/given-names.ts'
import type { Contrast } from './contrasted.ts'
import type { NameWish } from './name-candidates.ts'
import { isPatronymic } from './named.ts'
import { nominative } from './nominative.ts'
import type { NameField, Stands } from './nominative.ts'

const DEEMED =
  /(?:считать|именовать|называть|числить)\s(?:меня,?\s)?((?:\p{Lu}[\p{L}-]{1,30},?\s(?:теперь\s|отныне\s|впредь\s)?){3,5}\p{Lu}[\p{L}-]{1,30})(?![\p{L}-])/u

/** `прошу считать Остапову Инну Петровну Тестовой Инной Петровной`: from whom to whom. */
export function deemedIn(text: string, wish: NameWish): readonly Contrast[] {
  const words = (DEEMED.exec(text)?.[1]?.match(/\p{Lu}[\p{L}-]+/gu) ?? []).filter(
    (word) => !isPatronymic(word),
  )
  if (words.length !== 4) return []
  const from = personOf(words.slice(0, 2), 'accusative', wish)
  const to = personOf(words.slice(2), 'oblique', wish)
  if (from === null || to === null) return []
  return (['surname', 'name'] as const)
    .filter((field) => from[field] !== to[field])
    .map((field) => ({ field, from: from[field], to: to[field], isStrong: true }))
}

function personOf(
  words: readonly string[],
  stands: Stands,
  wish: NameWish,
): Readonly<Record<NameField, string>> | null {
  const given = words.find((word) => isGivenName(nominative(word, 'name', stands, wish).name))
  const other = words.find((word) => word !== given)
  if (given === undefined || other === undefined) return null
  return {
    surname: nominative(other, 'surname', stands, wish).name,
    name: nominative(given, 'name', stands, wish).name,
  }
}
