/** Prints every promise of the policy with the tests that keep it. `npm run promises` */
import { PROMISES } from '../../src/policy/promises.ts'
import { listing, sourcesOfTests, traceOf } from './kept-promises.ts'

const trace = traceOf(PROMISES, sourcesOfTests())
process.stdout.write(listing(PROMISES, trace))
const isWhole = trace.unknown.length === 0 && [...trace.kept.values()].every((by) => by.length > 0)
if (!isWhole) process.exitCode = 1
