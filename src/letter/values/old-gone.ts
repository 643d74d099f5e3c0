import { fold } from '../sentence/words/fold.ts'

const OLD =
  '(?:прежн|стар(?:ый|ая|ую|ого|ой|ым)|прошл(?:ый|ого|ая|ую)|предыдущ|ошибочн|неверн|неправильн|ески|бурынгы|old|previous|former|wrong|other)\\p{L}*'
const NOUN =
  '(?:номер|телефон|почт|ящик|адрес|симк|айди|id|number|phone|one|e-?mail|address|mail|номир|пошта)\\p{L}*'
const GONE =
  '(?:забуд|удал|убер|убрать|сотр|стер|отда|потер|утер|закр|заблок|отключ|вычерк|недейств|доживает|сгорел|сломал|игнор|не |больше|уже|пользуется|forget|delete|drop|remove|ignore|scrap|is |was |no longer|does|dont|жок|ошир|жогал|жабыл|жап|истемей|керек емес|колдан)'
const PATTERNS: readonly RegExp[] = [
  new RegExp(
    `(?<!\\p{L})${OLD}(?:\\s${NOUN})?(?:\\s(?:я|уже|мой|пожалуйста|just))?\\s${GONE}`,
    'u',
  ),
  new RegExp(
    `(?<!\\p{L})(?:забудьте|удалите|уберите|сотрите|вычеркните|игнорируйте|вместо|взамен|instead of|forget|delete|drop|remove|ignore|scrap|in place of|не пишите на|не звоните на)(?:\\s(?:про|о|the|my|whatever))?\\s(?:${OLD}|того|you have)`,
    'u',
  ),
  new RegExp(`(?<!\\p{L})на ${OLD}(?:\\s${NOUN})? (?:больше )?не `, 'u'),
  new RegExp(
    `(?<!\\p{L})${NOUN}[^.!?\n]{0,60}\\s(?:принадлежит|чуж|не мой|старый(?!\\p{L})|устарел|неверн|неправильн|out of date|outdated|belongs to|is not mine|isnt mine|меники емес|баскан)`,
    'u',
  ),
]
const TEXT_CHARS_MAX = 4_000

/** The letter says that an old value is gone which it does not write: `прошлый забудьте`. */
export function tellsOldGone(text: string): boolean {
  const words = fold(text.slice(0, TEXT_CHARS_MAX))
  return PATTERNS.some((pattern) => pattern.test(words))
}
