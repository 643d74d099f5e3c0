/** So much of a letter tells who speaks. */
const CHARS_MAX = 2_000

const PHRASES: readonly RegExp[] = [
  /(?:письмо|сообщение|уведомление|ответ)\s.{0,20}(?:создан|сформирован|отправлен|сгенерирован)\p{L}{0,3}\s.{0,20}автоматически/iu,
  /автоматическ(?:ий ответ|ое уведомление|ое сообщение|ое письмо|ая рассылка)/iu,
  /(?:не|просьба не) (?:надо |нужно )?отвеча(?:йте|ть) на (?:это|данное|него)/iu,
  /отвечать на (?:это|данное|него) .{0,20}не (?:нужно|надо|требуется)/iu,
  /ваш[еа]? (?:письмо|обращение|сообщение|запрос|заявка)\s.{0,30}(?:получен|принят|зарегистрирован)/iu,
  /(?:я|мы)\s.{0,20}(?:в отпуске|в командировке|на больничном|вне офиса)/iu,
  /(?:нахожусь|нахожусь сейчас) в (?:отпуске|командировке)|отсутствую (?:на рабочем месте|в офисе)/iu,
  /(?:демалыстамын|іссапардамын|кеңседе жоқпын|автоматты (?:түрде|жауап|хабарлама))/iu,
  /(?:хатыңыз|өтінішіңіз|сұранысыңыз)\s.{0,20}(?:қабылданды|тіркелді|алынды)/iu,
  /(?:сообщение|письмо|ответ)\s.{0,20}(?:отправил|написал|сформировал)\p{L}{0,3}\s.{0,12}(?:робот|бот|система|программа)/iu,
  /спасибо,? что (?:написали|обратились).{0,120}(?:ответим|отвечу|свяжемся)/iu,
  /меня нет (?:на связи|на месте|в офисе).{0,120}(?:отвечу|вернусь|перезвоню)/iu,
  /thank(?:s| you) for (?:reaching out|contacting|your (?:message|email)).{0,160}(?:case|ticket|shortly|within|get back)/iu,
  /out of (?:the )?office|(?:on|away on) (?:annual |parental )?(?:leave|vacation)/iu,
  /(?:this is an? |this message (?:is|was) )(?:an )?(?:auto|system.generated)/iu,
  /do not reply to this|your (?:message|request|ticket|enquiry|case) (?:has been|was) (?:received|registered|created)/iu,
]

/**
 * Whether the words are a machine's: vacation notices, ticket confirmations, notices that take no
 * answer. For letters that some header calls automatic without being sure.
 */
export function speaksAsMachine(words: string): boolean {
  const start = words.slice(0, CHARS_MAX).replace(/\s+/g, ' ')
  return PHRASES.some((phrase) => phrase.test(start))
}
