/** A request by its number as a person types it. */
import type { OwnersDesk } from '../app.ts'
import { Fault } from '../errors.ts'
import { readRequestNumber } from '../request/number.ts'
import type { PrivacyRequest } from '../request/request.ts'

/** @throws Fault usage, not-done */
export async function findRequest(desk: OwnersDesk, typed: string): Promise<PrivacyRequest> {
  const number = readRequestNumber(typed)
  if (number === null)
    throw new Fault('usage', { detail: `${typed} is no request number: write it as PD-7F3K-92QD` })
  const request = await desk.load(number)
  if (request === null) throw new Fault('not-done', { detail: `there is no request ${number}` })
  return request
}
