/** Every role in one process: for a mailbox of any ordinary size. */
import { ROLES, run, toExit } from '../src/app.ts'

await toExit(() => run(ROLES))
