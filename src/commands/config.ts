import type { Command } from 'commander'
import { configured, loadPromises, probeServers, readEnvironment } from '../app.ts'
import type { Setting } from '../config.ts'
import { SECRETS } from '../config.ts'
import { Fault, tell } from '../errors.ts'
import { out, outJson, table, talk } from './terminal.ts'

/** A secret shows where it comes from, never what it is. */
function shown({ name, value }: Setting): string {
  if (value === null) return '(not set)'
  return SECRETS.has(name) ? '(set)' : value
}

function print(options: { json?: boolean }): void {
  const { settings } = readEnvironment({ mail: false })
  const rows = settings.map((setting) => ({
    name: setting.name,
    value: shown(setting),
    source: setting.value === null ? 'default' : setting.source,
  }))
  if (options.json === true) outJson(rows)
  else out(table(rows.map(({ name, value, source }) => [name, value, source])))
}

/** Every fault of the environment and of the policy file at once. */
function readEverything(): ReturnType<typeof configured> {
  const reading = readEnvironment({ mail: true })
  const faults = reading.ok ? [] : [...reading.faults]
  try {
    loadPromises(policyFileOf(reading.settings))
  } catch (error) {
    if (!(error instanceof Fault) || error.detail === undefined) throw error
    faults.push(...error.detail.split('\n'))
  }
  if (faults.length > 0) throw new Fault('config.invalid', { detail: faults.join('\n') })
  return configured({ mail: true })
}

function policyFileOf(settings: readonly Setting[]): string {
  return settings.find(({ name }) => name === 'POLICY_FILE')?.value ?? 'policy.yaml'
}

async function check(): Promise<number> {
  const config = readEverything()
  talk('The configuration and the policy file are whole.')
  let exitCode = 0
  for (const { what, fault } of await probeServers(config)) {
    talk(fault === null ? `${what}: reached.` : `${what}: ${tell(fault)}`)
    if (fault !== null) exitCode = fault.retry ? Math.max(exitCode, 75) : 78
  }
  return exitCode
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
    .action(async () => {
      process.exitCode = await check()
    })
}
