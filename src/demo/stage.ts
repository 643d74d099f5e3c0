/** What every part of the demo plays on. */
import type { App, OwnersDesk } from '../app.ts'
import type { MailWorld } from './mailbox/mail-world.ts'
import type { Narrator } from './narrator.ts'

export interface Stage {
  readonly app: App
  readonly mail: MailWorld
  readonly desk: OwnersDesk
  readonly mailbox: string
  readonly narrator: Narrator
  readonly say: (text: string) => void
}
