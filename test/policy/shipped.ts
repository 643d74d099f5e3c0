import { readFileSync, readdirSync } from 'node:fs'
import { parse } from 'yaml'
import { z } from 'zod'
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

/** The ids that the shipped policy goes by. */
const idsInForce = z
  .object({ rules: z.array(z.string()) })
  .parse(parse(readFileSync(new URL('../../policy.yaml', import.meta.url), 'utf8'))).rules

export const calendar = shippedCalendar()
/** Those in force here and those to choose from. */
export const everyProfile = ruleFiles.map(shippedProfile)
export const profiles = everyProfile.filter(({ id }) => idsInForce.includes(id))

export function profileNamed(wanted: string) {
  const profile = everyProfile.find(({ id }) => id === wanted)
  if (profile === undefined) throw new Error(`no profile ${wanted}`)
  return profile
}
