/** Paragraphs 16 to 21: what is promised to whoever writes. `promises.ts` has the others, and the whole. */

/** The sentence of the policy, and one line on what is done for it. */
export interface Said {
  /** Word for word; ` … ` stands for words between that say nothing of this. */
  readonly sentence: string
  readonly promise: string
}

const READING =
  'Компания безвозмездно предоставляет Пользователю или его представителю возможность ознакомления с персональными данными, относящимися к Пользователю.'
const CORRECTION =
  'В случае выявления неполноты, неточности или неактуальности сведений Компания на основании информации Пользователя вносит в персональные данные Пользователя необходимые изменения в срок, не превышающий 7 (семь) рабочих дней, и уведомляет Пользователя о внесенных изменениях.'
const UNLAWFUL =
  'В случае если Пользователь или его представитель предоставит Компании подтверждение факта незаконного получения или обработки его персональных данных, а равно факта несоответствия действий с его персональными данными целям обработки, Компания в срок, не превышающий 7 (семь) рабочих дней обязуется уничтожить такие персональные данные Пользователя и уведомить Пользователя о предпринятых мерах.'
const END =
  'Компания обязуется прекратить обработку персональных данных Пользователя или обеспечить прекращение обработки третьим лицом – партнером Компании в случае:'
const DESTRUCTION =
  'При наступлении указанных в настоящем пункте случаев Компания прекращает обработку персональных данных и обеспечивает уничтожение данных в срок, не превышающий 30 (тридцать) дней, если иной срок не установлен законодательством.'
const BLOCK =
  'При невозможности уничтожения персональных данных Пользователя в указанный срок Компания производит блокировку персональных данных Пользователя и обеспечивает их уничтожение в срок, установленный законодательством, но не более 6 (шести) месяцев.'
const QUESTIONS =
  'Все вопросы по настоящей Политике и/или обработке персональных данных направляются на адрес электронной почты Компании:'

export const ON_DEMAND: Readonly<Record<string, Said>> = {
  'p.16/information': {
    sentence:
      'Пользователь имеет право на получение от Компании информации, касающейся обработки его персональных данных.',
    promise:
      'A copy of the data says for what, from where, to whom and until when they are processed.',
  },
  'p.16/access': {
    sentence: READING,
    promise: 'Who asks for the own data reads all of them, at the address on record alone.',
  },
  'p.16/representative': {
    sentence: READING,
    promise: 'A representative whose right the owner has seen reads them as the person would.',
  },
  'p.16/free': {
    sentence: READING,
    promise: 'Nothing costs anything, and the first letter says so.',
  },
  'p.16/correct': {
    sentence: CORRECTION,
    promise: 'What the person says is right is written within seven working days, and read again.',
  },
  'p.16/notice': {
    sentence: CORRECTION,
    promise:
      'The person is told what was changed, as it was seen afterwards, within the same days.',
  },
  'p.16/unlawful': {
    sentence: UNLAWFUL,
    promise: 'Data shown to be processed unlawfully are destroyed within seven working days.',
  },
  'p.16/measures': {
    sentence: UNLAWFUL,
    promise: 'The person is told within the same days what was done about it.',
  },
  'p.17/stop': {
    sentence: END,
    promise: 'Processing stops: mailings at once, whoever asks, and the rest with the owner’s yes.',
  },
  'p.17/partners': {
    sentence: END,
    promise: 'Partners are told to stop and to destroy, are reminded, and confirm it.',
  },
  'p.17.1/unlawful': {
    sentence: `${END} … выявления неправомерной обработки персональных данных Пользователя;`,
    promise: 'A complaint about unlawful processing opens a request with an end of its own.',
  },
  'p.17.2/withdrawal': {
    sentence: `${END} … отзыва Пользователем согласия на обработку его персональных данных;`,
    promise: 'A consent taken back, in whatever words, is a demand to stop and to destroy.',
  },
  'p.17.3/demand': {
    sentence: `${END} … получения от Пользователя требования об уничтожении персональных данных;`,
    promise: 'A demand to destroy, in whatever words, is understood as one.',
  },
  'p.17.4/purpose': {
    sentence: `${END} … достижения цели обработки персональных данных.`,
    promise: 'A purpose that is reached opens a request, though nobody has asked.',
  },
  'p.17/destroy': {
    sentence: DESTRUCTION,
    promise: 'Data are destroyed within thirty days, and looked for again.',
  },
  'p.17/kept-by-law': {
    sentence: DESTRUCTION,
    promise:
      'What a law says to keep is named with its article and last day; all else is destroyed.',
  },
  'p.17/block': {
    sentence: BLOCK,
    promise:
      'What cannot be destroyed in time is blocked: nobody uses it, and the person is told why.',
  },
  'p.17/six-months': {
    sentence: BLOCK,
    promise: 'What was blocked is destroyed within six months of receipt.',
  },
  'p.18': {
    sentence:
      'Компания самостоятельно определяет перечень третьих лиц – Партнеров Компании и доводит его до сведения Пользователей любыми доступными способами, в том числе путем публикации на Сайте.',
    promise: 'The list of partners is made from the settings, ready to be published.',
  },
  'p.19': {
    sentence: 'Компания вправе вносить изменения в настоящую Политику в любое время.',
    promise: 'A request keeps its edition of the policy; no change makes a promised day later.',
  },
  'p.21/owner': {
    sentence: QUESTIONS,
    promise:
      'A question about the policy or the data is put before the owner, with a day to answer by.',
  },
  'p.21/answer': {
    sentence: QUESTIONS,
    promise: 'The person is told that the question has come, and reads the answer.',
  },
}
