/** How the owner gets to the pages: the code, the links, the phones that are remembered. */
import type { Command } from 'commander'
import { Fault } from '../errors.ts'
import { out, outJson, table, talk } from './terminal.ts'
import { findRequest } from './requests-find.ts'
import { newOwnerCode, ownersDesk } from '../app.ts'
import { withWorld } from './with-world.ts'

async function setCode(options: { readonly json?: boolean }): Promise<void> {
  const code = newOwnerCode()
  await withWorld(({ devices }) => devices.setCode(code))
  if (options.json === true) outJson({ code })
  else out(code)
  talk('This is the owner code from now on, shown this once. A phone is asked for it once.')
}

async function link(typed: string, options: { readonly json?: boolean }): Promise<void> {
  await withWorld(async (world) => {
    const desk = ownersDesk(world)
    try {
      const url = await desk.newLink(await findRequest(desk, typed))
      if (options.json === true) outJson({ url })
      else out(url)
      talk('The links before it no longer hold.')
    } finally {
      await desk.close()
    }
  })
}

async function phones(options: { readonly json?: boolean }): Promise<void> {
  const devices = await withWorld((world) => world.devices.list())
  if (options.json === true) return devices.forEach((device) => outJson(device))
  if (devices.length === 0) return talk('No phone is remembered.')
  const day = (at: Date | null): string => at?.toISOString().slice(0, 16) ?? ''
  const rows = devices.map(({ id, rememberedAt, seenAt, revokedAt }) => [
    id.slice(0, 8),
    day(rememberedAt),
    day(seenAt),
    revokedAt === null ? '' : `forgotten ${day(revokedAt)}`,
  ])
  out(table([['phone', 'since (UTC)', 'last seen', ''], ...rows]))
}

async function forget(start: string): Promise<void> {
  await withWorld(async ({ devices }) => {
    const isMeant = (id: string): boolean => start.length >= 4 && id.startsWith(start)
    const [found, ...more] = (await devices.list()).filter(
      ({ id, revokedAt }) => revokedAt === null && isMeant(id),
    )
    if (found === undefined || more.length > 0)
      throw new Fault('not-done', { detail: `no single remembered phone begins with ${start}` })
    await devices.revoke(found.id)
    talk('Forgotten: this phone is asked for the code again.')
  })
}

export function addOwner(program: Command): void {
  const owner = program.command('owner').description('how the owner gets to the pages')
  const json = ['--json', 'as JSON'] as const
  owner
    .command('code')
    .description('make a new owner code, six digits, and show it once')
    .option(...json)
    .action(setCode)
  owner
    .command('link <number>')
    .description('a new link to a request; the ones before it end')
    .option(...json)
    .action(link)
  owner
    .command('phones')
    .description('the phones that gave the code')
    .option(...json)
    .action(phones)
  owner
    .command('forget <phone>')
    .description('a phone is no longer known, by the beginning of its id')
    .action(forget)
}
