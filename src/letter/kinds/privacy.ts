import { readable } from '../values/passage.ts'

/** Any of the expressions, case already lowered. */
function oneOf(...expressions: readonly string[]): RegExp {
  return new RegExp(expressions.join('|'), 'u')
}

/** Up to so many words in between. */
const WORDS = '(?:\\p{L}{1,20}\\s){0,3}'
const START = '(?<!\\p{L})'
const END = '(?!\\p{L})'

/** One of these is enough: nobody says them of anything else. */
const PLAIN = oneOf(
  'персональн\\p{L}{0,4}\\s{1,3}(?:дан|информаци)',
  `${START}перс\\.?\\s?данн`,
  `${START}пдн?${END}`,
  `обработк\\p{L}{0,3}\\s${WORDS}данн`,
  'политик\\p{L}{0,3}\\s(?:обработки|конфиденциальност)',
  `согласи\\p{L}{0,3}\\sна\\s${WORDS}обработк`,
  `(?:отзыв|отозвать|отозвал|отзываю)\\s${WORDS}согласи`,
  'право\\sна\\sзабвение',
  'обезличив',
  `94-?[vв]${END}`,
  'дербес\\sдерек',
  'жеке\\s(?:дерек|мәлімет)',
  `(?:дерек|мәлімет)\\p{L}{0,12}\\s${WORDS}(?:өңде|жой|өшір|сақта|түзе)`,
  'саясат(?:\\s|ыңыз|тың)',
  'құпиялылық',
  'personal\\s(?:data|information)',
  `${START}(?:privacy|gdpr)${END}`,
  'data\\s(?:protection|subject|controller|processing)',
  'right\\s(?:to\\sbe\\sforgotten|of\\saccess)',
  `withdraw\\p{L}{0,3}\\s${WORDS}consent`,
  `processing\\sof\\smy\\sdata`,
)

/** What is done to data, and whose data: two together are enough. */
const DEEDS = oneOf(
  'удал|уничтож|избав|выкин|убер|убрать|вычист|вычерк|исключ|обнул|сотр|стер|стир|забудьте|исправ|измен|обнов|помен|смен|заблокир|прекрат|обрабат',
  'хранит|переда|разглас|копи|выгрузк|откуда|знаете|использу|у вас (?:есть|записан|указан)',
  'жой|өшір|түзе|өзгерт|сақта|қате',
  `${START}(?:delet|eras|remov|destroy|correct|chang|updat|store|hold|share|misspel)`,
)
const DATA = oneOf(
  `${START}(?:мо\\p{L}{1,3}|свои\\p{L}{0,2}|нас)\\s${WORDS}(?:данн|информаци|номер|телефон|почт|e-?mail|фамили|им[яе]|аккаунт|анкет|уч[её]т|фото)`,
  `(?:данны[ех]|информаци\\p{L}|что)\\s${WORDS}(?:обо|про)\\s(?:мне|меня)`,
  '(?:уничтож|сотр|стер|стир|храни|обрабат|откуда|удал)\\p{L}{0,6}\\s(?:\\p{L}{1,20}\\s){0,4}данны',
  'незаконн|фамили|тегім|атым|нөмірім|дерек|мәлімет|cookie|куки|surname|last\\sname',
  `${START}my\\s${WORDS}(?:data|account|number|e-?mail|name|details|information)`,
)

/** Whether a letter speaks of personal data or of the policy; all else is the owner's own mail. */
export function concernsPrivacy(subject: string, text: string): boolean {
  const words = readable(`${subject}\n${text}`).toLowerCase()
  return PLAIN.test(words) || (DEEDS.test(words) && DATA.test(words))
}
