import { readFileSync, readdirSync } from 'node:fs'
import { parseCalendar } from '../../src/policy/calendar.ts'
import { parseRules } from '../../src/policy/rules.ts'

const data = new URL('../../src/policy/data/', import.meta.url)

export const ruleFiles = readdirSync(data).filter((name) => name.startsWith('rules-'))

export function readData(name: string): Record<string, unknown> {
  const file: Record<string, unknown> = JSON.parse(readFileSync(new URL(name, data), 'utf8'))
  return file
}

function shippedCalendar() {
  const read = parseCalendar(readData('calendar-kz.json'))
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.calendar
}

function shippedProfile(name: string) {
  const read = parseRules(readData(name))
  if (!read.ok) throw new Error(read.faults.join('\n'))
  return read.profile
}

export const calendar = shippedCalendar()
export const profiles = ruleFiles.map(shippedProfile)
