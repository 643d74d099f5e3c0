/** The states of a request: a view of its events, never kept by itself. */
export const STATES = [
  /** Something came that has not been looked up yet. */
  'received',
  /** Somebody must first prove that an address is theirs, or be called. The term goes on. */
  'awaiting-identity',
  'awaiting-approval',
  /** The owner asked; the person has the word. The term goes on. */
  'awaiting-person',
  'approved',
  /** It cannot be destroyed yet; nobody uses it (p.17). */
  'blocked',
  /** A law orders some of it to be kept until a day; the rest is gone. */
  'kept-by-law',
  /** Carried out; the final reply is on its way, or a partner has the word. */
  'fulfilled',
  'refused',
  /** Nobody confirmed that the address is theirs, and the owner said so. Any answer begins it anew. */
  'unanswered',
  /** The person took the demand back. */
  'withdrawn',
  /** It goes on as another request. */
  'merged',
  'continued',
  /** Whose address it is says that the demand is not theirs. */
  'stopped',
  'closed',
] as const
export type State = (typeof STATES)[number]

/** It ended without anything being carried out; whoever is to be told may still be owed a letter. */
export const ENDED_UNDONE: readonly State[] = [
  'refused',
  'unanswered',
  'withdrawn',
  'merged',
  'stopped',
]
