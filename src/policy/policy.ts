/** The policy as data: who promises, to which mailbox one writes, and under which rules. */
import { z } from 'zod'
import { civilDateSchema, zoneSchema } from './calendar.ts'
import { faultLines, nearest, suggestion } from './faults.ts'
import type { Faults } from './faults.ts'

const text = z
  .string()
  .min(1, 'is empty; give it a value')
  .max(500, 'is longer than 500 characters')
const language = z.enum(['ru', 'kk', 'en'])
const mailAddress = z
  .string()
  .regex(/^[^\s@<>"]{1,64}@[^\s@<>"]{1,189}$/, 'is not an e-mail address; write name@example.kz')
  .transform((address) => address.toLowerCase())
const hour = z.int().min(0, 'must be 0 or more').max(23, 'must be 23 or less')
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'is not the code of a country; write KZ, two capital letters')
const days = z.int().min(1, 'must be 1 or more').max(3660, 'must be 3660 or less')

const subjectLines = z
  .array(
    z.string().min(1, 'is empty; write the subject line').max(200, 'is too long for a subject'),
  )
  .default([])
const subjectsSchema = z.strictObject({
  rectify: z.strictObject({ ru: subjectLines, kk: subjectLines, en: subjectLines }),
  cease: z.strictObject({ ru: subjectLines, kk: subjectLines, en: subjectLines }),
})

const languagesSchema = z.array(language).min(1, 'is empty; name at least one of ru, kk, en')

const purposesSchema = z.array(
  z.strictObject({
    /** The paragraph of the policy. */
    id: text,
    text,
    /** Stops at the first demand, whoever writes (p.8.5, p.8.8). */
    marketing: z.boolean().default(false),
  }),
)

const partnersSchema = z.array(
  z.strictObject({
    id: z.string().regex(/^[a-z0-9-]{1,40}$/, 'use small letters, digits and hyphens, 40 at most'),
    name: text,
    address: mailAddress,
    language: language.default('ru'),
    /** What the partner receives, in the words of p.5. */
    categories: z.array(z.enum(['surname', 'name', 'email', 'phone', 'userId'])),
    /** Paragraphs of `purposes`. */
    purposes: z.array(text),
    agreedOn: civilDateSchema.optional(),
  }),
)

const policySchema = z.strictObject({
  /** The day from which this text of the policy holds (p.19). */
  version: civilDateSchema,
  company: z.strictObject({
    name: text,
    bin: z.string().regex(/^\d{12}$/, 'must be the 12 digits of the BIN or IIN'),
    address: text,
    phone: z.string().regex(/^\+[\d ()-]{10,24}$/, 'must begin with + and the country code'),
    site: z.string().regex(/^[\w.:/-]{3,253}$/, 'is not the name of a site; write example.kz'),
  }),
  mailbox: z.strictObject({
    address: mailAddress,
    /** Who keeps a copy of what is sent: the provider (none), this program (append), or found out. */
    sentCopy: z.enum(['auto', 'append', 'none']).default('auto'),
  }),
  languages: languagesSchema,
  owner: z.strictObject({
    name: text.optional(),
    language,
    /** Somebody who hears of what the owner leaves to the last working day. */
    second: mailAddress.optional(),
    /** Hours in which the owner gets no letter that can wait. */
    night: z
      .union([z.literal('none'), z.strictObject({ from: hour, to: hour })])
      .default({ from: 21, to: 8 }),
  }),
  zone: zoneSchema.default('Asia/Almaty'),
  /** Every person proves the address by a code, whatever the mail servers say of it. */
  strictIdentity: z.boolean().default(false),
  /** What the owner approved can be taken back until it is carried out. */
  undo: z
    .strictObject({
      /** A correction waits so long; 0: it is carried out at once. */
      correctionHours: z.int().min(0, 'must be 0 or more').max(24, 'must be 24 or less').default(0),
      /** next-morning: 10:00 on the next working day, always inside the term. */
      destruction: z.enum(['next-morning', 'at-once']).default('next-morning'),
    })
    .prefault({}),
  limits: z
    .strictObject({
      /** Letters of ours in 24 hours, below what the mail provider allows. */
      lettersPerDay: z
        .int()
        .min(10, 'must be 10 or more')
        .max(100_000, 'must be 100000 or less')
        .default(400),
    })
    .prefault({}),
  /** The subject lines the policy names, and their equals in other languages (p.7). */
  subjects: subjectsSchema,
  /** Ids of rule profiles; where several date the same obligation, the strictest counts. */
  rules: z.array(text).min(1, 'is empty; name at least one rule profile'),
  calendar: text,
  extraOff: z.array(civilDateSchema).default([]),
  extraWorking: z.array(civilDateSchema).default([]),
  /** An instant; older letters are listed to the owner, never answered on their own. */
  answerFrom: z.iso
    .datetime({ offset: true, error: 'is not an instant; write 2026-11-02T09:00:00+05:00' })
    .optional(),
  purposes: purposesSchema,
  partners: partnersSchema.default([]),
  /** Countries in which the data lie; p.11.1 promises Kazakhstan for databases. Left out: nothing is declared. */
  dataLocation: z.strictObject({ database: country, mailbox: country, backup: country }).optional(),
  /** Where data lie that no program reaches (p.11.2, p.11.5): a yes to a destruction stands for these too. */
  byHand: z.array(text).max(20, 'has more than 20 places; join some').default([]),
  retention: z
    .strictObject({
      /** The raw copy of a letter that opened no request, after it was decided. */
      rawLetterDays: days.default(7),
      /** The letters of a request, after it was completed. */
      requestLetterDays: days.default(90),
      /** What proves that it was done: numbers, dates, certificates; no personal values. */
      proofYears: z.int().min(1, 'must be 1 or more').max(30, 'must be 30 or less').default(3),
    })
    .prefault({}),
})

