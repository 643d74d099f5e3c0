import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { POLICY, openTerminal } from './cli.ts'

const terminal = openTerminal()
afterAll(() => terminal.close())

const PARTNERS = `partners:
  - id: studio
    name: ТОО «Студия & <Ко>»
    address: privacy@studio.example
    categories: [name, phone]
    purposes: ['8.2', '8.5']
    agreedOn: '2026-01-15'
`
const settings = {
  POLICY_FILE: terminal.put(
    'policy.yaml',
    readFileSync(POLICY, 'utf8').replace('partners: []\n', PARTNERS),
  ),
}
const list = (...words: string[]) => terminal.here(['partners', 'list', ...words], settings)

const PARTNER = z.strictObject({
  name: z.string(),
  receives: z.string(),
  purposes: z.array(z.strictObject({ paragraph: z.string(), text: z.string() })),
  since: z.string(),
})
const LISTED = z.object({ company: z.string(), mailbox: z.string(), partners: z.array(PARTNER) })

describe('the list of partners (p.18)', () => {
  test('says who receives what, for which purposes and since when', async () => {
    const { code, out } = await list()
    expect(code).toBe(0)
    expect(out).toContain('ТОО «Студия & <Ко>»')
    expect(out).toMatch(/имя и телефон\s+8\.2, 8\.5\s+15 января 2026 г\./)
  })

  test('is JSON in three languages, with the purposes in the words of the policy', async () => {
    const { out } = await list('--json')
    const { ru, kk, en } = z
      .strictObject({ ru: LISTED, kk: LISTED, en: LISTED })
      .parse(JSON.parse(out))
    expect(ru.partners[0]?.receives).toBe('имя и телефон')
    expect(kk.partners[0]?.receives).toBe('аты және телефон нөмірі')
    expect(en.partners).toEqual([
      {
        name: 'ТОО «Студия & <Ко>»',
        receives: 'name and phone number',
        purposes: [
          { paragraph: '8.2', text: expect.stringContaining('коммуникация по заявке') },
          { paragraph: '8.5', text: 'реклама, продвижение товаров, работ (услуг)' },
        ],
        since: '15 January 2026',
      },
    ])
  })

  test('is a page for the site in three languages, which loads and runs nothing', async () => {
    const { out } = await list('--html')
    expect(out).toMatch(/^<!doctype html><html lang="ru">/)
    for (const language of ['ru', 'kk', 'en']) expect(out).toContain(`<section lang="${language}">`)
    expect(out).toContain('ТОО «Студия &amp; &lt;Ко&gt;»')
    expect(out).not.toMatch(/<(?:script|link|img|iframe)|src=|href=/)
    expect(out).not.toContain('privacy@studio.example')
  })

  test('is written to a file that is named', async () => {
    const path = `${terminal.folder}/partners.html`
    const { out, err } = await list('--html', '--out', path)
    expect([out, err]).toEqual(['', `Written: ${path}\n`])
    expect(readFileSync(path, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)
  })

  test('says so where nobody receives anything', async () => {
    const { out } = await terminal.here(['partners', 'list'], { POLICY_FILE: POLICY })
    expect(out).toContain('никому из партнёров не передаются')
  })

  test('is one of both: HTML or JSON', async () => {
    expect((await list('--html', '--json')).code).toBe(2)
  })
})
