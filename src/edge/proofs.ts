/** The letters as they would be sent to somebody invented: to be proof-read, checked, and looked at. */
import { existsSync, writeFileSync } from 'node:fs'
import { Fault } from '../errors.ts'
import type { Language } from '../letter/letter.ts'
import type { LetterName } from '../reply/letter-kinds.ts'
import { fullValues } from '../reply/sample-values.ts'
import { SAMPLE_WORDS } from '../reply/sample-words.ts'
import { shippedFile } from './files.ts'
import { htmlTwin } from './html-twin.ts'
import { lintTemplates } from './lint-templates.ts'
import type { TemplateFault } from './lint-templates.ts'
import { proofPage } from './proof-page.ts'
import { createTemplates } from './templates.ts'
import type { Rendered } from './templates.ts'
import { lookOf } from './write-mail.ts'

export interface Proof extends Rendered {
  readonly html: string
}

export interface Proofs {
  readonly folder: string
  /** With everything that the letter can say. @throws Fault template.broken */
  letter(name: LetterName, language: Language): Proof
  /** Every letter in every language. @throws Fault template.broken */
  page(): string
  faults(): readonly TemplateFault[]
}

/** @param named a folder with letters; else those that the program sends. @throws Fault usage */
export function openProofs(named?: string): Proofs {
  const folder = named ?? shippedFile('templates')
  if (!existsSync(folder)) throw new Fault('usage', { detail: `${folder} is not there` })
  return {
    folder,
    letter(name, language) {
      const values = fullValues(language, SAMPLE_WORDS[language].ownerText)[name]
      const letter = createTemplates(folder).render(name, language, values)
      return { ...letter, html: htmlTwin(letter, lookOf(language, values)) }
    },
    page: () => proofPage(folder),
    faults: () => lintTemplates(folder),
  }
}

/** @throws Fault usage when nothing can be written there */
export function writeProofs(file: string, page: string): void {
  try {
    writeFileSync(file, page)
  } catch (cause) {
    throw new Fault('usage', { detail: `${file} cannot be written`, cause })
  }
}
