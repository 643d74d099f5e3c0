/** The owner's desk, opened for one command. */
import { configured, ownersDesk } from '../app.ts'
import type { OwnersDesk } from '../app.ts'
import { talk } from './terminal.ts'
import { withWorld } from './with-world.ts'

/** Opens what the owner works with, for one command. */
export async function atDesk<Result>(work: (desk: OwnersDesk) => Promise<Result>): Promise<Result> {
  return withWorld(async (world) => {
    const desk = ownersDesk(world)
    try {
      return await work(desk)
    } finally {
      await desk.close()
    }
  })
}

/** For what writes letters: the owner's go to the mailbox itself where nobody says otherwise. */
export async function deciding(work: (desk: OwnersDesk) => Promise<void>): Promise<void> {
  const { ownerEmail } = configured({ mail: false })
  if (ownerEmail === null)
    talk('OWNER_EMAIL is not set here: letters to the owner go to the mailbox of the policy.')
  await atDesk(work)
}
