/** Pages for whoever has a link and no phone that is known: nothing personal stands on them. */
import type { Linked } from './desk-ports.ts'
import { Button, DeskForm, DigitsField, ErrorSummary } from './form.tsx'
import type { Desk, Mistake } from './form.tsx'
import { Heading, said } from './frame.tsx'
import type { Frame, Page } from './frame.tsx'

export function codePage(desk: Desk, number: string, mistake: Mistake | null = null): Page {
  const { words } = desk.frame
  const field = {
    id: 'code',
    label: words.codeLabel,
    hint: words.codeHint,
    width: 10,
    mistake,
  } as const
  return {
    title: words.codeTitle,
    number,
    hasError: mistake !== null,
    content: (
      <>
        <ErrorSummary words={words} mistake={mistake} />
        <Heading number={number} words={words}>
          {words.codeTitle}
        </Heading>
        <p class="govuk-body">{words.codeText}</p>
        <DeskForm desk={desk} purpose="code">
          <DigitsField words={words} field={field} />
          <Button>{words.codeButton}</Button>
        </DeskForm>
      </>
    ),
  }
}

function expiredPage(desk: Desk, linked: Extract<Linked, { what: 'expired' }>): Page {
  const { frame } = desk
  const { words } = frame
  const texts = [words.expiredText, words.expiredAsk(linked.ownerMasked)]
  return said(frame, words.expiredTitle, texts, {
    number: linked.number,
    status: 410,
    content: (
      <DeskForm desk={desk} purpose="renew">
        <Button>{words.renew}</Button>
      </DeskForm>
    ),
  })
}

export function lockedPage(frame: Frame, number: string): Page {
  const { words } = frame
  return said(frame, words.lockedTitle, [words.lockedText, words.byReply], { number, status: 403 })
}

export function noCodePage(frame: Frame, number: string): Page {
  const { words } = frame
  return said(frame, words.noCodeTitle, [words.noCodeText, words.byReply], { number, status: 403 })
}

export function unknownPage({ words, ...rest }: Frame): Page {
  return said({ words, ...rest }, words.unknownTitle, [words.unknownText], { status: 404 })
}

/** What is told of a link that leads to no request; null when it does. */
export function deadEnd(desk: Desk, linked: Linked): Page | null {
  switch (linked.what) {
    case 'unknown':
      return unknownPage(desk.frame)
    case 'locked':
      return lockedPage(desk.frame, linked.number)
    case 'expired':
      return expiredPage(desk, linked)
    case 'request':
      return null
  }
}
