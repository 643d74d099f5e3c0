/** What can be seen on this machine alone: Node, its time zones, the settings, the policy, the calendar. */
import { ADVICE } from '../../errors.ts'
import { civilDate, coveredUntil } from '../../policy/calendar.ts'
import type { CalendarData } from '../../policy/calendar.ts'
import { coverageWarning } from '../../policy/coverage.ts'
import type { CoverageWarning } from '../../policy/coverage.ts'
import type { Patient } from './patient.ts'
import type { Verdict } from './verdict.ts'
import { found, inOrder, unseen } from './verdict.ts'

/** As `engines` of package.json says. */
const NODE_OLDEST = [20, 19] as const

export function checkNode({ nodeVersion }: Patient): Verdict {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number)
  const [oldestMajor, oldestMinor] = NODE_OLDEST
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor))
    return inOrder(`Node ${nodeVersion}`)
  return found(`Node ${nodeVersion} is too old`, `Install Node ${NODE_OLDEST.join('.')} or newer.`)
}

/** The clocks of Almaty were put back by an hour at midnight: who does not know it is a day wrong near it. */
const PUT_BACK = { instant: new Date('2024-02-29T18:00:00Z'), date: '2024-02-29', time: '23:00' }

export function checkZone(patient: Patient): Verdict {
  const { date, time } = patient.wallClock(PUT_BACK.instant, 'Asia/Almaty')
  if (date === PUT_BACK.date && time === PUT_BACK.time)
    return inOrder('Almaty is at UTC+5 since 1 March 2024')
  return found(
    `Node’s time zones are old: they show ${date} ${time} where Almaty had ${PUT_BACK.date} ${PUT_BACK.time}`,
    'Install a newer Node, or newer ICU data for it: until then letters near midnight count for another day.',
  )
}

export function checkConfig({ faults, isBegun }: Patient): Verdict {
  if (faults.length > 0) return found(faults.join('\n'), ADVICE['config.invalid'])
  return isBegun
    ? inOrder('the settings are whole')
    : inOrder('not configured: no mailbox is set', 'Copy .env.example to .env and fill it in.')
}

export function checkPolicy({ policy, policyFile, isShippedPolicy }: Patient): Verdict {
  if (!policy.ok) return found(policy.faults.join('\n'), ADVICE['policy.invalid'])
  if (isShippedPolicy)
    return inOrder(
      'not configured: the policy file that comes with the program is whole',
      'Copy policy.yaml here and make it yours.',
    )
  return inOrder(`${policyFile} is whole (version ${policy.promises.policy.version})`)
}

function known(calendar: CalendarData): string {
  const lastDay = coveredUntil(calendar)
  const ordered = calendar.coverage.confirmed[1]
  const sure = ordered < lastDay ? ` (by order until ${ordered}, then by the rules of the law)` : ''
  return `days off are known until ${lastDay}${sure}`
}

function running({ lastDay, daysLeft }: CoverageWarning): string {
  return daysLeft < 0
    ? `days off have not been known since ${lastDay}: weekends alone count as off`
    : `days off are known until ${lastDay} and no further: ${daysLeft} days more`
}

export function checkCalendar({ policy, now }: Patient): Verdict {
  if (!policy.ok) return unseen('the policy file has faults', ADVICE['policy.invalid'])
  const { calendar, policy: kept } = policy.promises
  const warning = coverageWarning(calendar, civilDate(now, kept.zone))
  if (warning === null) return inOrder(known(calendar))
  return found(
    running(warning),
    `Install a newer version of privacy-mailbot: it brings the calendar beyond ${warning.lastDay}.`,
  )
}
