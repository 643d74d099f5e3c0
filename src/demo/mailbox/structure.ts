import { quote } from './format.ts'
import { fieldValue, splitOutside, unquoted, type MimePart } from './mime.ts'

/** ENVELOPE (RFC 3501 7.4.2). */
export function envelope({ fields }: MimePart): string {
  const value = (name: string): string | undefined => fieldValue(fields, name)
  const from = value('from')
  const items = [
    quote(value('date')),
    quote(value('subject')),
    addressList(from),
    addressList(value('sender') ?? from),
    addressList(value('reply-to') ?? from),
    addressList(value('to')),
    addressList(value('cc')),
    addressList(value('bcc')),
    quote(value('in-reply-to')),
    quote(value('message-id')),
  ]
  return `(${items.join(' ')})`
}

/** BODYSTRUCTURE, or BODY, which is the same without the extension data. */
export function bodyStructure(part: MimePart, withExtensions: boolean): string {
  const disposition = dispositionOf(part)
  if (part.parts.length > 0) {
    const parts = part.parts.map((inner) => bodyStructure(inner, withExtensions)).join('')
    const extensions = ` ${parameterList(part.parameters)} ${disposition} NIL NIL`
    return `(${parts} ${quote(part.subtype)}${withExtensions ? extensions : ''})`
  }
  const basic = [
    quote(part.type),
    quote(part.subtype),
    parameterList(part.parameters),
    quote(fieldValue(part.fields, 'content-id')),
    quote(fieldValue(part.fields, 'content-description')),
    quote(part.encoding),
    String(part.body.length),
    ...linesOf(part, withExtensions),
  ].join(' ')
  return `(${basic}${withExtensions ? ` NIL ${disposition} NIL NIL` : ''})`
}

function linesOf(part: MimePart, withExtensions: boolean): string[] {
  const lines = String(part.body.toString('latin1').split('\r\n').length - 1)
  if (part.enclosed !== undefined) {
    return [envelope(part.enclosed), bodyStructure(part.enclosed, withExtensions), lines]
  }
  return part.type === 'text' ? [lines] : []
}

function dispositionOf({ disposition }: MimePart): string {
  if (disposition === undefined) return 'NIL'
  return `(${quote(disposition.value.toLowerCase())} ${parameterList(disposition.parameters)})`
}

function parameterList(parameters: ReadonlyMap<string, string>): string {
  if (parameters.size === 0) return 'NIL'
  return `(${[...parameters].map(([name, value]) => `${quote(name)} ${quote(value)}`).join(' ')})`
}

function addressList(value: string | undefined): string {
  if (value === undefined) return 'NIL'
  const entries = splitOutside(value, ',').flatMap(addressEntries)
  return entries.length === 0 ? 'NIL' : `(${entries.join('')})`
}

/** One address, or the part of a group that stands between two commas. */
function addressEntries(piece: string): string[] {
  const [head = '', ...members] = splitOutside(piece, ':')
  const opensGroup = members.length > 0 && !/[<@]/.test(head)
  const body = (opensGroup ? members.join(':') : piece).trim()
  const closesGroup = body.endsWith(';')
  const member = closesGroup ? body.slice(0, -1).trim() : body
  const entries: string[] = []
  if (opensGroup) entries.push(`(NIL NIL ${quote(unquoted(head))} NIL)`)
  if (member !== '') entries.push(addressEntry(member))
  if (closesGroup) entries.push('(NIL NIL NIL NIL)')
  return entries
}

function addressEntry(text: string): string {
  const { name, address } = nameAndAddress(text)
  const at = address.lastIndexOf('@')
  const local = at < 0 ? address : address.slice(0, at)
  const host = at < 0 ? '' : address.slice(at + 1)
  return `(${quote(name === '' ? undefined : name)} NIL ${quote(local)} ${quote(host)})`
}

function nameAndAddress(text: string): { readonly name: string; readonly address: string } {
  const open = text.lastIndexOf('<')
  if (open >= 0 && text.endsWith('>')) {
    return { name: unquoted(text.slice(0, open)), address: text.slice(open + 1, -1).trim() }
  }
  const comment = text.indexOf('(')
  if (comment > 0 && text.endsWith(')')) {
    return { name: text.slice(comment + 1, -1), address: text.slice(0, comment).trim() }
  }
  return { name: '', address: text }
}
