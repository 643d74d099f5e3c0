import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ADVICE, Fault } from '../src/errors.ts'
import type { FaultCode } from '../src/errors.ts'
import type { Facts, Log, LogLevel } from '../src/log.ts'
import { WHAT, createLog } from '../src/log.ts'

/** What stands in the letters and in the register, and never in a line of ours. */
const CANARIES = [
  'Тестова',
  'Анна Тестова',
  'Anna Testperson',
  'Сынақова Әсель',
  'anna.testova@person.example',
  '<anna.testova@person.example>',
  '+77000000011',
  '+7 700 000 00 11',
  '8 (700) 000-00-11',
  'imaps://u:geheim-77531@imap.example.kz',
] as const

const isFaultCode = (code: string): code is FaultCode => code in ADVICE

interface Line {
  readonly [name: string]: unknown
  readonly level: number
  readonly msg: string
}

/** Everything that is written while `run` logs. */
function written(run: (log: Log) => void, level: LogLevel = 'debug'): string {
  let text = ''
  run(createLog(level, { write: (line) => (text += line) }))
  return text
}

function linesOf(text: string): readonly Line[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line))
}

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary)
  expect(text).not.toMatch(/testova@|000 ?00 ?11|geheim/i)
}

describe('a line of the log', () => {
  test('is JSON with the instant, what happened and its facts', () => {
    const facts = { letter: '0123456789abcdef', count: 3, isFirst: true, nothing: null }
    const [line, ...more] = linesOf(written((log) => log.info('letter.decided', facts)))
    expect(more).toEqual([])
    expect(line).toMatchObject({ level: 30, msg: 'letter.decided', ...facts })
    expect(line?.['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    expect(Object.keys(line ?? {}).toSorted()).toEqual(
      ['level', 'time', 'msg', ...Object.keys(facts)].toSorted(),
    )
  })

  test('is one for each call, and none below the level', () => {
    const all = (log: Log): void => {
      log.info('poller.pass')
      log.warn('poller.disconnected')
      log.error('letter.given-up')
    }
    expect(linesOf(written(all, 'info')).map(({ level }) => level)).toEqual([30, 40, 50])
    expect(linesOf(written(all, 'warn')).map(({ level }) => level)).toEqual([40, 50])
    expect(linesOf(written(all, 'error')).map(({ level }) => level)).toEqual([50])
  })

  test.each([
    'PD-7F3K-92QD',
    'PD-7F3K-92QD.approval.1',
    'imap.login',
    'multipart/report',
    '127.0.0.1:8080',
    'poller.requests',
    'list/bulk',
  ])('lets ids and codes in (%s)', (value) => {
    const [line] = linesOf(written((log) => log.info('letter.decided', { value })))
    expect(line?.['value']).toBe(value)
  })
})

describe('a fact', () => {
  test.each(CANARIES)('with %j in it is withheld (p.11/silent)', (canary) => {
    for (const value of [canary, `id ${canary}`, `id:${canary}`, `${canary}\nid`]) {
      const text = written((log) => log.info('letter.decided', { value }))
      expectNoCanary(text)
      expect(linesOf(text)[0]?.['value']).toBe('(withheld)')
    }
  })

  test.each(['', ' ', 'a b', 'a\nb', 'x'.repeat(81), 'имя', 'a@b', '"quoted"', '{}'])(
    'that fits no id and no code (%j) is withheld',
    (value) => {
      const [line] = linesOf(written((log) => log.info('letter.decided', { value })))
      expect(line?.['value']).toBe('(withheld)')
    },
  )

  test('of a shape that the compiler did not see is withheld whole', () => {
    const facts: Facts = JSON.parse(
      '{"person":{"email":"anna.testova@person.example"},"names":["Тестова"],"kept":"id-1"}',
    )
    const text = written((log) => log.info('letter.decided', facts))
    expectNoCanary(text)
    expect(linesOf(text)[0]).toMatchObject({
      person: '(withheld)',
      names: '(withheld)',
      kept: 'id-1',
    })
  })

  test('lets no letter beyond ASCII, no @ and no blank through, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (value) => {
        const [line] = linesOf(written((log) => log.info('letter.decided', { value })))
        expect(line?.['value']).toMatch(/^(?:[\w.:/-]{1,80}|\(withheld\))$/)
      }),
    )
  })
})

