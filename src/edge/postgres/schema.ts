/**
 * The truth. Everything a person could be known by is ciphertext (`sealed…`) or a keyed hash
 * (`…Hash`); the rest is ids, dates, codes and counts.
 */
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgSchema,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core'
import { isNull, lt } from 'drizzle-orm'
import type { Language } from '../../letter/letter.ts'
import type { FolderRole } from '../../letter/receive.ts'
import type { DemandKind, ObligationName } from '../../policy/rules.ts'
import type { EventName, Facts } from '../../request/event.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' })

/** Apart from the data, so that a backup of the data can leave it out. */
export const vaultSchema = pgSchema('vault')

export const dataKey = vaultSchema.table('data_key', {
  /** `letter:…`, `request:…`, `person:…` */
  id: text('id').primaryKey(),
  wrapped: bytea('wrapped').notNull(),
})

/** Values the installation decided once, such as `answerFrom`. */
export const setting = pgTable('setting', {
  name: text('name').primaryKey(),
  value: text('value').notNull(),
})

/** When each role was last seen at work. */
export const heartbeat = pgTable('heartbeat', {
  role: text('role').primaryKey(),
  at: instant('at').notNull(),
})

export const letter = pgTable(
  'letter',
  {
    /** Hash of what was written, without trace headers (see letter/content-id). */
    contentId: text('content_id').primaryKey(),
    receivedAt: instant('received_at').notNull(),
    sizeBytes: integer('size_bytes').notNull(),
    truncated: boolean('truncated').notNull(),
    /** Null once destroyed. */
    sealedRaw: bytea('sealed_raw'),
    /** Its DKIM signatures as they were found when it was fetched; null: not checked yet. */
    sealedSignatures: bytea('sealed_signatures'),
    /** Null until decided. */
    disposition: text('disposition'),
    /** The finding behind it: a kind, a reason code. */
    reason: text('reason'),
    decidedAt: instant('decided_at'),
    /** For a held letter: the day by which a person must have looked. */
    dueOn: date('due_on', { mode: 'string' }),
    attempts: integer('attempts').notNull().default(0),
    readAt: instant('read_at').notNull(),
  },
  (table) => [
    index('letter_undecided').on(table.readAt).where(isNull(table.decidedAt)),
    index('letter_disposition').on(table.disposition, table.decidedAt),
  ],
)

/** Where a letter was seen: the difference of these and the mailbox is what is new. */
export const letterPlace = pgTable(
  'letter_place',
  {
    mailbox: text('mailbox').notNull(),
    folder: text('folder').notNull(),
    uidValidity: bigint('uid_validity', { mode: 'number' }).notNull(),
    uid: bigint('uid', { mode: 'number' }).notNull(),
    /** inbox, junk or sent */
    role: text('role').notNull().$type<FolderRole>(),
    /** kept, before-answer-from, own, not-ours */
    why: text('why').notNull(),
    contentId: text('content_id'),
    receivedAt: instant('received_at').notNull(),
    /** Backlog only: the demand its subject names, and who wrote what. */
    kind: text('kind'),
    sealedSummary: bytea('sealed_summary'),
  },
  (table) => [
    primaryKey({ columns: [table.mailbox, table.folder, table.uidValidity, table.uid] }),
    index('letter_place_content').on(table.contentId),
  ],
)

export const request = pgTable(
  'request',
  {
    number: text('number').primaryKey(),
    /** Null when entered by hand. */
    contentId: text('content_id'),
    kind: text('kind').notNull().$type<DemandKind>(),
    language: text('language').notNull().$type<Language>(),
    receivedAt: instant('received_at').notNull(),
    receivedOn: date('received_on', { mode: 'string' }).notNull(),
    /** The edition of the policy in force at receipt (p.19). */
    policyVersion: text('policy_version').notNull(),
    sealedDetails: bytea('sealed_details').notNull(),
    /** Keyed hash of the address that is searched: the same demand made twice is found by it. */
    searchedHash: text('searched_hash'),
    lastSeq: integer('last_seq').notNull(),
    /** The event up to which everything that follows has been done. */
    settledSeq: integer('settled_seq').notNull(),
    wakeAt: instant('wake_at').notNull(),
    closedAt: instant('closed_at'),
  },
  (table) => [
    index('request_unsettled').on(table.wakeAt).where(lt(table.settledSeq, table.lastSeq)),
    index('request_searched').on(table.searchedHash),
  ],
)

