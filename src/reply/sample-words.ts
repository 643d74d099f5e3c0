/** Words of sample letters that the program takes from elsewhere: the policy file, the owner, the clock. */
import type { Language } from '../letter/letter.ts'

interface SampleWords {
  readonly purposes: readonly string[]
  readonly sources: string
  readonly period: string
  readonly records: string
  readonly basis: string
  readonly byHand: readonly string[]
  readonly waitsForOwner: string
  readonly waitsForPerson: string
  /** The owner's own. */
  readonly ownerText: string
}

export const SAMPLE_WORDS: Readonly<Record<Language, SampleWords>> = {
  ru: {
    purposes: ['запись на занятия и напоминания о них', 'рекламные письма'],
    sources: 'вы сами, через форму на сайте',
    period: 'пока вы пользуетесь услугами',
    records: 'счета и акты за 2025 год',
    basis: 'статья 206 Налогового кодекса',
    byHand: ['бумажные анкеты', 'записная книжка владельца'],
    waitsForOwner: 'ждём вашего решения',
    waitsForPerson: 'ждём ответа человека',
    ownerText: 'Договор с вами ещё действует.\nПо нему нам нужен ваш телефон.',
  },
  kk: {
    purposes: ['сабаққа жазу және сабақ туралы еске салу', 'жарнамалық хаттар'],
    sources: 'өзіңіз, сайттағы нысан арқылы',
    period: 'қызметімізді пайдаланып жүргенде',
    records: '2025 жылғы шоттар мен актілер',
    basis: 'Салық кодексінің 206-бабы',
    byHand: ['қағаз сауалнамалар', 'иесінің қойын дәптері'],
    waitsForOwner: 'сіздің шешіміңізді күтеміз',
    waitsForPerson: 'адамның жауабын күтеміз',
    ownerText: 'Сізбен жасалған шарт әлі күшінде.\nСол бойынша бізге телефоныңыз қажет.',
  },
  en: {
    purposes: ['booking lessons and reminding you of them', 'mailings'],
    sources: 'you yourself, through the form on our site',
    period: 'as long as you use our services',
    records: 'invoices and certificates of 2025',
    basis: 'article 206 of the Tax Code',
    byHand: ['paper forms', 'the owner’s notebook'],
    waitsForOwner: 'waiting for your decision',
    waitsForPerson: "waiting for the person's answer",
    ownerText: 'Our contract with you is still in force.\nFor it we need your phone number.',
  },
}
