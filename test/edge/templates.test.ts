import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTemplates } from '../../src/edge/templates.ts'
import { Fault } from '../../src/errors.ts'
import type { TemplateValues } from '../../src/reply/letter-kinds.ts'

const VALUES: TemplateValues['owner-question'] = {
  company: {
    name: 'Company',
    bin: '000000000000',
    address: 'Street 1',
    phone: '+7 700 000 00 01',
    mailbox: 'privacy@company.example',
  },
  ref: 'PD-7F3K-92QD',
  phrase: '',
  due: '30 ноября 2026 г.',
  ownerText: 'What is the number?',
}

let root = ''

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'templates-'))
  mkdirSync(join(root, 'ru'))
})

afterEach(() => {
  rmSync(root, { recursive: true })
})

function write(source: string): void {
  writeFileSync(join(root, 'ru', 'owner-question.liquid'), source)
}

function render(values: Partial<TemplateValues['owner-question']> = {}) {
  return createTemplates(root).render('owner-question', 'ru', { ...VALUES, ...values })
}

function faultOf(act: () => unknown): Fault {
  try {
    act()
  } catch (error) {
    if (error instanceof Fault) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('a broken template is a fault', () => {
  test.each([
    ['a value nobody gives', 'Subject: A\n\n{{ nam }}'],
    ['a value nobody gives, in a condition', 'Subject: A\n\n{% if nam %}x{% endif %}y'],
    ['a value nobody gives, below another', 'Subject: A\n\n{{ company.nam }}'],
    ['a value of the prototype', 'Subject: A\n\n{{ company.toString }}'],
    ['a constructor', 'Subject: A\n\n{{ ref.constructor }}'],
    ['an unknown filter', 'Subject: A\n\n{{ ref | shout }}'],
    ['an unknown tag', 'Subject: A\n\n{% shout %}'],
    ['an open condition', 'Subject: A\n\n{% if ref %}x'],
    ['an unknown block', "Subject: A\n\n{% render '_nobody' %}"],
    ['a block outside its folder', "Subject: A\n\n{% render '../../../etc/passwd' %}"],
    ['no subject', 'Hello\n\nbody'],
    ['no empty line under the subject', 'Subject: A\nbody'],
    ['no body', 'Subject: A\n\n'],
  ])('%s', (_, source) => {
    write(source)
    const fault = faultOf(() => render())
    expect(fault.code).toBe('template.broken')
    expect(fault.detail).toMatch(/^ru\/owner-question/)
  })

  test('a letter that is not there', () => {
    expect(faultOf(() => render()).code).toBe('template.broken')
  })

  test('and its words hold no value', () => {
    write('Subject: A\n\n{{ ownerText }} {{ nam }}')
    const fault = faultOf(() => render({ ownerText: 'canary words' }))
    expect(fault.message).toContain('nam')
    expect(fault.message).not.toContain('canary')
  })
})

describe('a value is text and nothing else', () => {
  test('Liquid inside it stays literal, in the subject too', () => {
    write('Subject: {{ due }}\n\n{{ ownerText }}')
    const hostile = '{{ ref }} {% if x %} {{ company.bin | upcase }} ${ref} <b>&amp;</b>'
    const letter = render({ ownerText: hostile, due: '{{ ref }}' })
    expect(letter.text).toBe(`${hostile}\n`)
    expect(letter.subject).toBe('{{ ref }} [№ PD-7F3K-92QD]')
  })

  test('of one line keeps no line break, control, direction mark or lone surrogate', () => {
    write('Subject: {{ due }}\n\n{{ due }}')
    const due = 'a\r\nBcc: b\u2028c\u202Ed\u0000e\u200Bf\uD800g\th'
    expect(render({ due })).toEqual({
      subject: 'a Bcc: b cdefg h [№ PD-7F3K-92QD]',
      text: 'a Bcc: b cdefg h\n',
    })
  })

  test('written by the owner keeps its lines and nothing unseen', () => {
    write('Subject: A\n\n{{ ownerText }}')
    const { text } = render({ ownerText: ' one\r\ntwo\u202E \n\n\n\n\tthree\u0007 ' })
    expect(text).toBe('one\ntwo\n\nthree\n')
  })

  test('has an end: 2,000 characters of the owner, 300 of any other', () => {
    write('Subject: A\n\n{{ ownerText }}')
    expect(render({ ownerText: '𝒜'.repeat(3_000) }).text).toBe(`${'𝒜'.repeat(1_999)}…\n`)
    write('Subject: A\n\n{{ due }}')
    expect(render({ due: 'д'.repeat(400) }).text).toBe(`${'д'.repeat(299)}…\n`)
  })

  test('that is a name ends at 80 characters', () => {
    writeFileSync(join(root, 'ru', 'approval.liquid'), 'Subject: A\n\n{{ personName }}')
    const approval: TemplateValues['approval'] = {
      ref: 'PD-7F3K-92QD',
      action: '',
      verb: '',
      due: '',
      dueDay: '',
      daysLeft: '',
      plannable: true,
      whyNot: '',
      noRecord: false,
      mailbox: '',
      received: '',
      address: '',
      changes: [],
      personName: 'А'.repeat(100),
      byHand: [],
      addressConfirmed: false,
      addressReason: '',
      readFirst: false,
      destroys: '',
      discloses: '',
      places: '',
      partners: '',
      secondYes: false,
      runs: '',
      link: '',
    }
    const { text } = createTemplates(root).render('approval', 'ru', approval)
    expect(text).toBe(`${'А'.repeat(79)}…\n`)
  })
})

describe('the subject of a reply', () => {
  test('is the policy’s own phrase where it was recognised, else its own', () => {
    write('Subject: Own\n\nbody')
    expect(render().subject).toBe('Own [№ PD-7F3K-92QD]')
    expect(render({ phrase: 'Уточнить персональные данные' }).subject).toBe(
      'Re: Уточнить персональные данные [№ PD-7F3K-92QD]',
    )
  })

  test('is cut to 200 characters and keeps its number', () => {
    write(`Subject: ${'я'.repeat(300)}\n\nbody`)
    const { subject } = render()
    expect(subject).toHaveLength(200)
    expect(subject.endsWith('… [№ PD-7F3K-92QD]')).toBe(true)
  })
})

test('a tag alone on its line leaves no empty line, and an empty value says nothing', () => {
  write(
    'Subject: A\n\none\n{% if phrase %}\nno\n{% endif %}\n{% if due %}\ntwo\n{% endif %}\nthree',
  )
  expect(render().text).toBe('one\ntwo\nthree\n')
})
