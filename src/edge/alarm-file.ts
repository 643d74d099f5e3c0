/**
 * What the alarm remembers, once more in DATA_DIR: a process that is started again while there is no
 * database goes on from there.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readTextFile } from './files.ts'

export interface AlarmFile {
  read(): string | null
  keep(memory: string): void
}

export function alarmFile(dataDir: string): AlarmFile {
  const path = join(dataDir, 'alarm.json')
  return {
    read: () => readTextFile(path),
    keep(memory) {
      try {
        mkdirSync(dataDir, { recursive: true })
        writeFileSync(path, memory, { mode: 0o600 })
      } catch {
        // A disk that is full or closed stops no alarm.
      }
    },
  }
}
