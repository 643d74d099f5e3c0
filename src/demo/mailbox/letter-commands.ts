import { BadCommand, type TokenReader } from './command.ts'
import type { Conversation, FolderCommand } from './conversation.ts'
import { fetchLetters } from './fetch.ts'
import { flagList, readFlags, withFlags, withoutFlags } from './flags.ts'
import { readFolder } from './folder-commands.ts'
import type { Folder, StoredLetter } from './folder.ts'
import { formatUidSet } from './format.ts'
import { searchLetters } from './search.ts'
import { parseSequenceSet } from './sequence-set.ts'
import type { NumberedLetter } from './view.ts'

const READ_ONLY = 'NO [READ-ONLY] The mailbox is only being looked at'

const closeFolder: FolderCommand = (conversation, _, { view }) => {
  if (!view.isReadOnly) view.folder.expunge(deletedLetters(view.folder))
  conversation.closeFolder()
  return 'OK Closed'
}

const leaveFolder: FolderCommand = (conversation) => {
  conversation.closeFolder()
  return 'OK Left'
}

const expunge: FolderCommand = (_, { byUid, tokens }, { view }) => {
  if (view.isReadOnly) return READ_ONLY
  const isChosen = byUid ? parseSequenceSet(tokens.text(), view.largest(true)) : () => true
  tokens.end()
  const deleted = [...deletedLetters(view.folder)].filter(({ uid }) => isChosen(uid))
  view.folder.expunge(new Set(deleted))
  return `OK [HIGHESTMODSEQ ${view.folder.modseq}] Expunged`
}

function deletedLetters(folder: Folder): Set<StoredLetter> {
  return new Set(folder.letters.filter(({ flags }) => flags.has('\\Deleted')))
}

const store: FolderCommand = (conversation, { byUid, tokens }, { view }) => {
  const chosen = present(view.chosen(tokens.text(), byUid))
  const unchangedSince = readUnchangedSince(conversation, tokens)
  const change = readChange(tokens)
  if (view.isReadOnly) return READ_ONLY
  const refused: StoredLetter[] = []
  for (const { letter, number } of chosen) {
    if (letter.modseq > unchangedSince) {
      refused.push(letter)
      continue
    }
    view.folder.setFlags(letter, change.apply(letter.flags), view)
    const items = change.isSilent ? [] : [`FLAGS ${flagList(letter.flags)}`]
    if (conversation.enabled.has('CONDSTORE')) items.push(`MODSEQ (${letter.modseq})`)
    if (items.length === 0) continue
    conversation.say(`* ${number} FETCH (UID ${letter.uid} ${items.join(' ')})`)
  }
  if (refused.length === 0) return 'OK Stored'
  const numbers = refused.map((letter) => (byUid ? letter.uid : numberOf(chosen, letter)))
  return `OK [MODIFIED ${formatUidSet(numbers)}] Some had changed`
}

function numberOf(chosen: readonly NumberedLetter[], wanted: StoredLetter): number {
  return chosen.find(({ letter }) => letter === wanted)?.number ?? 0
}

function readUnchangedSince(conversation: Conversation, tokens: TokenReader): number {
  const modifier = tokens.optionalList()
  if (modifier === undefined) return Infinity
  if (modifier.atom().toUpperCase() !== 'UNCHANGEDSINCE') throw new BadCommand('Unknown modifier')
  conversation.enabled.add('CONDSTORE')
  return modifier.number()
}

interface FlagChange {
  readonly isSilent: boolean
  readonly apply: (flags: ReadonlySet<string>) => ReadonlySet<string>
}

function readChange(tokens: TokenReader): FlagChange {
  const item = tokens.atom().toUpperCase()
  const [, sign, silent] = /^([+-]?)FLAGS(\.SILENT)?$/.exec(item) ?? []
  if (sign === undefined) throw new BadCommand('Only flags can be stored')
  const named = readFlags((tokens.optionalList() ?? tokens).atoms())
  tokens.end()
  const isSilent = silent !== undefined
  if (sign === '+') return { isSilent, apply: (flags) => withFlags(flags, named) }
  if (sign === '-') return { isSilent, apply: (flags) => withoutFlags(flags, named) }
  return { isSilent, apply: () => named }
}

const copy: FolderCommand = (_, { byUid, tokens }, { account, view }) => {
  const chosen = present(view.chosen(tokens.text(), byUid))
  const target = readFolder(account, tokens)
  tokens.end()
  if (target === undefined) return 'NO [TRYCREATE] No such mailbox'
  if (chosen.length === 0) return 'OK Nothing to copy'
  return `OK [${copyInto(target, chosen)}] Copied`
}

const move: FolderCommand = (conversation, { byUid, tokens }, { account, view }) => {
  const chosen = present(view.chosen(tokens.text(), byUid))
  const target = readFolder(account, tokens)
  tokens.end()
  if (view.isReadOnly) return READ_ONLY
  if (target === undefined) return 'NO [TRYCREATE] No such mailbox'
  if (chosen.length === 0) return 'OK Nothing to move'
  conversation.say(`* OK [${copyInto(target, chosen)}] Moved`)
  view.folder.expunge(new Set(chosen.map(({ letter }) => letter)))
  return 'OK Moved'
}

/** Copies and says which became which, as COPYUID (RFC 4315). */
function copyInto(target: Folder, chosen: readonly NumberedLetter[]): string {
  const from = chosen.map(({ letter }) => letter.uid)
  const to = chosen.map(({ letter: { raw, flags, internalDate } }) =>
    target.add({ raw, flags, internalDate }),
  )
  const uids = formatUidSet(to.map(({ uid }) => uid))
  return `COPYUID ${target.uidValidity} ${formatUidSet(from)} ${uids}`
}

/** Without those another client has expunged. */
function present(letters: readonly NumberedLetter[]): NumberedLetter[] {
  return letters.filter(({ letter }) => !letter.isExpunged)
}

/** Commands about the letters of the open folder (RFC 3501 6.4). */
export const letterCommands: ReadonlyMap<string, FolderCommand> = new Map<string, FolderCommand>([
  ['CHECK', () => 'OK All is kept'],
  ['CLOSE', closeFolder],
  ['UNSELECT', leaveFolder],
  ['EXPUNGE', expunge],
  ['SEARCH', searchLetters],
  ['FETCH', fetchLetters],
  ['STORE', store],
  ['COPY', copy],
  ['MOVE', move],
])
