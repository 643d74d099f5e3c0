/** Prints how well the labelled letters are understood. */
import { readLabels, understandLabelled } from './labelled.ts'
import { score, table } from './score.ts'

const labels = readLabels()
process.stdout.write(`${table(score(labels, await understandLabelled(labels)))}\n`)
