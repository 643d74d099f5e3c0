import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { NAMES } from '../src/config.ts'

const ROLES = ['poller', 'requests', 'replies', 'clock', 'desk']

const service = z.object({
  image: z.string(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.union([z.string(), z.number()])).default({}),
  env_file: z.union([z.string(), z.array(z.string())]).optional(),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  profiles: z.array(z.string()).default([]),
  restart: z.string().optional(),
  network_mode: z.string().optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  healthcheck: z
    .object({ test: z.array(z.string()).optional(), disable: z.boolean().optional() })
    .optional(),
})
const compose = z
  .object({
    services: z.record(z.string(), service),
    volumes: z.record(z.string(), z.null()),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .parse(parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }))

const everyService = Object.entries(compose.services)
const ours = everyService.filter(([, { build }]) => build !== undefined)
const settings = new Set<string>(NAMES.flatMap((name) => [name, `${name}_FILE`]))

function the(name: string): z.infer<typeof service> {
  const found = compose.services[name]
  if (found === undefined) throw new Error(`docker-compose.yml has no service ${name}`)
  return found
}

describe('docker-compose.yml', () => {
  test('each role is a service of its own that starts exactly this role', () => {
    expect(ours.map(([name]) => name).toSorted()).toEqual([...ROLES, 'play'].toSorted())
    for (const role of ROLES) {
      expect(the(role).command).toEqual(['start', '--role', role])
      expect(the(role).restart).toBe('unless-stopped')
      expect(the(role).env_file).toBe('.env')
    }
    expect(the('play').command).toEqual(['start'])
  })

  test.each(ours)(
    '%s is told only settings that the program knows, each once',
    (_name, { environment }) => {
      const names = Object.keys(environment)
      expect(names.filter((name) => !settings.has(name))).toEqual([])
      expect(names.filter((name) => names.includes(`${name}_FILE`))).toEqual([])
    },
  )

  test.each(ours)(
    '%s waits for servers that have proved ready',
    (_name, { depends_on: servers }) => {
      expect(servers).toMatchObject({
        postgres: { condition: 'service_healthy' },
        redis: { condition: 'service_healthy' },
      })
      for (const server of ['postgres', 'redis'])
        expect(the(server).healthcheck?.test).toBeDefined()
    },
  )

  test.each(everyService)('%s uses volumes, secrets and services that exist', (_name, used) => {
    const named = used.volumes.map((volume) => volume.split(':')[0] ?? '')
    expect(Object.keys(compose.volumes)).toEqual(
      expect.arrayContaining(named.filter((volume) => !volume.startsWith('.'))),
    )
    expect(Object.keys(compose.secrets)).toEqual(expect.arrayContaining(used.secrets))
    expect(Object.keys(compose.services)).toEqual(
      expect.arrayContaining(Object.keys(used.depends_on)),
    )
    const files = Object.entries(used.environment).filter(([name]) => name.endsWith('_FILE'))
    expect(used.secrets.map((secret) => `/run/secrets/${secret}`)).toEqual(
      expect.arrayContaining(files.map(([, path]) => path)),
    )
  })

  test.each(everyService)('%s is pinned and is published to this machine only', (_name, used) => {
    expect(used.image).toMatch(/:\d+\.\d+(?:\.\d+)?(?:-alpine)?$/)
    for (const port of used.ports) expect(port).toMatch(/^127\.0\.0\.1:\d+:\d+$/)
  })

  test('Redis keeps its jobs on disk and never drops one for want of memory', () => {
    const { command } = the('redis')
    expect(command?.join(' ')).toBe('redis-server --appendonly yes --maxmemory-policy noeviction')
  })

  test('the desk is asked whether it is ready, and the roles without pages are not', () => {
    expect(the('desk').healthcheck?.test?.join(' ')).toContain('/readyz')
    for (const role of ROLES.filter((name) => name !== 'desk')) {
      expect(the(role).healthcheck).toEqual({ disable: true })
    }
  })

  test('the mailbox to play with is started on demand only and reached without leaving the machine', () => {
    expect(the('mailbox').profiles).toEqual(['play'])
    expect(the('play')).toMatchObject({
      profiles: ['play'],
      env_file: [],
      network_mode: 'service:mailbox',
    })
    for (const name of ['IMAP_URL', 'SMTP_URL']) {
      expect(new URL(String(the('play').environment[name])).hostname).toBe('127.0.0.1')
    }
  })
})

describe('Dockerfile', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8')

  test('it runs the command line as a user without rights and copies all that is read at run time', () => {
    expect(dockerfile).toContain('\nUSER node\n')
    expect(dockerfile).toContain('ENTRYPOINT ["node", "dist/src/cli.js"]')
    expect(dockerfile).toContain('/livez')
    for (const read of ['templates', 'drizzle', 'src/policy/data', 'policy.yaml']) {
      expect(dockerfile).toMatch(new RegExp(`^COPY ${read} `, 'm'))
    }
  })

  test('everything it copies is let through to it', () => {
    const letThrough = readFileSync('.dockerignore', 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1))
    const copied = [...dockerfile.matchAll(/^COPY (?!--)(.+) \S+$/gm)].flatMap(([, from = '']) =>
      from.split(' '),
    )
    expect(copied.length).toBeGreaterThan(5)
    for (const path of copied) expect(letThrough).toContain(path.split('/')[0])
  })
})

test('.env.example names every setting and no other', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [...example.matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = '']) => name)
  expect([...new Set(named)].toSorted()).toEqual([...NAMES].toSorted())
})
