import type { Command } from 'commander'
import { configured, probeServers, readEnvironment } from '../app.ts'
import type { Setting } from '../config.ts'
import { SECRETS } from '../config.ts'
import { exitCodeOf, tell } from '../errors.ts'
import { out, outJson, table, talk } from './terminal.ts'

/** A secret shows where it comes from, never what it is. */
function shown({ name, value }: Setting): string {
  if (value === null) return '(not set)'
  return SECRETS.has(name) ? '(set)' : value
}

function print(options: { json?: boolean }): void {
  const reading = readEnvironment({ mail: false })
  const { settings } = reading
  if (!reading.ok) reading.faults.forEach((fault) => talk(fault))
  const rows = settings.map((setting) => ({
    name: setting.name,
    value: shown(setting),
    source: setting.value === null ? 'default' : setting.source,
  }))
  if (options.json === true) outJson(rows)
  else out(table(rows.map(({ name, value, source }) => [name, value, source])))
}

interface CheckOptions {
  readonly json?: boolean
}

/** @returns the exit code: what a person must mend stands above what may pass by itself */
async function check(options: CheckOptions): Promise<number> {
  const config = configured({ mail: true })
  talk('The configuration and the policy file are whole.')
  if (config.databaseUrl === null) talk(`The database is the embedded one in ${config.dataDir}.`)
  const probes = await probeServers(config)
  for (const { what, fault } of probes)
    if (options.json === true)
      outJson({
        what,
        ok: fault === null,
        code: fault?.code ?? null,
        detail: fault?.detail ?? null,
      })
    else talk(fault === null ? `${what}: reached.` : `${what}: ${tell(fault)}`)
  const codes = probes.flatMap(({ fault }) => (fault === null ? [] : [exitCodeOf(fault)]))
  return Math.max(0, ...codes)
}

export function addConfig(program: Command): void {
  const config = program
    .command('config')
    .description('what the program is told by its environment')
  config
    .command('print')
    .description('every value and where it comes from; secrets are not shown')
    .option('--json', 'as JSON')
    .action(print)
  config
    .command('check')
    .description('read everything, log in everywhere, change nothing')
    .option('--json', 'one JSON line a server')
    .action(async (options: CheckOptions) => {
      process.exitCode = await check(options)
    })
}
