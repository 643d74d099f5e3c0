/** Named checks, each with what was seen and what to do. They change nothing. */
import { ADVICE, codeOf } from '../errors.ts'
import { checkAlert, checkDatabase, checkMail, checkOwner, checkQueue } from './doctor/beyond.ts'
import { checkCalendar, checkConfig, checkNode, checkPolicy, checkZone } from './doctor/here.ts'
import { checkPlaces } from './doctor/places.ts'
import { examined } from './doctor/patient.ts'
import type { Patient } from './doctor/patient.ts'
import type { Verdict } from './doctor/verdict.ts'
import { unseen } from './doctor/verdict.ts'

export type Check = (patient: Patient) => Verdict | Promise<Verdict>

/** In the order in which they are told. */
export const CHECKS: Readonly<Record<string, Check>> = {
  config: checkConfig,
  node: checkNode,
  zone: checkZone,
  policy: checkPolicy,
  calendar: checkCalendar,
  places: checkPlaces,
  owner: checkOwner,
  alert: checkAlert,
  mail: checkMail,
  queue: checkQueue,
  database: checkDatabase,
}

export interface Finding extends Verdict {
  readonly name: string
}

/** A check that breaks is a finding too, and no other is the worse for it. */
async function made(name: string, check: Check, patient: Patient): Promise<Finding> {
  try {
    return { name, ...(await check(patient)) }
  } catch (error) {
    const code = codeOf(error)
    return { name, ...unseen(code, ADVICE[code]) }
  }
}

/** Everything that the checks say of a patient, in their order. */
export function diagnose(
  patient: Patient,
  checks: Readonly<Record<string, Check>> = CHECKS,
): Promise<readonly Finding[]> {
  return Promise.all(Object.entries(checks).map(([name, check]) => made(name, check, patient)))
}

/** Looks at this installation, from its environment on. */
export async function doctor(onTalk: (line: string) => void): Promise<readonly Finding[]> {
  return diagnose(await examined(onTalk))
}
