/** What comes out of ciphertext is checked like anything else that comes from outside. */
import { z } from 'zod'
import type { Fields } from '../action/holder.ts'
import type { Signature } from '../letter/authentication.ts'
import { FIELDS } from '../letter/letter.ts'
import type { Details } from '../request/request.ts'

const changeSchema = z
  .object({ field: z.enum(FIELDS), from: z.string().optional(), to: z.string() })
  .transform(({ field, from, to }) => (from === undefined ? { field, to } : { field, from, to }))

const detailsSchema = z.object({
  writer: z.string().nullable(),
  stated: z.string().nullable(),
  changes: z.array(changeSchema),
  messageId: z.string().nullable(),
  references: z.array(z.string()),
  phrase: z.string().nullable(),
})

const signaturesSchema = z.array(
  z.object({
    domain: z.string(),
    identity: z.string().nullable(),
    selector: z.string(),
    verdict: z.enum(['pass', 'fail', 'unknown']),
    weakness: z
      .enum(['partial-body', 'test-key', 'short-key', 'from-unsigned', 'expired'])
      .nullable(),
    key: z.string().nullable(),
  }),
)

const fieldsSchema = z.partialRecord(z.enum(FIELDS), z.string())
const summarySchema = z.tuple([z.string(), z.string()])
const anythingSchema = z.json()

export const readDetails = (text: string): Details => detailsSchema.parse(JSON.parse(text))
export const readSignatures = (text: string): readonly Signature[] =>
  signaturesSchema.parse(JSON.parse(text))
export const readFields = (text: string): Fields => fieldsSchema.parse(JSON.parse(text))
/** Who wrote, and the subject line. */
export const readSummary = (text: string): readonly [string, string] =>
  summarySchema.parse(JSON.parse(text))
/** The content of an event: each reader checks the part it needs. */
export const readContent = (text: string): unknown => anythingSchema.parse(JSON.parse(text))
