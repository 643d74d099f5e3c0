const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ensp', ' '],
  ['emsp', ' '],
  ['thinsp', ' '],
  ['laquo', '«'],
  ['raquo', '»'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['bdquo', '„'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['mdash', '—'],
  ['ndash', '–'],
  ['minus', '−'],
  ['hellip', '…'],
  ['bull', '•'],
  ['middot', '·'],
  ['numero', '№'],
  ['copy', '©'],
  ['shy', ''],
  ['zwnj', ''],
  ['commat', '@'],
  ['period', '.'],
  ['plus', '+'],
  ['lowbar', '_'],
])

/** The characters that HTML writes by name or number; unknown names stay as they are. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text
    .replace(/&#(\d{1,7});?/g, (_, digits: string) => characterOf(Number.parseInt(digits, 10)))
    .replace(/&#x([0-9a-f]{1,6});?/gi, (_, digits: string) =>
      characterOf(Number.parseInt(digits, 16)),
    )
    .replace(
      /&([a-z]{2,8});?/gi,
      (whole, name: string) => ENTITIES.get(name.toLowerCase()) ?? whole,
    )
}

function characterOf(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff
  return code > 0 && code <= 0x10ffff && !isSurrogate ? String.fromCodePoint(code) : ''
}
