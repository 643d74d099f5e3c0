import { BadCommand } from './command.ts'
import type { AnyTimeCommand, Conversation } from './conversation.ts'

export const CAPABILITIES = [
  'IMAP4rev1 LITERAL+ SASL-IR AUTH=PLAIN ID ENABLE IDLE NAMESPACE',
  'UIDPLUS MOVE UNSELECT SPECIAL-USE CONDSTORE',
].join(' ')

const sayCapabilities: AnyTimeCommand = (conversation) => {
  conversation.say(`* CAPABILITY ${CAPABILITIES}`)
  return 'OK Those are all'
}

const sayId: AnyTimeCommand = (conversation) => {
  conversation.say('* ID ("name" "privacy-mailbot demo mailbox")')
  return 'OK That is all'
}

const logIn: AnyTimeCommand = (conversation, { tokens }) => {
  const user = tokens.text()
  const password = tokens.text()
  tokens.end()
  return checkLogIn(conversation, user, password)
}

const authenticate: AnyTimeCommand = (conversation, { tag, tokens }) => {
  if (tokens.text().toUpperCase() !== 'PLAIN') return 'NO Only PLAIN is known here'
  if (!tokens.isDone) return plainLogIn(conversation, tokens.text())
  conversation.say('+ ')
  conversation.expectLine(tag, (line) => plainLogIn(conversation, line))
  return undefined
}

const logOut: AnyTimeCommand = (conversation) => {
  conversation.say('* BYE Until next time')
  conversation.end()
  return 'OK Logged out'
}

/** SASL PLAIN (RFC 4616): whom to act for, who asks, password. */
function plainLogIn(conversation: Conversation, coded: string): string {
  const parts = Buffer.from(coded, 'base64').toString('utf8').split('\0')
  const [, user, password] = parts
  if (parts.length !== 3 || user === undefined || password === undefined) {
    throw new BadCommand('Not a PLAIN answer')
  }
  return checkLogIn(conversation, user, password)
}

function checkLogIn(conversation: Conversation, user: string, password: string): string {
  if (conversation.account !== undefined) throw new BadCommand('Logged in already')
  if (!conversation.logIn(user, password)) return 'NO [AUTHENTICATIONFAILED] Wrong password'
  return `OK [CAPABILITY ${CAPABILITIES}] Logged in`
}

/** Commands a client may give before it has logged in. */
export const anyTimeCommands: ReadonlyMap<string, AnyTimeCommand> = new Map<string, AnyTimeCommand>(
  [
    ['CAPABILITY', sayCapabilities],
    ['NOOP', () => 'OK Nothing done'],
    ['ID', sayId],
    ['LOGIN', logIn],
    ['AUTHENTICATE', authenticate],
    ['LOGOUT', logOut],
  ],
)