/** As drizzle-orm throws it: the message quotes the parameters, the cause the row. */
function queryError(): Error {
  const cause = Object.assign(new Error('duplicate key value'), {
    code: '23505',
    detail: 'Key (email)=(anna.testova@person.example) already exists.',
    parameters: ['Анна Тестова', '+77000000011'],
  })
  const failed = new Error(
    'Failed query: insert into "person" values ($1, $2)\nparams: anna.testova@person.example,+77000000011',
    { cause },
  )
  return Object.assign(failed, { params: [...CANARIES], query: 'insert' })
}

/** As nodemailer throws it. */
function mailError(): Error {
  return Object.assign(new Error('550 <anna.testova@person.example> is unknown'), {
    code: 'EENVELOPE',
    response: '550 <anna.testova@person.example> Анна Тестова is unknown',
    rejected: ['anna.testova@person.example'],
  })
}

/** A message that looks like the frames below it. */
function framedError(): Error {
  return new Error(
    'broken\n    at anna.testova@person.example (+77000000011:1:1)\n    at Анна Тестова (x:1:1)',
  )
}

/** Changed after the stack was written, as some libraries do. */
function retoldError(): Error {
  const error = new Error('broken\n    at Анна Тестова, +7 700 000 00 11')
  error.message = 'something else'
  return error
}

const ERRORS: Readonly<Record<string, () => unknown>> = {
  'a query error': queryError,
  'a mail error': mailError,
  'an error whose message looks like frames': framedError,
  'an error whose message was changed': retoldError,
  'an error in a fault': () => new Fault('database.failed', { cause: queryError() }),
  'an error six deep': () =>
    Array.from({ length: 6 }).reduce<Error>(
      (cause) => new Error('+77000000011', { cause }),
      mailError(),
    ),
  'an error with a strange code': () =>
    Object.assign(new Error('x'), { code: 'anna.testova@person.example' }),
  'an aggregate': () => new AggregateError([mailError()], 'Анна Тестова'),
  'a text': () => 'anna.testova@person.example',
  'an object': () => ({ message: 'Анна Тестова', email: 'anna.testova@person.example' }),
  null: () => null,
}

describe('an error', () => {
  test.each(Object.entries(ERRORS))('(%s) tells no personal value at any level', (_what, make) => {
    for (const level of ['debug', 'info', 'warn', 'error'] as const) {
      const text = written((log) => {
        log.warn('request.failed', {}, make())
        log.error('app.failed', {}, make())
      }, level)
      expect(text).toContain('app.failed')
      expectNoCanary(text)
    }
  })

  test('of the world is told by its code alone', () => {
    const fault = new Fault('imap.login', { detail: 'imap.example.kz:993', cause: mailError() })
    const [line] = linesOf(written((log) => log.error('app.failed', { id: 'x' }, fault), 'info'))
    expect(line).toMatchObject({ fault: 'imap.login', id: 'x', msg: 'app.failed' })
    expect(line).not.toHaveProperty('trace')
  })

  test('of the program is told with its frames and those of its causes at any level', () => {
    const text = written((log) => log.error('app.failed', {}, queryError()), 'error')
    expect(linesOf(text)[0]).toMatchObject({
      fault: 'internal',
      trace: [
        { kind: 'Error', frames: expect.arrayContaining([expect.stringContaining('log.test.ts')]) },
        { kind: 'Error', code: '23505', frames: expect.any(Array) },
      ],
    })
  })

  test('keeps frames without a place in a file among the others', () => {
    const make = (): unknown =>
      [1].map(() => {
        throw new TypeError('broken')
      })
    const thrown = ((): unknown => {
      try {
        return make()
      } catch (error) {
        return error
      }
    })()
    const [line] = linesOf(written((log) => log.error('app.failed', {}, thrown)))
    const text = JSON.stringify(line?.['trace'])
    expect(text).toContain('TypeError')
    expect(text).toContain('Array.map (<anonymous>)')
    expect(text.split('log.test.ts').length).toBeGreaterThan(2)
  })

  test('is followed to the fifth cause and in no circle', () => {
    const circle: Error = new Error('round')
    circle.cause = circle
    const [line] = linesOf(written((log) => log.error('app.failed', {}, circle)))
    expect(line?.['trace']).toHaveLength(5)
  })

  test.each(Object.keys(ADVICE).filter(isFaultCode))('%s keeps its code', (code) => {
    const [line] = linesOf(written((log) => log.warn('request.failed', {}, new Fault(code))))
    expect(line?.['fault']).toBe(code)
  })
})

test('what can be said is a closed list of codes, each once', () => {
  expect(new Set(WHAT).size).toBe(WHAT.length)
  for (const what of WHAT) expect(what).toMatch(/^[a-z]+\.[a-z-]+$/)
})
