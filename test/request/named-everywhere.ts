/** A request that names an invented person wherever a text can stand, in places where none belongs too. */
import type { PrivacyRequest } from '../../src/request/request.ts'
import { aged } from './aged.ts'

const NAME = 'Анна Тестова'
const ADDRESS = 'anna.testova@person.example'
const PHONE = '+77000000039'

export function namedEverywhere(closed?: string): PrivacyRequest {
  const request = aged({
    received: '2026-11-20T05:00:00Z',
    done: { correct: '2026-11-27T05:00:00Z' },
    evidence: `seen-again:${ADDRESS}`,
    ...(closed === undefined ? {} : { closed }),
  })
  return {
    ...request,
    details: {
      writer: ADDRESS,
      stated: ADDRESS,
      changes: [
        { field: 'surname', from: 'Сынақова', to: 'Тестова' },
        { field: 'phone', to: PHONE },
      ],
      messageId: `<${ADDRESS}>`,
      references: [`<synaq.testov@person.example>`],
      phrase: NAME,
    },
    events: request.events.map((event) => ({
      ...event,
      actor: `owner:${NAME}`,
      facts: { ...event.facts, kind: NAME, refs: `register:${ADDRESS}`, phone: PHONE },
      content: { reason: NAME, address: ADDRESS, after: { phone: PHONE } },
    })),
  }
}
