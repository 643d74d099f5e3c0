/**
 * What of an HTML letter nobody sees: elements that are hidden, letters without size, letters in
 * the colour of their background. What a person cannot see a person did not ask.
 */

/** The look that an element passes on to what stands in it. */
export interface Look {
  readonly isHidden: boolean
  readonly color: Color | null
  /** null: a picture or an unknown colour; then nothing is said to be unseen. */
  readonly background: Color | null
}

type Color = readonly [red: number, green: number, blue: number]

export const PAGE: Look = { isHidden: false, color: [0, 0, 0], background: [255, 255, 255] }

/** Only so much of a tag is read. */
const TAG_CHARS_MAX = 2_000
const ATTRIBUTE =
  /([a-z-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,1000})"?|'([^']{0,1000})'?|([^\s"'>]{1,200}))/g

/** The attributes of a start tag, given in lower case and without its brackets. */
export function attributesOf(tag: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single, bare] of tag
    .slice(0, TAG_CHARS_MAX)
    .matchAll(ATTRIBUTE)) {
    if (!attributes.has(name)) attributes.set(name, double ?? single ?? bare ?? '')
  }
  if (/\shidden(?:[\s/]|$)/.test(tag.slice(0, TAG_CHARS_MAX))) attributes.set('hidden', '')
  return attributes
}

/** How an element looks that stands in one that looks like `outer`. */
export function lookOf(
  attributes: ReadonlyMap<string, string>,
  outer: Look,
  hiddenClasses: ReadonlySet<string>,
): Look {
  if (attributes.size === 0) return outer
  const style = (attributes.get('style') ?? '').replace(/\s+|!important/g, '')
  const classes = (attributes.get('class') ?? '').split(/\s+/)
  return {
    isHidden:
      outer.isHidden ||
      attributes.has('hidden') ||
      isHiddenBy(style) ||
      classes.some((name) => hiddenClasses.has(name)),
    color: colorFor(style, 'color', attributes.get('color'), outer.color),
    background: backgroundFor(style, attributes, outer.background),
  }
}

/** Whether words of that look are there to be read. */
export function isSeen({ isHidden, color, background }: Look): boolean {
  if (isHidden) return false
  if (color === null || background === null) return true
  return color.some((value, i) => Math.abs(value - (background[i] ?? 0)) > 8)
}

const HIDING =
  /(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|mso-hide:all|opacity:0(?:\.0+)?(?:;|$)|max-height:0|font-size:(?:0?(?:\.0\d{0,4})?|1px)(?:px|pt|em|rem|%)?(?:;|$)|text-indent:-\d{3,}|left:-\d{3,}|color:transparent|height:0(?:px)?;.{0,100}overflow:hidden)/

function isHiddenBy(style: string): boolean {
  return HIDING.test(style)
}

function colorFor(
  style: string,
  property: string,
  attribute: string | undefined,
  outer: Color | null,
): Color | null {
  const given = valueIn(style, property) ?? attribute
  return given === undefined ? outer : colorOf(given)
}

function backgroundFor(
  style: string,
  attributes: ReadonlyMap<string, string>,
  outer: Color | null,
): Color | null {
  if (attributes.has('background') || /background(?:-image)?:[^;]{0,80}url/.test(style)) return null
  const shorthand = valueIn(style, 'background')
  if (shorthand !== undefined) return colorOf(shorthand)
  return colorFor(style, 'background-color', attributes.get('bgcolor'), outer)
}

function valueIn(style: string, property: string): string | undefined {
  const found = style.split(';').find((rule) => rule.startsWith(`${property}:`))
  return found?.slice(property.length + 1)
}

const NAMED: ReadonlyMap<string, Color> = new Map([
  ['white', [255, 255, 255]],
  ['snow', [255, 250, 250]],
  ['ivory', [255, 255, 240]],
  ['whitesmoke', [245, 245, 245]],
  ['black', [0, 0, 0]],
])

/** The colours that matter here, white above all; null for every other spelling. */
function colorOf(value: string): Color | null {
  const named = NAMED.get(value)
  if (named !== undefined) return named
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/.exec(value)?.[1]
  if (hex !== undefined) return colorOfHex(hex)
  const [, red, green, blue] = /^rgba?\((\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(value) ?? []
  return red === undefined ? null : [Number(red), Number(green), Number(blue)]
}

function colorOfHex(hex: string): Color {
  const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex
  const part = (start: number): number => Number.parseInt(full.slice(start, start + 2), 16)
  return [part(0), part(2), part(4)]
}

/** Only so much of the style sheets is read. */
const SHEET_CHARS_MAX = 64 * 1024

/** Classes that a style sheet of the letter hides on every screen; rules for some screens do not count. */
export function hiddenClassesOf(lowerHtml: string): ReadonlySet<string> {
  const classes = new Set<string>()
  let left = SHEET_CHARS_MAX
  for (let at = lowerHtml.indexOf('<style'); at !== -1 && left > 0;) {
    const end = lowerHtml.indexOf('</style', at)
    const sheet = lowerHtml.slice(at, Math.min(end === -1 ? Infinity : end, at + left))
    collectHidden(sheet.slice(sheet.indexOf('>') + 1), classes)
    left -= sheet.length
    at = end === -1 ? -1 : lowerHtml.indexOf('<style', end)
  }
  return classes
}

function collectHidden(sheet: string, classes: Set<string>): void {
  let depth = 0
  for (const part of sheet.split('}')) {
    const pieces = part.split('{')
    const isTopLevel = depth === 0 && pieces.length === 2
    depth = Math.max(0, depth + pieces.length - 2)
    const [selectors = '', rules = ''] = pieces
    if (!isTopLevel || !isHiddenBy(rules.replace(/\s+|!important/g, ''))) continue
    for (const selector of selectors.split(',')) {
      const name = /^[a-z]{0,10}\.([\w-]{1,60})$/.exec(selector.trim())?.[1]
      if (name !== undefined) classes.add(name)
    }
  }
}
