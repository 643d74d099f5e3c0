import { InMemoryHolder, holderContract } from '../support/in-memory-holder.ts'

holderContract('in memory', () => Promise.resolve(new InMemoryHolder()))
