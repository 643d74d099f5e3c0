/** A real browser for the pages: Debian's Chromium, driven without a driver of its own. */
import { accessSync, constants } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

const CHROMIUM = '/usr/bin/chromium'
const ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** A small phone, a usual one, a computer. */
export const WIDTHS = [320, 390, 1280] as const

function isThere(): boolean {
  try {
    accessSync(CHROMIUM, constants.X_OK)
    return true
  } catch {
    return false
  }
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS })
}

/** A phone of its own: no cookie of another one. */
export async function openPhone(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    javaScriptEnabled: false,
    ...options,
  })
  return context.newPage()
}

function mustBeThere(): void {
  test('the browser is there: apt-get install chromium', () => {
    expect(isThere()).toBe(true)
  })
}

/** Tests that need Chromium: left out by name where it is missing, and a failure in CI. */
export function describeInBrowser(name: string, tell: () => void): void {
  const isMissing = !isThere()
  const isLeftOut = isMissing && (process.env['CI'] ?? '') === ''
  const suite = isLeftOut ? describe.skip : describe
  const title = isLeftOut ? `${name} (left out: ${CHROMIUM} is missing)` : name
  suite(title, { timeout: 120_000 }, isMissing && !isLeftOut ? mustBeThere : tell)
}
