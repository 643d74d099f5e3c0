import type { AccountCommand } from './conversation.ts'
import { quote } from './format.ts'
import { decodeMailboxName, encodeMailboxName } from './utf7.ts'

/** LIST and LSUB: every folder counts as subscribed. */
export const listFolders: AccountCommand = (conversation, { name, tokens }, account) => {
  tokens.optionalList()
  const pattern = decodeMailboxName(tokens.text() + tokens.text())
  if (pattern === '') {
    conversation.say(`* ${name} (\\Noselect) "/" ""`)
    return 'OK That is the separator'
  }
  const names = account.folders.map((folder) => folder.name)
  for (const folder of account.folders) {
    if (!matches(folder.name, pattern)) continue
    const hasChildren = names.some((other) => other.startsWith(`${folder.name}/`))
    const attributes = [hasChildren ? '\\HasChildren' : '\\HasNoChildren']
    if (folder.specialUse !== undefined) attributes.push(folder.specialUse)
    const encoded = quote(encodeMailboxName(folder.name))
    conversation.say(`* ${name} (${attributes.join(' ')}) "/" ${encoded}`)
  }
  return 'OK Those are all'
}

/** `*` stands for anything, `%` for anything up to the next level. */
function matches(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split(/([*%])/)
  if (!name.startsWith(first)) return false
  let ends = new Set([first.length])
  for (let index = 0; index + 1 < rest.length; index += 2) {
    ends = endsAfter(name, ends, { wildcard: rest[index] ?? '', text: rest[index + 1] ?? '' })
  }
  return ends.has(name.length)
}

function endsAfter(
  name: string,
  starts: ReadonlySet<number>,
  { wildcard, text }: { readonly wildcard: string; readonly text: string },
): Set<number> {
  const ends = new Set<number>()
  for (let at = 0; at <= name.length; at++) {
    const isReached = [...starts].some(
      (start) => start <= at && (wildcard === '*' || !name.slice(start, at).includes('/')),
    )
    if (isReached && name.startsWith(text, at)) ends.add(at + text.length)
  }
  return ends
}
