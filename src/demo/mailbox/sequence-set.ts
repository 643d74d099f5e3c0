import { BadCommand } from './command.ts'

/**
 * Reads a set of numbers, `1:4,7,*`; `*` is the largest in use.
 *
 * @throws BadCommand
 */
export function parseSequenceSet(text: string, largest: number): (number: number) => boolean {
  const ranges = text.split(',').map((range) => {
    const [, from = '', to = from] = /^(\d{1,10}|\*)(?::(\d{1,10}|\*))?$/.exec(range) ?? []
    if (from === '') throw new BadCommand('Not a set of numbers')
    const ends = [from, to].map((end) => (end === '*' ? largest : Number(end)))
    return { first: Math.min(...ends), last: Math.max(...ends) }
  })
  return (number) => ranges.some(({ first, last }) => number >= first && number <= last)
}
