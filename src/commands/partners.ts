/** The list of partners for the site (p.18), made from the policy file. */
import type { Command } from 'commander'
import { partnersDocument, shippedOrOwnPolicy, writeOutFile } from '../app.ts'
import { Fault } from '../errors.ts'
import type { PartnerList } from '../reply/partner-list.ts'
import { partnerList, partnerLists } from '../reply/partner-list.ts'
import { out, table, talk } from './terminal.ts'

interface ListOptions {
  readonly html?: boolean
  readonly json?: boolean
  readonly out?: string
}

function asTable({ words, partners }: PartnerList): string {
  if (partners.length === 0) return words.none
  const rows = partners.map(({ name, receives, purposes, since }) => [
    name,
    receives,
    purposes.map(({ paragraph }) => paragraph).join(', '),
    since,
  ])
  return table([['', words.receives, words.purposes, words.since], ...rows])
}

/** By language, for a program of the site. */
function asJson(lists: readonly PartnerList[]): string {
  return JSON.stringify(Object.fromEntries(lists.map(({ language, ...rest }) => [language, rest])))
}

async function print({ html = false, json = false, out: file }: ListOptions): Promise<void> {
  if (html && json) throw new Fault('usage', { detail: '--html and --json say two things' })
  const { policy } = shippedOrOwnPolicy()
  const lists = partnerLists(policy)
  const text = html
    ? await partnersDocument(lists)
    : json
      ? asJson(lists)
      : asTable(partnerList(policy, policy.owner.language))
  if (file === undefined) return out(text.trimEnd())
  writeOutFile(file, `${text.trimEnd()}\n`)
  talk(`Written: ${file}`)
}

export function addPartners(program: Command): void {
  program
    .command('partners')
    .description('third parties who receive data')
    .command('list')
    .description(
      'the public list (p.18): who, what, for which purposes, since when; no personal data',
    )
    .option('--html', 'a page for the site, in three languages')
    .option('--json', 'the same as JSON')
    .option('--out <file>', 'write it there instead of to stdout')
    .action(print)
}
