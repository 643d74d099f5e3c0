import type { Command } from 'commander'
import { ROLES, run } from '../app.ts'
import type { Role } from '../app.ts'
import { Fault } from '../errors.ts'

function readRoles(typed: string | undefined): readonly Role[] {
  if (typed === undefined) return ROLES
  const wanted = typed.split(',').map((role) => role.trim())
  const unknown = wanted.filter((role) => !ROLES.some((known) => known === role))
  if (unknown.length > 0)
    throw new Fault('usage', {
      detail: `unknown role ${unknown.join(', ')}: --role takes ${ROLES.join(', ')}`,
    })
  return ROLES.filter((role) => wanted.includes(role))
}

export function addStart(program: Command): void {
  program
    .command('start')
    .description('watch the mailbox and keep what the policy promises')
    .option('--role <roles>', `only these, comma-separated: ${ROLES.join(',')}`)
    .action((options: { role?: string }) => run(readRoles(options.role)))
}