/** Append-only, chained by a keyed hash. */
export const event = pgTable(
  'event',
  {
    request: text('request')
      .notNull()
      .references(() => request.number),
    seq: integer('seq').notNull(),
    at: instant('at').notNull(),
    name: text('name').notNull().$type<EventName>(),
    actor: text('actor').notNull(),
    facts: jsonb('facts').notNull().$type<Facts>(),
    sealed: bytea('sealed'),
    hash: text('hash').notNull(),
  },
  (table) => [primaryKey({ columns: [table.request, table.seq] })],
)

export const obligation = pgTable(
  'obligation',
  {
    request: text('request')
      .notNull()
      .references(() => request.number),
    name: text('name').notNull().$type<ObligationName>(),
    policyDue: date('policy_due', { mode: 'string' }),
    lawDue: date('law_due', { mode: 'string' }),
    softDue: date('soft_due', { mode: 'string' }),
    actBy: date('act_by', { mode: 'string' }),
    doneAt: instant('done_at'),
    evidence: text('evidence'),
  },
  (table) => [primaryKey({ columns: [table.request, table.name] })],
)

/** The outbox: final bytes, sent once. */
export const reply = pgTable(
  'reply',
  {
    /** `<about>.<kind>.<version>`: the same cause never owes two letters. */
    id: text('id').primaryKey(),
    request: text('request').references(() => request.number),
    contentId: text('content_id'),
    kind: text('kind').notNull(),
    audience: text('audience').notNull(),
    messageId: text('message_id').notNull(),
    sealedRecipient: bytea('sealed_recipient').notNull(),
    /** Keyed hashes of the recipient and of its domain, to count how much goes there. */
    recipientHash: text('recipient_hash').notNull().default(''),
    domainHash: text('domain_hash').notNull().default(''),
    sealedRaw: bytea('sealed_raw').notNull(),
    composedAt: instant('composed_at').notNull(),
    /** pending, claimed, sent, failed */
    state: text('state').notNull().default('pending'),
    attempts: integer('attempts').notNull().default(0),
    sendAt: instant('send_at').notNull(),
    token: integer('token').notNull().default(0),
    leaseUntil: instant('lease_until'),
    sentAt: instant('sent_at'),
    /** The server's reply code, such as 250 or 550. */
    responseCode: integer('response_code'),
    /** found, appended, given-up; null until looked for */
    sentCopy: text('sent_copy'),
    copyAttempts: integer('copy_attempts').notNull().default(0),
    copyAt: instant('copy_at'),
  },
  (table) => [
    uniqueIndex('reply_message_id').on(table.messageId),
    index('reply_unsent').on(table.state, table.sendAt),
    index('reply_request').on(table.request),
    index('reply_recipient').on(table.recipientHash, table.composedAt),
    index('reply_domain').on(table.domainHash, table.composedAt),
    index('reply_composed').on(table.composedAt),
    index('reply_uncopied').on(table.copyAt).where(isNull(table.sentCopy)),
  ],
)

/** The built-in register of people: the five fields of the policy (p.5). */
export const person = pgTable(
  'person',
  {
    id: text('id').primaryKey(),
    sealedFields: bytea('sealed_fields').notNull(),
    emailHash: text('email_hash'),
    phoneHash: text('phone_hash'),
    userIdHash: text('user_id_hash'),
    /** Mailings and transfers stopped since (p.17), not yet destroyed. */
    stoppedAt: instant('stopped_at'),
    /** Only mailings stopped since, at the person's wish (p.8.5, p.8.8). */
    mailingsStoppedAt: instant('mailings_stopped_at'),
    enteredAt: instant('entered_at').notNull(),
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('person_email').on(table.emailHash),
    index('person_phone').on(table.phoneHash),
    index('person_user_id').on(table.userIdHash),
  ],
)

/** Who was destroyed must not come back by an import: keyed hashes, nothing else. */
export const suppression = pgTable(
  'suppression',
  {
    kind: text('kind').notNull(),
    hash: text('hash').notNull(),
    request: text('request'),
    since: instant('since').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.hash] })],
)

/** A phone that gave the owner code once: only a hash of what its cookie holds. */
export const ownerDevice = pgTable('owner_device', {
  id: text('id').primaryKey(),
  secretHash: text('secret_hash').notNull().unique(),
  rememberedAt: instant('remembered_at').notNull(),
  seenAt: instant('seen_at').notNull(),
  revokedAt: instant('revoked_at'),
})

/** Wrong owner codes, counted for each link. */
export const ownerCodeTry = pgTable('owner_code_try', {
  link: text('link').primaryKey(),
  failures: integer('failures').notNull(),
})
