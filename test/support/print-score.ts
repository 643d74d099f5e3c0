/** Prints how well the labelled letters are understood. */
import { understandLabelled } from './labelled.ts'
import { readLabels } from './labels.ts'
import { score, table } from './score.ts'

const labels = readLabels()
process.stdout.write(`${table(score(labels, await understandLabelled(labels)))}\n`)
