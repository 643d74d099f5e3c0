import {
  CONTACT,
  NEW_BEFORE,
  NEW_BEHIND,
  NEW_HINT,
  OLD_BEFORE,
  OLD_BEHIND,
  OLD_HINT,
  ORDER,
  OWNED,
  PLACE,
} from './cues.ts'

/** The weight of a plain sign; a hint has 1, and what is to go is below zero. */
export const SURE = 2

/** How a kind of value is called, and how the other kinds are; folded. */
export interface Kind {
  readonly own: RegExp
  readonly foreign: RegExp
  /** Below `прошу исправить:` a line with such a label is a correction; an address may just be stated. */
  readonly isListed: boolean
  /** Whether other words may stand between a sign and the value. */
  readonly isLoose: boolean
}

/** `…, её не трогайте`, `… остаётся прежней`: no correction. */
export const KEPT =
  /(?<!\p{L})(?:не (?:трога|меня|измен)\p{L}*|остается|остаются|остав(?:ьте|ить)|без изменений|та же|тот же|unchanged|stays|остаетс\p{L}*|озгермейди|озгерген жок)(?!\p{L})/u

/** The first sign behind a value. */
export function weightBehind(said: string): number {
  const old = said.search(onceOf(OLD_BEHIND))
  const fresh = said.search(onceOf(NEW_BEHIND))
  if (old === fresh) return 0
  return fresh === -1 || (old !== -1 && old < fresh) ? -SURE : SURE
}

function onceOf(words: RegExp): RegExp {
  return new RegExp(words.source, 'u')
}

const CLAUSES_MAX = 3

/** The sign in the nearest clause that has one; of clauses further off none that speaks of other things. */
export function weightBefore(clauses: readonly string[], kind: Kind): number {
  const near = clauses.slice(-CLAUSES_MAX).toReversed()
  for (const [i, clause] of near.entries()) {
    if (i > 0 && kind.foreign.test(clause) && !kind.own.test(clause)) continue
    const weight = weightOfClause(clause, kind)
    if (weight !== 0) return weight
    if (finds(CONTACT, clause) !== -1) return 0
  }
  return 0
}

const NOUNS =
  '(?:[\\s:«"“„—–-]{1,3}(?:номер\\p{L}*|телефон\\p{L}*|на|адрес\\p{L}*|почт\\p{L}*|ящик\\p{L}*|старо\\p{L}*|прежн\\p{L}*|моего|id|number|phone|e-?mail|address|my|the|old)){0,4}[\\s:«"“„(—–-]{0,4}$'
const ONLY_NOT = new RegExp(
  `(?<!\\p{L})(?:не|not|вместо|взамен|заместо|instead of|in place of|rather than)${NOUNS}`,
  'u',
)

/** `раньше писала на …` tells where the writer wrote to. */
const WROTE =
  /(?<!\p{L})(?:писал|обращал|отправлял|пересылал|wrote|emailed|жаздым|жаз[гғ]ан едим)\p{L}*/u
/** `send an email to …` names where to write. */
const WRITES = /(?<!\p{L})(?:send|write|reply|respond|напиш|пиш|отправ|присыл|пришл|вышл)/u
/** `и телефон на …`. */
const ONTO = /(?<!\p{L})(?:на|to)\s?[:«"“„]?\s?$/u

/** `поменялась почта: …`. */
const HAS_CHANGED =
  /(?:помен|измен|смен|обнов|озгер|ауыс|chang)\p{L}{0,3}(?:ся|ась|ось|ди|ты|ed)\s(?:\p{L}{1,12}\s){0,2}\p{L}{0,12}\s?[:—–-]\s?$/u

/** `поменяйте на …`, `переписать пожалуйста на …`, `switch it to …`: what is changed need not be named. */
const TURNED_ONTO =
  /(?<!\p{L})(?:замен|помен|смен|измен|исправ|обнов|переключ|перевед|переправ|перепи|перенес|поправ|переоформ|перерегистр|chang|replac|updat|switch|mov|correct|amend|swap)\p{L}*(?:\s\p{L}{1,14}){0,4}\s(?:на|to|with)(?:\s(?:нов\p{L}{2,3}|тако\p{L}{1,2}|друг\p{L}{2,3}|следующ\p{L}{2,3}|new|адрес|номер|this))?\s?[:«"“„—–-]{0,2}\s?$/u

interface Sign {
  readonly weight: number
  readonly at: number
}

/** The nearest sign tells old from new; of those that agree with it the surest counts. */
function weightOfClause(clause: string, kind: Kind): number {
  const { own } = kind
  if (ONLY_NOT.test(clause)) return -SURE
  if (WROTE.test(clause)) return 0
  const isOnto = ONTO.test(clause) && !WRITES.test(clause)
  if ((isOnto || HAS_CHANGED.test(clause)) && own.test(clause)) return SURE
  if (TURNED_ONTO.test(clause)) return SURE
  const signs = signsIn(clause, own).filter((sign) => isBeside(sign, clause, kind))
  const nearest = signs.reduce<Sign | null>(
    (near, sign) => (near === null || sign.at >= near.at ? sign : near),
    null,
  )
  if (nearest === null) return finds(OWNED, clause) === -1 ? 0 : 1
  return surest(nearest, signs)
}

/** As sure as the surest sign that agrees with the nearest, with none against it between. */
function surest(nearest: Sign, signs: readonly Sign[]): number {
  const agrees = (one: Sign): boolean => one.weight < 0 === nearest.weight < 0
  const against = Math.max(-1, ...signs.filter((one) => !agrees(one)).map(({ at }) => at))
  const agreeing = signs.filter((one) => one === nearest || (agrees(one) && one.at > against))
  const most = Math.max(...agreeing.map(({ weight }) => Math.abs(weight)))
  return nearest.weight < 0 ? -most : most
}

/** `правильно Петрова anna@…`: behind other words a sign says nothing of the value. */
function isBeside({ at, weight }: Sign, clause: string, { own, isLoose }: Kind): boolean {
  if (at === -1) return false
  if (isLoose || weight < 0) return true
  const between = clause.slice(at)
  return (
    own.test(between) || (between.match(/\p{L}{2,}/gu) ?? []).every((word) => BETWEEN.test(word))
  )
}

const BETWEEN =
  /^(?:\p{L}{1,4}|(?:рабоч|личн|новый|старый|мобил|сотов|домашн|друг|следую|профил|аккаунт|учетн|пожалуйст|теперь|сейчас|меня|почему|будет|такой|тако|просто|внима|указ|запис|внес|постав|использ|писать|please|work|home|personal|following)\p{L}*)$/u

function signsIn(clause: string, own: RegExp): readonly Sign[] {
  const ordered = finds(ORDER, clause)
  return [
    { weight: SURE, at: finds(NEW_BEFORE, clause) },
    { weight: 1, at: finds(NEW_HINT, clause) },
    // `укажите телефон …` says what, `измените в базе …` only where.
    { weight: own.test(clause) ? SURE : 1, at: ordered },
    { weight: -SURE, at: finds(OLD_BEFORE, clause) },
    { weight: -1, at: finds(OLD_HINT, clause) },
    { weight: -1, at: ordered === -1 ? finds(PLACE, clause) : -1 },
  ]
}

/** Where the last of the words ends, -1 when there is none. */
export function finds(words: RegExp, text: string): number {
  let last = -1
  for (const found of text.matchAll(words)) last = found.index + found[0].length
  return last
}
