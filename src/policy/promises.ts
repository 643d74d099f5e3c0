/**
 * What the policy promises and a program can keep, paragraph by paragraph. `test/promises.test.ts`
 * fails until a test names each promise by its id; `npm run promises` lists the tests behind them.
 *
 * Left out are paragraphs that ask something of the person or of the site: 2, 4, 9.2 to 9.4, 14, 15, 20.
 */
import { ON_DEMAND } from './promises-on-demand.ts'
import type { Said } from './promises-on-demand.ts'

export interface PolicyPromise extends Said {
  /** How the title of a test names it: `p.7`, or `p.16/correct` where a paragraph makes several. */
  readonly id: string
  readonly paragraph: string
}

const PURPOSES = 'Компания использует предоставленные Пользователем данные в целях:'
const PRINCIPLES = 'Компания обрабатывает персональные данные на основе следующих принципов:'
const MEASURES =
  'Компания при обработке персональных данных принимает необходимые и достаточные организационные и технические меры для защиты персональных данных от неправомерного доступа к ним, а также от иных неправомерных действий в отношении персональных данных.'
const STORED =
  'Хранение персональных данных осуществляется в пределах срока, объективно необходимого для исполнения обязательств перед Пользователями, и определяется следующими событиями'

const IN_GENERAL: Readonly<Record<string, Said>> = {
  'p.1': {
    sentence:
      'Политика обработки персональных данных (далее – Политика) регулирует правоотношения по обработке персональных данных между ИП Плясуновой, ИИН 780905403041, адрес: Республика Казахстан, город Алматы, улица Елебекова, дом 38, почтовый индекс А25M8Y9 (далее – Компания) и Пользователем сайта imttherapy.kz (далее – Пользователь).',
    promise: 'Every letter names the company, its number, its address and its phone.',
  },
  'p.3': {
    sentence:
      'Настоящая Политика действует в отношении всех персональных данных, которые Компания получает от Пользователей.',
    promise:
      'A demand made by phone or on paper becomes a request too, and counts from the day it truly came.',
  },
  'p.5': {
    sentence:
      'При использовании функционала Сайта Пользователь может предоставлять Компании следующие персональные данные … : фамилия, имя, адрес электронной почты, номер контактного телефона, идентификационные данные пользователя (user ID).',
    promise:
      'Surname, name, e-mail address, phone and user ID: each is understood, corrected and destroyed.',
  },
  'p.6/withdrawal': {
    sentence:
      'Пользователь в любое момент может отозвать предоставленное Компании согласие в порядке, установленном настоящей Политикой.',
    promise: 'A consent is taken back in any plain words, at any time, and no reason is asked.',
  },
  'p.6/law': {
    sentence:
      'При обработке персональных данных Компания руководствуется Законом Республики Казахстан от 21 мая 2013 года № 94-В «О персональных данных и их защите» с учетом положений Общего регламента по защите данных (General Data Protection Regulation) Европейского Союза от 27 апреля 2016 года, иными законодательными актами Республики Казахстан и локальными нормативными правовыми актами.',
    promise:
      'Where the law names an earlier day than the policy, the day to act is that of the law.',
  },
  'p.7': {
    sentence:
      'Если Пользователь желает уточнить персональные данные в случае, когда персональные данные являются неполными, неточными или неактуальными, либо желает отозвать свое согласие на обработку персональных данных, Пользователь должен направить официальный запрос Компании с темой «Уточнить персональные данные» или «Прекратить обработку персональных данных» на адрес электронной почты «snp201@mail.ru» В письме необходимо указать свой электронный адрес и соответствующее требование.',
    promise:
      'A letter under either subject, or in words that plainly mean the same, is heard, for the address it states.',
  },
  'p.8.5': {
    sentence: `${PURPOSES} … рекламы, продвижения товаров, работ (услуг)`,
    promise:
      'Advertising stops within one working day, whoever asks, and nothing has to be proven.',
  },
  'p.8.8': {
    sentence: `${PURPOSES} … информирования Пользователя об акциях, скидках и специальных предложениях посредством рассылок по электронной почте;`,
    promise: 'Mailings stop within one working day, whoever asks, and nothing has to be proven.',
  },
  'p.9': {
    sentence: 'Компания не проверяет данные, представленные или указанные Пользователем.',
    promise: 'Who asks has to be proven; that the new value is true has not.',
  },
  'p.9.1': {
    sentence:
      'В случае недееспособности лица, использующего Сайт, согласие на обработку персональных данных предоставляется законным представителем;',
    promise:
      'Whoever acts for another shows by what right: the owner notes what was seen, and no copy is kept.',
  },
  'p.10.5': {
    sentence: `${PRINCIPLES} … недопущения обработки избыточных по отношению к целям обработки данных;`,
    promise: 'No copy of an identity document is asked for; one that was sent is destroyed.',
  },
  'p.10.6': {
    sentence: `${PRINCIPLES} … обеспечение точности, достаточности и актуальности персональных данных по отношению к целям их обработки;`,
    promise: 'What is corrected here is corrected at every partner that received it.',
  },
  'p.10.7': {
    sentence: `${PRINCIPLES} … уничтожение или обезличивание персональных данных … при достижении целей обработки данных, утраты необходимости такой обработки или при получении от Пользователя требования об уничтожении персональных данных либо поступлении заявления об отзыве согласия на обработку персональных данных.`,
    promise: 'A demand to destroy and a consent taken back end in destruction.',
  },
  'p.11/sealed': {
    sentence: MEASURES,
    promise: 'What is kept of a person is ciphertext, and dies with its key.',
  },
  'p.11/transport': {
    sentence: MEASURES,
    promise: 'No letter is fetched or sent over a line that others can read.',
  },
  'p.11/silent': {
    sentence: MEASURES,
    promise: 'Logs carry ids and codes, never a value of a person.',
  },
  'p.11.1': {
    sentence:
      'Обработка персональных данных Пользователей осуществляется с использованием баз данных на территории Республики Казахстан.',
    promise:
      'The settings say in which country the data lie, and a place outside Kazakhstan is told.',
  },
  'p.11.2': {
    sentence:
      'Обработка персональных данных осуществляется как с использованием автоматизированных средств, так и без их использования.',
    promise: 'A request is done only when the owner has dealt with what no program reaches.',
  },
  'p.11.3': {
    sentence:
      'Компания обязуется не передавать полученную от Пользователя информацию третьим лицам, кроме случаев, специально оговоренных в настоящей Политике.',
    promise:
      'Partners are named with what they receive and for which purposes of the policy, no other.',
  },
  'p.11.4': {
    sentence:
      'Компания, а в случае необходимости передачи персональных данных Пользователей третьим лицам - партнерам Компании эти лица обязуются сохранять в тайне, не раскрывать и не распространять персональные данные без согласия Пользователя',
    promise:
      'Nobody learns from a reply who is on record; only the address on record is written to.',
  },
  'p.11.5': {
    sentence:
      'Хранение персональных данных Пользователей осуществляется на электронных носителях, а для целей исполнения обязательств перед Пользователями может осуществляться на материальных носителях после извлечения персональных данных.',
    promise:
      'Copies on paper, in a phone or a notebook are on the list of what is to be destroyed.',
  },
  'p.11.6.1': {
    sentence: `${STORED} … до момента удаления Пользователем персональных данных посредством личного кабинета;`,
    promise:
      'Who removes the own account has it destroyed at partners and in every other place too.',
  },
  'p.11.6.2': {
    sentence: `${STORED} … до момента уничтожения персональных данных Компанией в связи с поступлением от Пользователя требования об уничтожении персональных данных или отзыве согласия на их обработку;`,
    promise:
      'Nothing is stored any longer once it was demanded: neither the record nor a way to find it.',
  },
  'p.11.6.3': {
    sentence: `${STORED} … до момента истечения срока действия согласия Пользователя.`,
    promise: 'A consent whose time has run out is an end of the purpose, and owes the same.',
  },
  'p.11.7': {
    sentence:
      'Компания имеет право хранить персональные данные Пользователя, кроме случаев получения требования об уничтожении данных или отзыва согласия на обработку данных, в обезличенном виде после исполнения обязательств перед Пользователем',
    promise: 'After a demand nothing is kept, not even without a name.',
  },
  'p.12.1': {
    sentence:
      'третье лицо – партнер Компании обеспечивает конфиденциальность персональных данных при их обработке и использовании и обязуется не раскрывать данные иным лицам',
    promise:
      'A partner is told one identifier of the person, what to do and by when, and nothing else.',
  },
  'p.12.3': {
    sentence:
      'третьему лицу – партнеру Компании запрещается осуществлять передачу и распространение персональных данных Пользователей.',
    promise: 'A partner is asked to confirm that nobody else has received the data from it.',
  },
  'p.13': {
    sentence:
      'Не считается нарушением обязательств, предусмотренных настоящей Политикой, передача информации в соответствии с обоснованными и применимыми требованиями законодательства Республики Казахстан',
    promise: 'A letter of an authority waits for the owner, and no machine answers it.',
  },
}

/** In the order of the policy. */
export const PROMISES: readonly PolicyPromise[] = Object.entries({
  ...IN_GENERAL,
  ...ON_DEMAND,
}).map(([id, said]) => ({ id, paragraph: id.replace(/\/.*/, ''), ...said }))
