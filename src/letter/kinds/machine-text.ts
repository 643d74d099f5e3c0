import { fold } from '../sentence/words/fold.ts'

/**
 * Text aimed at a machine that might read the letter: orders to ignore instructions, to play a part,
 * to print tables. It is never followed; a person is to see it.
 */
const AIMED = [
  /(?:игнорир|забуд|не учитыва|отмени)\p{L}{0,8}\s(?:\p{L}{1,15}\s){0,3}(?:инструкц|указани|промпт|команд|правил)/u,
  /(?:ты|вы)\s(?:теперь|сейчас|отныне)\s(?:\p{L}{1,15}\s){0,2}(?:помощник|ассистент|администратор|бот|модель|ии)/u,
  /(?:ignore|disregard|forget|override)\s(?:\p{L}{1,15}\s){0,4}(?:instruction|prompt|rule|command|guideline)/u,
  /you are (?:now )?(?:an? )?(?:\p{L}{1,15}\s)?(?:assistant|ai|administrator|bot|language model|system)/u,
  /(?:^|[\s<[({*#])(?:system|assistant|user|developer)\s?(?:prompt|message|instruction)?\s?[:\]>}]/u,
  /(?:системн\p{L}{0,4} (?:промпт|сообщени|инструкц)|system prompt|prompt injection|jailbreak)/u,
  /(?:approve|одобри|подтверди|утверди)\p{L}{0,4}\s(?:all|все|автоматически|without)\s?(?:\p{L}{1,15}\s?){0,2}(?:request|запрос|заявк|review|проверк)/u,
  /(?:выведи|покажи|отправь|пришли|print|output|reveal|dump|return)\s(?:\p{L}{1,15}\s){0,3}(?:таблиц|всех пользовател|базу|all users|database|json|kind)/u,
  /(?:нейросет|языков\p{L}{1,3} модел|искусственн\p{L}{1,3} интеллект|тіл\p{L}{0,4} модел|language model|chatgpt|llm|gpt)\p{L}{0,6}[\s,:—-]{1,3}(?:\p{L}{1,15}\s){0,3}(?:ответь|выполни|удали|сделай|считай|классифицируй|must|should|reply|answer|classify)/u,
  /инструкци\p{L}{0,3} для (?:\p{L}{1,15}\s){0,2}(?:ассистент|бот|робот|ии|модел|нейросет|программ)/u,
  /(?<!\p{L})(?:боту|ассистенту|роботу|нейросети)(?:[\s-]{1,2}\p{L}{1,15}){0,2}\s?[:,]/u,
  /ты обязан (?:\p{L}{1,15}\s){0,2}(?:считать|выполнить|удалить|отправить|подтвердить)/u,
  /you are (?:now )?in (?:\p{L}{1,15}\s){0,2}mode/u,
  /(?:disregard|ignore) (?:the |all )?(?:policy|above|rules|previous)/u,
  /do not (?:mention|show|reveal|tell) (?:this|the|it)/u,
  /(?:mark|отметь|пометь) (?:every|all|все|каждое) (?:\p{L}{1,15}\s){0,3}(?:completed|done|выполн|закрыт)/u,
  /(?:note|message|instructions?) (?:for|to) (?:the |any )?(?:\p{L}{1,15}\s){0,2}(?:assistant|bot|model|ai)(?!\p{L})/u,
  /(?:classify|treat|mark) (?:this |it )?as (?:verified|approved|spam|not)/u,
  /skip (?:\p{L}{1,15}\s)?(?:confirmation|verification|checks?|review)/u,
  /не показывай (?:\p{L}{1,15}\s){0,2}(?:письмо|сообщение|текст)/u,
  /(?:алдынгы|барлык)\s(?:\p{L}{1,15}\s){0,2}нускау/u,
  /(?:если ты|if you are)\s(?:\p{L}{1,15}\s){0,2}(?:бот|ии|робот|нейросеть|an? ai|a bot|a language)/u,
]

/** Whether a sentence speaks to a program and not to people. */
export function isAimedAtMachine(sentence: string): boolean {
  const words = fold(sentence.slice(0, 600)).replace(/\s+/gu, ' ')
  return AIMED.some((order) => order.test(words))
}

export interface Cleared {
  /** The text without the sentences that speak to a program. */
  readonly text: string
  readonly wasAimed: boolean
}

const TEXT_CHARS_MAX = 20_000
/** Without one of these no order to a program can stand in a text. */
const HINT =
  /инструкц|указани|промпт|команд|правил|ассистент|помощник|администратор|модел|бот|нейро|интеллект|систем|таблиц|пользовател|базу|нұсқау|нускау|робот|программ|mention|mark|mode|note|skip|classify|показывай|обязан|system|prompt|instruct|ignore|disregard|override|assistant|developer|user\s?:|model|gpt|llm|json|database|approve/iu

/** Takes such sentences out of a text, so that they ask for nothing. */
export function clearOfMachineText(text: string): Cleared {
  if (!HINT.test(text.slice(0, TEXT_CHARS_MAX))) return { text, wasAimed: false }
  const pieces = text.slice(0, TEXT_CHARS_MAX).split(/(?<=[.!?\n])/u)
  const kept = pieces.filter((piece) => !isAimedAtMachine(piece))
  const wasAimed = kept.length < pieces.length
  return { text: wasAimed ? kept.join('') : text, wasAimed }
}
