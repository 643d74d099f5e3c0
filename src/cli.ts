#!/usr/bin/env node
import { CommanderError } from 'commander'
import { toExit } from './app.ts'
import { createProgram } from './commands/program.ts'

await toExit(async () => {
  try {
    await createProgram().parseAsync(process.argv)
    return Number(process.exitCode ?? 0)
  } catch (error) {
    // Commander has said what is wrong already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
})
