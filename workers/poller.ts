/** One process for the role `poller`. Supervise it: it ends on what it did not expect. */
import { run, toExit } from '../src/app.ts'

await toExit(() => run(['poller']))
