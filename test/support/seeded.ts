/**
 * Random numbers that come again with the same seed, so that a failing run can be run again.
 * Each call of the returned function gives a number in [0, 1). Not for secrets.
 */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    // A Weyl sequence, scrambled by multiply and shift; any 32-bit seed will do.
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 0x1_0000_0000
  }
}

/** A whole number from `least` to `most`, both included. */
export function wholeBetween(random: () => number, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}
