import type { Account } from './account.ts'
import { BadCommand, type TokenReader } from './command.ts'
import type { AccountCommand, Conversation } from './conversation.ts'
import { flagList, readFlags, SYSTEM_FLAGS } from './flags.ts'
import type { Folder } from './folder.ts'
import { parseInternalDate, quote } from './format.ts'
import { listFolders } from './list.ts'
import { decodeMailboxName, encodeMailboxName } from './utf7.ts'

const NO_SUCH_FOLDER = 'NO [NONEXISTENT] No such mailbox'

/** The folder a command names. @throws BadCommand */
export function readFolder(account: Account, tokens: TokenReader): Folder | undefined {
  return account.folder(decodeMailboxName(tokens.text()))
}

const enable: AccountCommand = (conversation, { tokens }) => {
  const wanted = tokens.atoms().map((name) => name.toUpperCase())
  const known = wanted.filter((name) => name === 'CONDSTORE')
  for (const name of known) conversation.enabled.add(name)
  conversation.say(['* ENABLED', ...known].join(' '))
  return 'OK Enabled'
}

const sayNamespace: AccountCommand = (conversation) => {
  conversation.say('* NAMESPACE (("" "/")) NIL NIL')
  return 'OK That is all'
}

/** Every folder counts as subscribed. */
const subscribe: AccountCommand = (_, { tokens }, account) => {
  return readFolder(account, tokens) === undefined ? NO_SUCH_FOLDER : 'OK Subscribed as ever'
}

const createFolder: AccountCommand = (_, { tokens }, account) => {
  const name = newName(tokens)
  if (account.folder(name) !== undefined) return 'NO [ALREADYEXISTS] The mailbox exists'
  account.create(name)
  return 'OK Created'
}

const deleteFolder: AccountCommand = (_, { tokens }, account) => {
  const folder = readFolder(account, tokens)
  if (folder === undefined) return NO_SUCH_FOLDER
  if (folder.name === 'INBOX') return 'NO [CANNOT] INBOX stays'
  account.remove(folder)
  return 'OK Deleted'
}

const renameFolder: AccountCommand = (_, { tokens }, account) => {
  const folder = readFolder(account, tokens)
  if (folder === undefined) return NO_SUCH_FOLDER
  if (folder.name === 'INBOX') return 'NO [CANNOT] INBOX keeps its name'
  const name = newName(tokens)
  if (account.folder(name) !== undefined) return 'NO [ALREADYEXISTS] The mailbox exists'
  const children = account.folders.filter((other) => other.name.startsWith(`${folder.name}/`))
  const oldLength = folder.name.length
  for (const each of [folder, ...children]) account.rename(each, name + each.name.slice(oldLength))
  return 'OK Renamed'
}

function newName(tokens: TokenReader): string {
  const name = decodeMailboxName(tokens.text()).replace(/\/$/, '')
  if (name === '') throw new BadCommand('A mailbox needs a name')
  return name
}

const sayStatus: AccountCommand = (conversation, { tokens }, account) => {
  const folder = readFolder(account, tokens)
  if (folder === undefined) return NO_SUCH_FOLDER
  const names = tokens.list().atoms()
  tokens.end()
  const items = names.map((name) => `${name.toUpperCase()} ${statusItem(folder, name)}`)
  conversation.say(`* STATUS ${quote(encodeMailboxName(folder.name))} (${items.join(' ')})`)
  return 'OK That is all'
}

function statusItem(folder: Folder, item: string): number {
  switch (item.toUpperCase()) {
    case 'MESSAGES':
      return folder.letters.length
    case 'RECENT':
      return 0
    case 'UIDNEXT':
      return folder.uidNext
    case 'UIDVALIDITY':
      return folder.uidValidity
    case 'UNSEEN':
      return folder.letters.filter(({ flags }) => !flags.has('\\Seen')).length
    case 'HIGHESTMODSEQ':
      return folder.modseq
    default:
      throw new BadCommand('Unknown status item')
  }
}

const selectFolder: AccountCommand = (conversation, { name, tokens }, account) => {
  conversation.closeFolder()
  const folder = readFolder(account, tokens)
  if (folder === undefined) return NO_SUCH_FOLDER
  for (const option of tokens.optionalList()?.atoms() ?? []) {
    if (option.toUpperCase() !== 'CONDSTORE') throw new BadCommand('Unknown parameter')
    conversation.enabled.add('CONDSTORE')
  }
  tokens.end()
  const isReadOnly = name === 'EXAMINE'
  conversation.open(folder, isReadOnly)
  describe(conversation, folder)
  return isReadOnly ? 'OK [READ-ONLY] Examined' : 'OK [READ-WRITE] Selected'
}

function describe(conversation: Conversation, folder: Folder): void {
  const used = folder.letters.flatMap(({ flags }) => [...flags])
  const flags = [...new Set([...SYSTEM_FLAGS, ...used])]
  const unseen = folder.letters.findIndex((letter) => !letter.flags.has('\\Seen'))
  conversation.say(`* FLAGS ${flagList(flags)}`)
  conversation.say(`* OK [PERMANENTFLAGS ${flagList([...flags, '\\*'])}] Kept`)
  conversation.say(`* ${folder.letters.length} EXISTS`)
  conversation.say('* 0 RECENT')
  if (unseen >= 0) conversation.say(`* OK [UNSEEN ${unseen + 1}] First unseen`)
  conversation.say(`* OK [UIDVALIDITY ${folder.uidValidity}] Numbers hold`)
  conversation.say(`* OK [UIDNEXT ${folder.uidNext}] Next number`)
  conversation.say(`* OK [HIGHESTMODSEQ ${folder.modseq}] Last change`)
}

const append: AccountCommand = (_, { tokens }, account) => {
  const folder = readFolder(account, tokens)
  const flags = readFlags(tokens.optionalList()?.atoms() ?? [])
  const first = tokens.bytes()
  const hasDate = !tokens.isDone
  const raw = hasDate ? tokens.bytes() : first
  tokens.end()
  const internalDate = hasDate ? parseInternalDate(first.toString('latin1')) : new Date()
  if (folder === undefined) return 'NO [TRYCREATE] No such mailbox'
  const letter = folder.add({ raw, flags, internalDate })
  return `OK [APPENDUID ${folder.uidValidity} ${letter.uid}] Kept`
}

const idle: AccountCommand = (conversation, { tag }) => {
  conversation.say('+ Waiting')
  conversation.setIdle(true)
  conversation.expectLine(tag, (line) => {
    conversation.setIdle(false)
    return line.toUpperCase() === 'DONE' ? 'OK Waited' : 'BAD DONE is expected'
  })
  return undefined
}

/** Commands about folders as a whole (RFC 3501 6.3). */
export const accountCommands: ReadonlyMap<string, AccountCommand> = new Map<string, AccountCommand>(
  [
    ['ENABLE', enable],
    ['NAMESPACE', sayNamespace],
    ['LIST', listFolders],
    ['LSUB', listFolders],
    ['SUBSCRIBE', subscribe],
    ['UNSUBSCRIBE', subscribe],
    ['CREATE', createFolder],
    ['DELETE', deleteFolder],
    ['RENAME', renameFolder],
    ['STATUS', sayStatus],
    ['SELECT', selectFolder],
    ['EXAMINE', selectFolder],
    ['APPEND', append],
    ['IDLE', idle],
  ],
)
