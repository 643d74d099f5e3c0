/** In which country the data lie, as far as the policy file declares it (p.11.1). */
import { ADVICE } from '../../errors.ts'
import type { Patient } from './patient.ts'
import type { Verdict } from './verdict.ts'
import { found, inOrder, unseen } from './verdict.ts'

/** The country that p.11.1 promises. */
const HOME = 'KZ'

const PROMISE = 'p.11.1 promises databases in Kazakhstan'

/** What p.11.1 speaks of: a backup is the same data once more. */
const DATABASES = ['database', 'backup'] as const

const MOVE =
  'Move it to Kazakhstan and declare that in `dataLocation` of the policy file. A backup is moved with its old copies destroyed.'
const TELL_OF_MAILBOX =
  'The program cannot mend this: a mailbox in Kazakhstan needs a new address in p.7 and p.21 of the policy. Until then keep letters there no longer than they are needed.'

/** A mailbox abroad is told and no fault: the policy itself names it, and p.11.1 speaks of databases. */
function ofMailbox(mailbox: string, home: string): Verdict {
  return mailbox === HOME
    ? inOrder(home)
    : inOrder(`${home}; the mailbox lies in ${mailbox}, and ${PROMISE}`, TELL_OF_MAILBOX)
}

export function checkPlaces({ policy }: Patient): Verdict {
  if (!policy.ok) return unseen('the policy file has faults', ADVICE['policy.invalid'])
  const { dataLocation } = policy.promises.policy
  if (dataLocation === undefined)
    return found(
      `the policy file does not say where the data lie, and ${PROMISE}`,
      'Add `dataLocation` with database, mailbox and backup to the policy file, each the code of its country, such as KZ.',
    )
  const abroad = DATABASES.filter((place) => dataLocation[place] !== HOME)
  if (abroad.length === 0)
    return ofMailbox(dataLocation.mailbox, 'database and backup are declared to lie in Kazakhstan')
  const places = [...abroad, ...(dataLocation.mailbox === HOME ? [] : ['mailbox' as const])]
  const lines = places.map((place) => `the ${place} lies in ${dataLocation[place]}`)
  return found(`${lines.join('; ')}: ${PROMISE}`, MOVE)
}
