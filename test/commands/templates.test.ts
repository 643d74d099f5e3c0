import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { shippedFile } from '../../src/edge/files.ts'
import { openTerminal } from './cli.ts'

const terminal = openTerminal()
afterAll(() => terminal.close())

describe('templates preview', () => {
  test('prints a letter as text, in Russian if nothing is said', async () => {
    const { code, out, err } = await terminal.here(['templates', 'preview', 'withdrawn'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^Subject: Обращение отменено по вашей просьбе \[№ PD-7F3K-92QD\]\n\n— /)
    expect(out).toContain('\nНомер обращения: PD-7F3K-92QD\n')
  })

  test('prints it in another language, as HTML and as JSON', async () => {
    const typed = ['templates', 'preview', 'withdrawn', '--language', 'kk']
    const html = await terminal.here([...typed, '--html'])
    expect(html.out).toMatch(/^<!DOCTYPE html>\n<html lang="kk">[^]*<\/html>\n$/)
    const json: unknown = JSON.parse((await terminal.here([...typed, '--json'])).out)
    expect(json).toMatchObject({ name: 'withdrawn', language: 'kk', html: html.out })
    expect(Object.keys(json ?? {})).toEqual(['name', 'language', 'subject', 'text', 'html'])
  })

  test('writes every letter on one page, to a file or to stdout', async () => {
    const file = join(terminal.folder, 'letters.html')
    const written = await terminal.here(['templates', 'preview', '--all', '--out', file])
    expect(written).toMatchObject({ code: 0, out: '', err: expect.stringContaining(file) })
    const printed = await terminal.here(['templates', 'preview', '--all'])
    expect(printed.out).toBe(readFileSync(file, 'utf8'))
    expect(printed.out).toContain('<article id="partner-reminder">')
  })

  test.each([
    [['preview'], 'preview needs the name of a letter, or --all'],
    [['preview', 'answer', '--all'], 'preview needs the name of a letter, or --all'],
    [['preview', 'anser'], 'no letter is called anser: '],
    [['preview', 'answer', '--language', 'de'], '--language is one of ru, kk, en'],
    [['preview', 'answer', '--out', 'x.html'], '--out goes with --all'],
    [['preview', '--all', '--json'], '--all is one page of every letter'],
    [['preview', '--all', '--out', 'no/such/folder/x.html'], 'x.html cannot be written'],
    [['lint', '--folder', 'nowhere'], 'nowhere is not there'],
  ])('takes no %j', async (words, said) => {
    const { code, out, err } = await terminal.here(['templates', ...words])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(said)
    expect(existsSync(join(terminal.folder, 'x.html'))).toBe(false)
  })
})

describe('templates lint', () => {
  test('says in one line that there is no fault', async () => {
    const { code, out, err } = await terminal.here(['templates', 'lint'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^No fault: \d+ letters in 3 languages\.\n$/)
    const json = await terminal.here(['templates', 'lint', '--json'])
    expect(json).toMatchObject({ code: 0, out: '[]\n' })
  })

  test('tells every fault by file and line, with exit code 1', async () => {
    const folder = join(terminal.folder, 'changed')
    cpSync(shippedFile('templates'), folder, { recursive: true })
    writeFileSync(join(folder, 'ru/answer.liquid'), 'Subject: A\n\n{{ nam }}\n')
    rmSync(join(folder, 'kk/answer.liquid'))
    const { code, out } = await terminal.here(['templates', 'lint', '--folder', folder])
    expect(code).toBe(1)
    expect(out.split('\n')).toEqual([
      `${folder}/kk/answer.liquid: is missing`,
      `${folder}/ru/answer.liquid:3: names nam, which this letter is not given`,
      '',
    ])
    const json = await terminal.here(['templates', 'lint', '--folder', folder, '--json'])
    expect(json.code).toBe(1)
    expect(JSON.parse(json.out)).toMatchObject([
      { file: 'kk/answer.liquid', line: null },
      { file: 'ru/answer.liquid', line: 3 },
    ])
  })

  test('a broken letter is shown to nobody', async () => {
    const folder = join(terminal.folder, 'changed')
    const typed = ['templates', 'preview', 'answer', '--folder', folder]
    const { code, out, err } = await terminal.here(typed)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toContain('template.broken: ru/answer')
  })
})
