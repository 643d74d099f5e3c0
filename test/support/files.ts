import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, as paths from the top of the project with `/`, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'))
    .toSorted()
}
