import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { FIELDS, LANGUAGES } from '../../src/letter/letter.ts'

/** The files beside the sample letters: what a careful clerk says of each. */
const KIND = z.enum([
  'rectify',
  'cease',
  'access',
  'unlawful',
  'question',
  'reply',
  'bounce',
  'auto-reply',
  'list/bulk',
  'spam',
  'unsubscribe-only',
])

const CHANGE = z.object({
  field: z.enum(FIELDS),
  from: z.string().optional(),
  to: z.string(),
})

const LABELS = z.array(
  z.object({
    file: z.string(),
    kind: KIND,
    language: z.enum(LANGUAGES),
    statedEmail: z.string().nullable(),
    changes: z.array(CHANGE),
    alsoKinds: z.array(KIND),
    code: z.string().nullable(),
    review: z.boolean(),
    twists: z.array(z.string()),
  }),
)

/** A letter of a person as words alone; what is left out was not judged. */
const WRITTEN = z.array(
  z.object({
    subject: z.string(),
    text: z.string(),
    kind: KIND,
    review: z.boolean().optional(),
    changes: z.array(CHANGE).optional(),
    code: z.string().optional(),
    statedEmail: z.string().optional(),
  }),
)

const SUBJECTS = z.array(
  z.object({
    subject: z.string(),
    body: z.string(),
    expect: z.enum(['rectify', 'cease', 'none']),
    /** `clarify`: a person is to be asked what is meant. */
    conf: z.enum(['exact', 'strong', 'clarify']).optional(),
  }),
)

function parsed<T>(schema: z.ZodType<T>, file: string): T {
  const text = readFileSync(new URL(`../letters/${file}`, import.meta.url), 'utf8')
  return schema.parse(JSON.parse(text))
}

export const readLabels = (): z.infer<typeof LABELS> => parsed(LABELS, 'labelled/labels.json')
export const readWritten = (name = 'written'): z.infer<typeof WRITTEN> =>
  parsed(WRITTEN, `${name}.json`)
export const readSubjects = (): z.infer<typeof SUBJECTS> => parsed(SUBJECTS, 'subjects.json')

export type Label = z.infer<typeof LABELS>[number]
