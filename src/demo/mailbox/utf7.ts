/** Names of mailboxes travel in a UTF-7 of their own (RFC 3501 5.1.3). */
export function encodeMailboxName(name: string): string {
  return name.replace(/&|[^\x20-\x7e]+/g, (piece) =>
    piece === '&' ? '&-' : `&${modifiedBase64(piece)}-`,
  )
}

export function decodeMailboxName(name: string): string {
  return name.replace(/&([^-]*)-/g, (_, coded: string) => {
    if (coded === '') return '&'
    const bytes = Buffer.from(coded.replaceAll(',', '/'), 'base64')
    return bytes
      .subarray(0, bytes.length & ~1)
      .swap16()
      .toString('utf16le')
  })
}

function modifiedBase64(text: string): string {
  const bytes = Buffer.from(text, 'utf16le').swap16()
  return bytes.toString('base64').replaceAll('/', ',').replace(/=+$/, '')
}
