/** Everything the steps lean on, opened in one place and closed in the reverse order. */
import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createRegister } from '../edge/holders/register.ts'
import type { Register } from '../edge/holders/register.ts'
import type { Promises } from '../edge/files.ts'
import { ownSecretKey, packageRoot } from '../edge/files.ts'
import type { Database } from '../edge/postgres/database.ts'
import { guarded, openDatabase } from '../edge/postgres/database.ts'
import { startEmbedded } from '../edge/postgres/embedded.ts'
import { createDayBook } from '../edge/postgres/day-book.ts'
import type { DayBook } from '../edge/postgres/day-book.ts'
import { createDevices } from '../edge/postgres/devices.ts'
import type { Devices } from '../edge/postgres/devices.ts'
import { createKeys } from '../edge/postgres/keys.ts'
import { createLetterStore } from '../edge/postgres/letters.ts'
import type { LetterStore } from '../edge/postgres/letters.ts'
import { migrate } from '../edge/postgres/migrate.ts'
import { createOutbox } from '../edge/postgres/outbox.ts'
import type { Outbox } from '../edge/postgres/outbox.ts'
import { createPlaces } from '../edge/postgres/places.ts'
import type { Places } from '../edge/postgres/places.ts'
import { SealedReplies } from '../edge/postgres/sealed-replies.ts'
import { createSentLetters } from '../edge/postgres/sent-letters.ts'
import type { SentLetters } from '../edge/postgres/sent-letters.ts'
import { createRequestStore } from '../edge/postgres/requests.ts'
import type { RequestStore } from '../edge/postgres/requests.ts'
import { Fault } from '../errors.ts'
import { createSignatureCheck } from '../edge/authenticity.ts'
import type { ResolveTxt, SignatureCheck } from '../edge/authenticity.ts'
import type { Vault } from '../edge/vault.ts'
import { createVault } from '../edge/vault.ts'
import type { Log } from '../log.ts'

export interface World {
  readonly config: Config
  readonly promises: Promises
  readonly log: Log
  readonly now: () => Date
  /** What a person at the terminal may want to know. */
  readonly talk: (line: string) => void
  readonly vault: Vault
  readonly databaseUrl: string
  readonly database: Database
  readonly letters: LetterStore
  readonly requests: RequestStore
  readonly outbox: Outbox
  readonly sentLetters: SentLetters
  readonly places: Places
  readonly register: Register
  /** The owner's phones and code. */
  readonly devices: Devices
  readonly dayBook: DayBook
  /** Checks DKIM signatures while their keys are still published. */
  readonly signatures: SignatureCheck
  /** Ends the connections; the embedded server too, when nobody else uses it. */
  close(): Promise<void>
}

export interface WorldOptions {
  readonly config: Config
  readonly promises: Promises
  readonly log: Log
  readonly now?: () => Date
  /** What a person at the terminal may want to know. */
  readonly onTalk?: (line: string) => void
  /** Tests and the demo: name servers of their own. */
  readonly resolveTxt?: ResolveTxt
  /** Tests: the embedded server may lose what the power takes. */
  readonly fast?: boolean
}

/** Of the pool that the steps share. */
const CONNECTIONS_MAX = 6
/** A provider that keeps its own copy of what is sent has put it into Sent by then. */
const COPY_SETTLE_MS = 5_000

export interface Home {
  readonly url: string
  leave(): Promise<void>
}

/** The server of DATABASE_URL, else the embedded one, which is begun if need be. @throws Fault database.embedded */
export async function findDatabase(
  options: Pick<WorldOptions, 'config' | 'onTalk' | 'fast'>,
): Promise<Home> {
  const { config, onTalk = () => undefined, fast = false } = options
  if (config.databaseUrl !== null)
    return { url: config.databaseUrl, leave: () => Promise.resolve() }
  const embedded = await startEmbedded({ dir: join(config.dataDir, 'postgres'), fast, onTalk })
  // Loopback only: no TLS, whatever PGSSLMODE of the shell says.
  return { url: `${embedded.url}?sslmode=disable`, leave: embedded.leave }
}

type Stores = Pick<
  World,
  'letters' | 'requests' | 'outbox' | 'sentLetters' | 'places' | 'register' | 'devices' | 'dayBook'
>

function openStores(database: Database, vault: Vault, options: WorldOptions): Stores {
  const { promises, now = () => new Date() } = options
  const { db } = database
  const keys = createKeys(vault)
  const policyVersion = promises.policy.version
  const { lettersPerDay } = promises.policy.limits
  const sealed = new SealedReplies(db, keys)
  const requests = createRequestStore({ db, keys, vault, now, policyVersion })
  const copySettleMs = promises.policy.mailbox.sentCopy === 'auto' ? COPY_SETTLE_MS : 0
  return {
    requests: guarded(requests),
    letters: guarded(createLetterStore({ db, keys, requests, now })),
    outbox: guarded(
      createOutbox({ db, sealed, vault, requests, now, copySettleMs, lettersPerDay }),
    ),
    sentLetters: guarded(createSentLetters(db, sealed)),
    places: guarded(createPlaces({ db, vault, now })),
    register: guarded(createRegister({ db, keys, vault, now })),
    devices: guarded(createDevices({ db, vault, now })),
    dayBook: guarded(createDayBook(db)),
  }
}

/** Two keys in one database would leave one half of it unreadable: the first one stays. @throws Fault key.missing */
async function assertOwnKey(places: Places, vault: Vault): Promise<void> {
  const mark = vault.hash('key-mark', 'the key that this database was begun with')
  if ((await places.settle('keyMark', mark)) !== mark)
    throw new Fault('key.missing', {
      detail: 'this database was begun with another SECRET_KEY (or DATA_DIR/secret.key)',
    })
}

/** Opens the database, migrated, and everything kept in it. @throws Fault database.*, migration.failed, config.invalid */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { config, promises, log, now = () => new Date(), onTalk = () => undefined } = options
  const vault = createVault(config.secretKey ?? ownSecretKey(config.dataDir))
  const home = await findDatabase(options)
  let database: Database | null = null
  try {
    await migrate(home.url, packageRoot())
    database = openDatabase(home.url, CONNECTIONS_MAX)
    const opened = database
    const stores = openStores(database, vault, options)
    await assertOwnKey(stores.places, vault)
    return {
      config,
      promises,
      log,
      now,
      talk: onTalk,
      vault,
      signatures: createSignatureCheck(
        options.resolveTxt === undefined ? {} : { resolveTxt: options.resolveTxt },
      ),
      databaseUrl: home.url,
      database,
      ...stores,
      async close() {
        await opened.close()
        await home.leave()
      },
    }
  } catch (error) {
    await database?.close()
    await home.leave()
    throw error
  }
}
