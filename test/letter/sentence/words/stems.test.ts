import { describe, expect, test } from 'vitest'
import { lexiconOf } from '../../../../src/letter/sentence/words/stems.ts'

const lexicon = lexiconOf({
  destroy: 'удали* -удаленн* удалени*',
  data: '~данные ~персональн* акк',
})

function sensesOf(word: string): readonly string[] {
  return [...lexicon.sensesOf(word)]
}

describe('a lexicon', () => {
  test.each([
    ['удалите', ['destroy']],
    ['удаления', ['destroy']],
    ['удаленная', []],
    ['акк', ['data']],
    ['акколада', []],
    ['', []],
  ])('%s means %j', (word, senses) => {
    expect(sensesOf(word)).toEqual(senses)
  })

  test.each(['даные', 'данныые', 'дынные', 'перснальные', 'песрональных', 'персональны'])(
    'knows %s in spite of a slip or two',
    (word) => {
      expect(sensesOf(word)).toEqual(['data'])
    },
  )

  test.each(['длинные', 'дамы', 'перспектива', 'удолите'])(
    'does not take %s for a slip',
    (word) => {
      expect(sensesOf(word)).toEqual([])
    },
  )
})
