/**
 * The program as a person at a terminal meets it, in a folder of its own: the built one in a process
 * where the process itself matters, else the same commands in this one, which is ten times as fast.
 */
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CommanderError } from 'commander'
import { vi } from 'vitest'
import { createProgram } from '../../src/commands/program.ts'
import { exitCodeOf, tell } from '../../src/errors.ts'

const CLI = fileURLToPath(new URL('../../dist/src/cli.js', import.meta.url))
export const LETTERS = fileURLToPath(new URL('../letters', import.meta.url))
export const POLICY = fileURLToPath(new URL('../../policy.yaml', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export type Settings = Readonly<Record<string, string>>

export interface Terminal {
  readonly folder: string
  /** Writes a file into the folder. @returns its path */
  put(name: string, text: string | Buffer): string
  run(words: readonly string[], settings?: Settings): Promise<Ended>
  /** In this process: one after another. */
  here(words: readonly string[], settings?: Settings): Promise<Ended>
  /** As `run`, while the process goes on. */
  start(words: readonly string[], settings?: Settings): Begun
  close(): void
}

export interface Begun {
  readonly process: ChildProcess
  readonly ended: Promise<Ended>
  /** Resolves with all of stderr so far once it has said this. */
  said(text: string): Promise<string>
}

function begin(command: ChildProcess): Begun {
  const heard = { out: '', err: '' }
  const waiting = new Set<() => void>()
  command.stdout?.on('data', (chunk) => (heard.out += String(chunk)))
  command.stderr?.on('data', (chunk) => {
    heard.err += String(chunk)
    waiting.forEach((look) => look())
  })
  const ended = new Promise<Ended>((resolve) =>
    command.on('close', (code) => resolve({ code, ...heard })),
  )
  const said = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (heard.err.includes(text)) resolve(heard.err)
      }
      waiting.add(look)
      look()
      void ended.then(() => reject(new Error(`ended without “${text}”:\n${heard.err}`)))
    })
  return { process: command, ended, said }
}

async function exitCodeHere(words: readonly string[]): Promise<number> {
  try {
    await createProgram().parseAsync(['node', 'privacy-mailbot', ...words])
    return Number(process.exitCode ?? 0)
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    process.stderr.write(`privacy-mailbot: ${tell(error)}\n`)
    return exitCodeOf(error)
  }
}

/** Restores what `here` changes about this process. */
function borrow(folder: string, settings: Settings, heard: { out: string; err: string }) {
  const before = { cwd: process.cwd(), env: process.env }
  process.chdir(folder)
  process.env = { ...before.env, ...settings }
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    heard.out += String(chunk)
    return true
  })
  const err = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    heard.err += String(chunk)
    return true
  })
  return () => {
    out.mockRestore()
    err.mockRestore()
    process.exitCode = undefined
    process.env = before.env
    process.chdir(before.cwd)
  }
}

async function runHere(
  words: readonly string[],
  folder: string,
  settings: Settings,
): Promise<Ended> {
  const heard = { out: '', err: '' }
  const giveBack = borrow(folder, settings, heard)
  try {
    return { code: await exitCodeHere(words), ...heard }
  } finally {
    giveBack()
  }
}

/** Settings hold for every command run in it. */
export function openTerminal(settings: Settings = {}): Terminal {
  const folder = mkdtempSync(join(tmpdir(), 'privacy-mailbot-cli-'))
  // PostgreSQL never runs as root: its own account must be let through.
  chmodSync(folder, 0o711)
  const data = join(folder, 'data')
  mkdirSync(data)
  const all = { DATA_DIR: data, POLICY_FILE: POLICY, ...settings }
  const start = (words: readonly string[], own: Settings = {}): Begun => {
    const env = { PATH: process.env['PATH'] ?? '', ...all, ...own }
    return begin(spawn(process.execPath, [CLI, ...words], { cwd: folder, env }))
  }
  return {
    folder,
    start,
    put(name, text) {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    },
    run: (words, own) => start(words, own).ended,
    here: (words, own) => runHere(words, folder, { ...all, ...own }),
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** What is printed with --json: one value a line. */
export function jsonLines(text: string): readonly unknown[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
}
