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
  new RegExp(
    `(?<!\\p{L})(?:личн|рабоч|служебн|домашн|корпоративн|учебн)\\p{L}{2,3}(?:\\s${NOUN})?(?:\\s(?:из|в|с)\\s\\p{L}{1,14})?\\s(?:вычеркн|удалите|уберите|убрать|сотрите|забудьте)`,
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

const HAS_CHANGED: readonly RegExp[] = [
  /(?<!\p{L}|ваш |вашего |у вас )(?:номер|телефон|сотовый|мобильный|симк\p{L}*)(?:\sтелефона)?(?:\s(?:у меня|мой|уже|опять|снова|недавно|был)){0,2}\s(?:поменял(?!и )|сменил(?!и )|изменил(?!и )|поменян|изменен|сменен|друг(?:ой|им)|нов(?:ый|ым))/u,
  /(?<!\p{L})(?:поменял|сменил|изменил|помен|обновил|получил|купил|завел|взял|восстановил|оформил)(?:ась|ся|а)?\s(?:\p{L}{1,12}\s){0,2}(?:номер|телефон|симк)/u,
  /(?<!\p{L})(?:(?:потерял|утерял|утопил|разбил)а?|украли|(?:у меня )?вытащили)\s(?:\p{L}{1,12}\s)?(?:телефон|трубк|симк|мобильн|сотов)/u,
  /(?<!\p{L})(?:телефон|трубк|симк|мобильн|сотов)\p{L}*\s(?:(?:я|у меня|мою|мой)\s)?(?:(?:потерял|утерял|утопил|разбил)а?|украли|сгорел\p{L}*|утерян\p{L}*)(?!\p{L})/u,
  /(?<!\p{L})(?:номирим|телефоным|номиримди|телефонымды|симкамды)\p{L}{0,4}\s(?:\p{L}{1,12}\s)?(?:озгер|ауыс|жогал|жанар|алмас)/u,
  /(?<!\p{L})жана (?:номир|нөмір|номер|телефон|симк)\p{L}*\s(?:алды|сатып алды|кости|аштым)/u,
  /(?<!\p{L})(?:my (?:\p{L}{1,10} )?(?:number|phone|mobile|cell)(?: number)? (?:has |have |was |is )?(?:changed|different|new)|(?:changed|switched|got|have|lost) (?:a |my )?(?:new )?(?:\p{L}{1,10} )?(?:sim|number|mobile|cell))(?!\p{L})/u,
]

/** The letter says that the writer has another telephone number now: `номер у меня сменился`. */
export function tellsChanged(text: string): boolean {
  const words = fold(text.slice(0, TEXT_CHARS_MAX))
  return HAS_CHANGED.some((pattern) => pattern.test(words))
}
