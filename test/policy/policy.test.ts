import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parsePolicy } from '../../src/policy/policy.ts'
import { calendar, everyProfile, profiles } from './shipped.ts'

const shippedText = readFileSync(new URL('../../policy.yaml', import.meta.url), 'utf8')
const known = { rules: everyProfile.map(({ id }) => id), calendars: [calendar.id] }

/** The shipped policy with some of its lines written differently. */
function edited(...edits: readonly (readonly [line: string, instead: string])[]): object {
  const file: object = parse(
    edits.reduce((text, [line, instead]) => {
      if (!text.includes(line)) throw new Error(`no such line: ${line}`)
      return text.replace(line, instead)
    }, shippedText),
  )
  return file
}

function faultsOf(...edits: readonly (readonly [line: string, instead: string])[]): string[] {
  const read = parsePolicy(edited(...edits), known)
  return read.ok ? [] : read.faults
}

describe('the shipped policy', () => {
  const read = parsePolicy(parse(shippedText), known)
  const policy = read.ok ? read.policy : undefined

  test('is valid', () => {
    expect(read).toMatchObject({ ok: true })
  })

  test('names the company and the mailbox of the text (p.1, p.7, p.21)', () => {
    expect(policy?.company).toMatchObject({ name: 'ИП Плясунова', bin: '780905403041' })
    expect(policy?.mailbox).toEqual({ address: 'snp201@mail.ru', sentCopy: 'auto' })
  })

  test('names both subject lines of the text, and their equals in Kazakh and English (p.7)', () => {
    expect(policy?.subjects).toEqual({
      rectify: {
        ru: ['Уточнить персональные данные'],
        kk: ['Дербес деректерді нақтылау'],
        en: ['Clarify personal data', 'Correct personal data'],
      },
      cease: {
        ru: ['Прекратить обработку персональных данных'],
        kk: ['Дербес деректерді өңдеуді тоқтату'],
        en: ['Stop processing personal data'],
      },
    })
  })

  test('goes by the policy, the law of Kazakhstan and our own targets; other laws are to be chosen', () => {
    expect(policy?.rules).toEqual([
      'kz-policy-2026',
      'kz-law-2013-11-25',
      'kz-law-2026-01-18',
      'kz-digital-code-2026-07-12',
      'own-targets',
    ])
    expect(profiles).toHaveLength(5)
    for (const id of ['eu-gdpr', 'ru-152fz']) {
      expect(faultsOf(['  - own-targets', `  - own-targets\n  - ${id}`])).toEqual([])
    }
  })

  test('holds the nine purposes, and marketing is what p.8.5 and p.8.8 name', () => {
    expect(policy?.purposes).toHaveLength(9)
    const marketing = policy?.purposes.filter((purpose) => purpose.marketing)
    expect(marketing?.map(({ id }) => id)).toEqual(['8.5', '8.8'])
  })

  test('declares where the data lie, mail.ru in Russia (p.11.1)', () => {
    expect(policy?.dataLocation).toEqual({ database: 'KZ', mailbox: 'RU', backup: 'KZ' })
    expect(faultsOf(['  mailbox: RU', '  mailbox: Russia'])).toEqual([
      'dataLocation.mailbox: is not the code of a country; write KZ, two capital letters',
    ])
    expect(faultsOf(['  backup: KZ', '  copies: KZ'])).toHaveLength(2)
  })

  test('lists paper, the phone and the notebook of the owner as out of reach (p.11.5)', () => {
    expect(policy?.byHand.map((place) => place.split(' ')[0])).toEqual([
      'бумажные',
      'телефон',
      'записная',
    ])
    expect(faultsOf(['byHand:', 'byhand:'])).toEqual([
      'byhand: unknown key; did you mean "byHand"?',
    ])
  })

  test('keeps letters that opened no request for seven days', () => {
    const retention = { rawLetterDays: 7, requestLetterDays: 90, proofYears: 3 }
    expect(policy?.retention).toEqual(retention)
  })

  test('lets an approval be taken back, and believes mail servers', () => {
    expect(policy?.strictIdentity).toBe(false)
    expect(policy?.undo).toEqual({ correctionHours: 0, destruction: 'next-morning' })
    expect(policy?.limits).toEqual({ lettersPerDay: 400 })
  })

  test('shows a partner in its comments that can be used as it stands', () => {
    const [, example = ''] = shippedText.split('One looks like this:\n')
    const [lines = ''] = example.split('partners: []')
    const partners: unknown = parse(lines.replaceAll(/^# {3}/gm, ''))
    expect(parsePolicy({ ...edited(), partners }, known)).toMatchObject({
      ok: true,
    })
  })
})

describe('what is left out has a default', () => {
  test('zone, copies of sent letters, own days, partners, retention, proofs, waits and limits', () => {
    const file = edited(['  sentCopy: auto', '  #'], ['zone: Asia/Almaty', '#'])
    const keys = ['extraOff', 'extraWorking', 'partners', 'retention', 'strictIdentity']
    for (const key of [...keys, 'undo', 'limits']) {
      Reflect.deleteProperty(file, key)
    }
    expect(parsePolicy(file)).toMatchObject({
      ok: true,
      policy: {
        zone: 'Asia/Almaty',
        mailbox: { sentCopy: 'auto' },
        extraOff: [],
        extraWorking: [],
        partners: [],
        retention: { rawLetterDays: 7 },
        strictIdentity: false,
        undo: { correctionHours: 0, destruction: 'next-morning' },
        limits: { lettersPerDay: 400 },
      },
    })
  })
})

describe('faults', () => {
  test('three mistakes make three lines', () => {
    expect(
      faultsOf(
        ['company:', 'compny:'],
        ["bin: '780905403041'", 'bin: 780905403041'],
        ['languages: [ru, kk, en]', 'languages: [ru, kz, en]'],
        ['rawLetterDays: 7', "rawLetterDays: '7'"],
      ),
    ).toEqual([
      'compny: unknown key; did you mean "company"?',
      'languages[1]: "kz" is not known; did you mean "kk"?',
      'retention.rawLetterDays: is a text, must be a number; take it out of its quotes',
    ])
  })

  test.each<[string, string, string]>([
    [
      "bin: '780905403041'",
      'bin: 780905403041',
      'company.bin: is a number, must be a text; put it in quotes',
    ],
    [
      "bin: '780905403041'",
      "bin: '78090540304'",
      'company.bin: must be the 12 digits of the BIN or IIN',
    ],
    [
      "phone: '+7 701 218 3991'",
      "phone: '701 218 3991'",
      'company.phone: must begin with + and the country code',
    ],
    [
      'address: snp201@mail.ru',
      'address: mail.ru',
      'mailbox.address: is not an e-mail address; write name@example.kz',
    ],
    ['address: snp201@mail.ru', '#', 'mailbox.address: is missing; add it'],
    [
      'sentCopy: auto',
      'sentCopy: append_',
      'mailbox.sentCopy: "append_" is not known; did you mean "append"?',
    ],
    ['  language: ru', '  language:', 'owner.language: is empty; give it a value'],
    ['zone: Asia/Almaty', "zone: '+05:00'", 'zone: is not a time zone; write Asia/Almaty'],
    ['zone: Asia/Almaty', 'zone: Asia/Alma-Ata', 'zone: is not a time zone; write Asia/Almaty'],
    [
      "version: '2026-01-01'",
      "version: '01.01.2026'",
      'version: is not a day of the calendar; write YYYY-MM-DD',
    ],
    [
      'calendar: KZ-5day',
      'calendar: KZ-6day',
      'calendar: "KZ-6day" is not known; did you mean "KZ-5day"?',
    ],
    [
      '  - kz-law-2026-01-18',
      '  - kz-law-2026-01-19',
      'rules: "kz-law-2026-01-19" is not known; did you mean "kz-law-2026-01-18"?',
    ],
    [
      "# answerFrom: '2026-11-02T09:00:00+05:00'",
      'answerFrom: yesterday',
      'answerFrom: is not an instant; write 2026-11-02T09:00:00+05:00',
    ],
    [
      'extraOff: []',
      "extraOff: ['2026-02-30']",
      'extraOff[0]: is not a day of the calendar; write YYYY-MM-DD',
    ],
    [
      '    kk: [Дербес деректерді нақтылау]',
      '',
      'subjects.rectify.kk: no subject line, but languages names kk; add one',
    ],
    [
      'en: [Stop processing personal data]',
      'en: [clarify personal data]',
      'subjects: "clarify personal data" stands under rectify and under cease; keep one',
    ],
    ['proofYears: 3', 'proofYears: 300', 'retention.proofYears: must be 30 or less'],
    ['correctionHours: 0', 'correctionHours: 25', 'undo.correctionHours: must be 24 or less'],
    ['correctionHours: 0', 'correctionHours: -1', 'undo.correctionHours: must be 0 or more'],
    ['lettersPerDay: 400', 'lettersPerDay: 9', 'limits.lettersPerDay: must be 10 or more'],
    [
      '  site: imttherapy.kz',
      '  site: imttherapy.kz\n  colour: green',
      'company.colour: unknown key; known are: name, bin, address, phone, site',
    ],
  ])('%j written as %j', (line, instead, fault) => {
    expect(faultsOf([line, instead])).toEqual([fault])
  })

  test('a partner may receive data for the purposes of the policy only (p.11.3)', () => {
    const partner =
      "partners: [{ id: studio, name: Studio, address: a@studio.example, categories: [name], purposes: ['9.9'] }]"
    expect(faultsOf(['partners: []', partner])).toEqual([
      'partners[0].purposes: "9.9" is not known; did you mean "8.9"?',
    ])
  })

  test('a fault in one part does not hide a contradiction in another', () => {
    expect(
      faultsOf(
        ['zone: Asia/Almaty', 'zone: Mars/Olympus'],
        ['    en: [Stop processing personal data]', ''],
      ),
    ).toEqual([
      'zone: is not a time zone; write Asia/Almaty',
      'subjects.cease.en: no subject line, but languages names en; add one',
    ])
  })

  test.each([
    [null, 'the file: is empty; give it a value'],
    [[], 'the file: is a list, must be a group of keys'],
    ['policy', 'the file: is a text, must be a group of keys'],
  ])('a file of %j is refused', (input, fault) => {
    expect(parsePolicy(input)).toEqual({ ok: false, faults: [fault] })
  })
})
