/**
 * Which tests keep which promise of the policy, by their titles.
 *
 * A title names a promise by its id: `(p.7)`, `(p.16/correct)`. Where a paragraph makes several promises,
 * its bare number (`(p.16)`) tells what the test is about and keeps none of them. The title of a group
 * counts for the tests in it. A test that may not run keeps nothing.
 */
import { readFileSync } from 'node:fs'
import type { PolicyPromise } from '../../src/policy/promises.ts'
import { filesBelow } from './files.ts'
import { testsIn } from './titles.ts'

interface Naming {
  readonly named: string
  /** `test/walk/cease.test.ts: a demand to stop is held at once (p.17/stop)` */
  readonly where: string
  readonly runs: boolean
}

export interface Trace {
  /** Promise → the tests that keep it. */
  readonly kept: ReadonlyMap<string, readonly string[]>
  /** Paragraph that makes several promises → the tests about it as a whole. */
  readonly about: ReadonlyMap<string, readonly string[]>
  /** What titles name and no promise is. */
  readonly unknown: readonly string[]
}

export function sourcesOfTests(): ReadonlyMap<string, string> {
  const paths = filesBelow('test').filter((path) => path.endsWith('.ts'))
  return new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]))
}

export function traceOf(
  promises: readonly PolicyPromise[],
  sources: ReadonlyMap<string, string>,
): Trace {
  const namings = [...sources].flatMap(([path, source]) => namingsIn(path, source))
  const running = namings.filter(({ runs }) => runs)
  const ids = new Set(promises.map(({ id }) => id))
  const paragraphs = [...new Set(promises.map(({ paragraph }) => paragraph))]
  const split = paragraphs.filter((paragraph) => !ids.has(paragraph))
  const known = new Set([...ids, ...split])
  return {
    kept: new Map([...ids].map((id) => [id, placesOf(running, id)])),
    about: new Map(split.map((paragraph) => [paragraph, placesOf(running, paragraph)])),
    unknown: namings
      .filter(({ named }) => !known.has(named))
      .map(({ named, where }) => `${named} is no promise: ${where}`),
  }
}

function placesOf(namings: readonly Naming[], id: string): readonly string[] {
  return [...new Set(namings.filter(({ named }) => named === id).map(({ where }) => where))]
}

function namingsIn(path: string, source: string): readonly Naming[] {
  return testsIn(source).flatMap(({ titles, runs }) =>
    titles.flatMap((title, depth) =>
      [...title.matchAll(/\bp\.\d+(?:\.\d+)*(?:\/[a-z][a-z-]*)?/g)].map(([named]) => {
        const where = `${path}: ${titles.slice(0, depth + 1).join(' › ')}`
        return { named, where, runs }
      }),
    ),
  )
}

/** Paragraph, sentence, promise and tests, for whoever knows the policy and not the program. */
export function listing(promises: readonly PolicyPromise[], { kept, about }: Trace): string {
  const lines = promises.flatMap(({ id, paragraph, sentence, promise }, index) => {
    const isFirst = promises[index - 1]?.paragraph !== paragraph
    const whole = about.get(paragraph) ?? []
    const before = isFirst && whole.length > 0 ? [`${paragraph} as a whole`, ...bullets(whole)] : []
    const tests = kept.get(id) ?? []
    const keepers = tests.length > 0 ? bullets(tests) : ['  ! no test keeps this']
    return [...before, id, `  «${sentence}»`, `  ${promise}`, ...keepers, '']
  })
  return lines.join('\n')
}

function bullets(tests: readonly string[]): readonly string[] {
  return tests.map((test) => `  - ${test}`)
}
