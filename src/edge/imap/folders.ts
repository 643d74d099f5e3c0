/** Which folders are watched: INBOX, the spam folder, and Sent for the owner's answers. */
import type { ImapFlow } from 'imapflow'
import type { FolderRole } from '../../letter/receive.ts'

export interface Folder {
  readonly path: string
  readonly role: FolderRole
}

/** By special use alone: names differ from provider to provider and from language to language. */
export async function findFolders(client: ImapFlow): Promise<readonly Folder[]> {
  const folders: Folder[] = [{ path: 'INBOX', role: 'inbox' }]
  const listed = await client.list()
  const junk = listed.find((folder) => folder.specialUse === '\\Junk')
  const sent = listed.find((folder) => folder.specialUse === '\\Sent')
  if (junk !== undefined) folders.push({ path: junk.path, role: 'junk' })
  if (sent !== undefined) folders.push({ path: sent.path, role: 'sent' })
  return folders
}
