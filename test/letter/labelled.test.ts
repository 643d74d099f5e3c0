import { beforeAll, describe, expect, test } from 'vitest'
import { understandLabelled } from '../support/labelled.ts'
import { readLabels } from '../support/labels.ts'
import { score } from '../support/score.ts'
import type { Score } from '../support/score.ts'

/** What is promised of the two hundred labelled letters. */
describe('the labelled letters', () => {
  let result: Score

  beforeAll(async () => {
    const labels = readLabels()
    result = score(labels, await understandLabelled(labels))
  }, 60_000)

  test('97 of 100 have their kind, every kind alike', () => {
    expect(result.letters).toBe(200)
    expect(result.right.count / result.right.of).toBeGreaterThanOrEqual(0.97)
    expect(result.macroF1).toBeGreaterThanOrEqual(0.96)
  })

  test('no letter that asks for neither is taken for a demand', () => {
    expect(result.falseAction).toEqual({ count: 0, of: 104 })
  })

  test('at most two demands are overlooked, and none is taken for the other', () => {
    expect(result.lostDemand.of).toBe(96)
    expect(result.lostDemand.count).toBeLessThanOrEqual(2)
    expect(result.wrongDemand.count).toBe(0)
  })

  test('98 of 100 are known to be in the language of their writer', () => {
    expect(result.language.count / result.language.of).toBeGreaterThanOrEqual(0.98)
  })

  test('the stated address and the values are those the writer gives', () => {
    expect(result.statedEmail.precision).toBeGreaterThanOrEqual(0.99)
    expect(result.statedEmail.recall).toBeGreaterThanOrEqual(0.97)
    expect(result.changes.precision).toBeGreaterThanOrEqual(0.98)
    expect(result.changes.recall).toBeGreaterThanOrEqual(0.95)
  })

  test('every letter that a person must look at is flagged, of the others 7 of 100', () => {
    expect(result.unflagged.count).toBe(0)
    expect(result.overFlagged.count / result.overFlagged.of).toBeLessThanOrEqual(0.07)
  })

  test('codes and further demands are read', () => {
    expect(result.code.count / result.code.of).toBeGreaterThanOrEqual(0.99)
    expect(result.alsoKinds.count / result.alsoKinds.of).toBeGreaterThanOrEqual(0.98)
  })
})
