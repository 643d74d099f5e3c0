/** The words our letters are made of, where they differ by what is asked. */
import type { Obstacle } from '../action/plan.ts'
import type { Proof } from '../request/identity.ts'
import type { Field, Language } from '../letter/letter.ts'

interface FieldWords {
  /** Nominative. */
  readonly name: string
  /** As the object of `correct`. */
  readonly object: string
}

const FIELD_WORDS: Record<Language, Record<Field, FieldWords>> = {
  ru: {
    surname: { name: 'фамилия', object: 'фамилию' },
    name: { name: 'имя', object: 'имя' },
    email: { name: 'адрес электронной почты', object: 'адрес электронной почты' },
    phone: { name: 'телефон', object: 'телефон' },
    userId: { name: 'идентификатор пользователя', object: 'идентификатор пользователя' },
  },
  kk: {
    surname: { name: 'тегі', object: 'тегін' },
    name: { name: 'аты', object: 'атын' },
    email: { name: 'электрондық пошта мекенжайы', object: 'электрондық пошта мекенжайын' },
    phone: { name: 'телефон нөмірі', object: 'телефон нөмірін' },
    userId: { name: 'пайдаланушы идентификаторы', object: 'пайдаланушы идентификаторын' },
  },
  en: {
    surname: { name: 'surname', object: 'the surname' },
    name: { name: 'name', object: 'the name' },
    email: { name: 'e-mail address', object: 'the e-mail address' },
    phone: { name: 'phone number', object: 'the phone number' },
    userId: { name: 'user ID', object: 'the user ID' },
  },
}

const AND: Record<Language, string> = { ru: 'и', kk: 'және', en: 'and' }

const WHY_NOT: Record<Language, Record<Obstacle, string>> = {
  ru: {
    'no-value': 'в письме не нашлось нового значения',
    'not-proven': 'не подтверждено, что пишет тот человек, который записан у нас',
    'no-authority': 'пишут за другого человека, и вы ещё не отметили, что видели полномочия',
    'several-records': 'записей с таким адресом несколько',
    'nothing-differs': 'в записи уже стоит это значение',
    'in-words': 'на это отвечают словами, и отвечаете вы',
    'no-address': 'в записи нет адреса почты, а копию данных отправляют только на него',
  },
  kk: {
    'no-value': 'хаттан жаңа мән табылмады',
    'not-proven': 'жазып отырған адамның бізде жазылған адам екені расталмаған',
    'no-authority': 'басқа адам үшін жазып отыр, өкілеттігін көргеніңізді әлі белгілеген жоқсыз',
    'several-records': 'мұндай мекенжайы бар жазба бірнешеу',
    'nothing-differs': 'жазбада бұл мән бұрыннан тұр',
    'in-words': 'бұған сөзбен жауап беріледі, жауапты өзіңіз бересіз',
    'no-address': 'жазбада пошта мекенжайы жоқ, ал деректердің көшірмесі тек соған жіберіледі',
  },
  en: {
    'no-value': 'no new value was found in the letter',
    'not-proven': 'it is not confirmed that the writer is the person we have on record',
    'no-authority':
      'somebody writes for another person, and you have not noted yet that you saw by what right',
    'several-records': 'there is more than one record with this address',
    'nothing-differs': 'the record already holds this value',
    'in-words': 'this is answered in words, and by you',
    'no-address': 'the record has no e-mail address, and a copy of the data goes nowhere else',
  },
}

const PROOF: Record<Language, Record<Proof, string>> = {
  ru: {
    dkim: 'письмо подписал почтовый сервер этого адреса',
    spf: 'письмо пришло с почтового сервера этого адреса',
    code: 'человек прислал код, отправленный на этот адрес',
    reply: 'человек ответил с этого адреса',
    called: 'вы позвонили по номеру из базы',
    authority: 'вы видели полномочия представителя',
  },
  kk: {
    dkim: 'хатқа осы мекенжайдың пошта сервері қол қойған',
    spf: 'хат осы мекенжайдың пошта серверінен келген',
    code: 'адам осы мекенжайға жіберілген кодты жіберді',
    reply: 'адам осы мекенжайдан жауап берді',
    called: 'базадағы нөмірге қоңырау шалдыңыз',
    authority: 'өкілдің өкілеттігін көрдіңіз',
  },
  en: {
    dkim: 'the mail server of this address signed the letter',
    spf: 'the letter came from the mail server of this address',
    code: 'the person sent the code that went to this address',
    reply: 'the person answered from this address',
    called: 'you called the number on record',
    authority: "you saw the representative's authority",
  },
}

/** `а`, `а и б`, `а, б и в`; '' for none. */
export function joinWords(words: readonly string[], language: Language): string {
  const last = words.at(-1)
  if (last === undefined) return ''
  const before = words.slice(0, -1).join(', ')
  return before === '' ? last : `${before} ${AND[language]} ${last}`
}

/** The field in the nominative: `фамилия`, `тегі`, `surname`. */
export function fieldName(field: Field, language: Language): string {
  return FIELD_WORDS[language][field].name
}

/** `фамилия и телефон` */
export function fieldNames(fields: readonly Field[], language: Language): string {
  return joinWords(
    fields.map((field) => fieldName(field, language)),
    language,
  )
}

/** As the object of a verb: `фамилию и телефон`. */
export function fieldObjects(fields: readonly Field[], language: Language): string {
  return joinWords(
    [...new Set(fields)].map((field) => FIELD_WORDS[language][field].object),
    language,
  )
}

/** Why a plan cannot be carried out, to stand after a colon: `записей с таким адресом несколько`. */
export function whyNotPhrase(reason: Obstacle, language: Language): string {
  return WHY_NOT[language][reason]
}

/** `человек ответил с этого адреса`: to stand after a colon. */
export function proofPhrase(proof: Proof, language: Language): string {
  return PROOF[language][proof]
}

/** Places that hold data, as the owner knows them. */
const PLACES: Readonly<Record<string, Record<Language, string>>> = {
  register: { ru: 'реестр людей', kk: 'адамдар тізілімі', en: 'the register of people' },
}

/** A holder in words; one of the owner's own making goes by its own name. */
export function placeName(holder: string, language: Language): string {
  return PLACES[holder]?.[language] ?? holder
}