export type Policy = z.infer<typeof policySchema>

/** Ids of the data files at hand. */
export interface KnownData {
  readonly rules: readonly string[]
  readonly calendars: readonly string[]
}

/**
 * Reads the policy file, or tells every fault in it at once, one readable line each.
 * With `known`, rule profiles and the calendar must be among the data files.
 */
export function parsePolicy(
  input: unknown,
  known?: KnownData,
): { readonly ok: true; readonly policy: Policy } | Faults {
  const parsed = policySchema.safeParse(input)
  const faults = [
    ...(parsed.success ? [] : faultLines(parsed.error, policySchema, input)),
    ...subjectFaults(partOf(input, 'subjects'), partOf(input, 'languages')),
    ...purposeFaults(partOf(input, 'partners'), partOf(input, 'purposes')),
    ...(known === undefined ? [] : unknownIds(input, known)),
  ]
  return parsed.success && faults.length === 0
    ? { ok: true, policy: parsed.data }
    : { ok: false, faults }
}

// What follows compares one part with another. Each part is read on its own, so that a fault
// elsewhere in the file does not hide these.

function partOf(input: unknown, key: keyof Policy): unknown {
  return typeof input === 'object' && input !== null ? Reflect.get(input, key) : undefined
}

function subjectFaults(subjectsPart: unknown, languagesPart: unknown): string[] {
  const subjects = subjectsSchema.safeParse(subjectsPart)
  const languages = languagesSchema.safeParse(languagesPart)
  if (!subjects.success) return []
  const { rectify, cease } = subjects.data
  const missing = (languages.data ?? []).flatMap((each) =>
    [
      { kind: 'rectify', lines: rectify[each] },
      { kind: 'cease', lines: cease[each] },
    ]
      .filter(({ lines }) => lines.length === 0)
      .map(({ kind }) => `subjects.${kind}.${each}: no subject line, but languages names ${each}`),
  )
  const folded = (lines: typeof rectify) =>
    Object.values(lines).flatMap((each) => each.map((line) => line.trim().toLowerCase()))
  const ceasing = new Set(folded(cease))
  const shared = folded(rectify).filter((line) => ceasing.has(line))
  return [
    ...missing.map((line) => `${line}; add one`),
    ...shared.map((line) => `subjects: "${line}" stands under rectify and under cease; keep one`),
  ]
}

function purposeFaults(partnersPart: unknown, purposesPart: unknown): string[] {
  const partners = partnersSchema.safeParse(partnersPart)
  const purposes = purposesSchema.safeParse(purposesPart)
  if (!partners.success || !purposes.success) return []
  const ids = purposes.data.map(({ id }) => id)
  return partners.data.flatMap((partner, index) =>
    partner.purposes
      .filter((id) => !ids.includes(id))
      .map((id) => unknownWord(`partners[${index}].purposes`, id, ids)),
  )
}

function unknownIds(input: unknown, known: KnownData): string[] {
  const rules = z.array(z.string()).safeParse(partOf(input, 'rules')).data ?? []
  const calendar = z.string().safeParse(partOf(input, 'calendar')).data
  return [
    ...rules
      .filter((id) => !known.rules.includes(id))
      .map((id) => unknownWord('rules', id, known.rules)),
    ...(calendar === undefined || known.calendars.includes(calendar)
      ? []
      : [unknownWord('calendar', calendar, known.calendars)]),
  ]
}

function unknownWord(path: string, word: string, known: readonly string[]): string {
  return `${path}: "${word}" is not known; ${suggestion(nearest(word, known), known)}`
}
