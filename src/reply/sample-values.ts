/**
 * Every letter filled in for an invented person: what the letters are proof-read, checked and tested
 * with. Nothing of it is ever sent.
 */
import type { Language } from '../letter/letter.ts'
import type { TemplateValues } from './letter-kinds.ts'
import { ownerSamples, partnerSamples } from './sample-owner-values.ts'
import { partsOf } from './sample-parts.ts'
import { personSamples } from './sample-person-values.ts'

/** Words that a template engine or a mail program might take for its own. */
const HOSTILE_TEXT = 'Первая строка, «ёлочки» & {{ ref }}.\n\nВторая строка: {% if x %}.'

/** Every letter with everything it can say. */
export function fullValues(language: Language, ownerText = HOSTILE_TEXT): TemplateValues {
  const parts = partsOf(language, ownerText)
  return { ...personSamples(parts), ...ownerSamples(parts), ...partnerSamples(parts) }
}
