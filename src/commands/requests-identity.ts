/** Who asks, where no letter can prove it: the number on record is called, an authority was seen. */
import type { Command } from 'commander'
import { Fault } from '../errors.ts'
import { deciding } from './at-desk.ts'
import { readFieldValue } from './field-value.ts'
import { findRequest } from './requests-find.ts'
import { AUTHORITY_KINDS } from '../request/identity.ts'
import type { AuthorityKind } from '../request/identity.ts'
import { talk } from './terminal.ts'

interface CallOptions {
  readonly dialled: string
  readonly phone?: string
}

async function call(typed: string, { dialled, phone }: CallOptions): Promise<void> {
  if (!/^\d{4}$/.test(dialled))
    throw new Fault('usage', {
      detail: '--dialled is the last four digits of the number you called',
    })
  const given = phone === undefined ? null : readFieldValue('phone', phone)
  await deciding(async (desk) => {
    const request = await findRequest(desk, typed)
    talk(await desk.called(request, dialled, given))
  })
}

function readAuthority(typed: string): AuthorityKind {
  const kind = AUTHORITY_KINDS.find((one) => one === typed)
  if (kind !== undefined) return kind
  throw new Fault('usage', { detail: `--kind is one of ${AUTHORITY_KINDS.join(', ')}` })
}

async function authority(typed: string, options: { readonly kind: string }): Promise<void> {
  const kind = readAuthority(options.kind)
  await deciding(async (desk) => {
    const request = await findRequest(desk, typed)
    talk(await desk.authoritySeen(request, kind))
  })
}

export function addIdentity(requests: Command): void {
  requests
    .command('call <number>')
    .description('note that you called the telephone number on record')
    .requiredOption('--dialled <digits>', 'the last four digits of the number you called')
    .option('--phone <number>', 'the number the person gave, where no address is on record')
    .action(call)
  requests
    .command('authority <number>')
    .description('note that you saw by what right somebody acts for the person; keep no copy')
    .requiredOption('--kind <kind>', AUTHORITY_KINDS.join(', '))
    .action(authority)
}
