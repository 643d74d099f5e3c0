/**
 * Days and instants in words. Dates stand after a colon in our letters, so that neither Russian
 * nor Kazakh needs another case than the one written here.
 */
import { Fault } from '../errors.ts'
import type { Language } from '../letter/letter.ts'
import { wallClock } from '../policy/clock-time.ts'

const MONTHS: Record<Language, readonly string[]> = {
  ru: [
    'января',
    'февраля',
    'марта',
    'апреля',
    'мая',
    'июня',
    'июля',
    'августа',
    'сентября',
    'октября',
    'ноября',
    'декабря',
  ],
  kk: [
    'қаңтар',
    'ақпан',
    'наурыз',
    'сәуір',
    'мамыр',
    'маусым',
    'шілде',
    'тамыз',
    'қыркүйек',
    'қазан',
    'қараша',
    'желтоқсан',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** Zones with a name of their own in our letters; any other is named as the zone database does. */
const ZONE_NAMES: Record<string, Record<Language, string>> = {
  'Asia/Almaty': { ru: 'время Алматы', kk: 'Алматы уақыты', en: 'Almaty time' },
}

const CIVIL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/

interface CivilDay {
  readonly year: string
  readonly month: number
  readonly day: number
}

function readCivil(date: string): CivilDay {
  const [, year = '', month = '', day = ''] = CIVIL_DATE.exec(date) ?? []
  const parsed = new Date(`${year}-${month}-${day}T00:00:00Z`)
  if (Number.isNaN(parsed.getTime()) || parsed.getUTCDate() !== Number(day)) {
    throw new Fault('internal', { detail: 'a civil date is YYYY-MM-DD' })
  }
  return { year, month: Number(month), day: Number(day) }
}

function monthName(month: number, language: Language): string {
  return MONTHS[language][month - 1] ?? ''
}

/** A civil date (YYYY-MM-DD) with its year: `30 ноября 2026 г.`; throws `internal` on any other text. */
export function formatDate(date: string, language: Language): string {
  const { year, month, day } = readCivil(date)
  const name = monthName(month, language)
  switch (language) {
    case 'ru':
      return `${day} ${name} ${year} г.`
    case 'kk':
      return `${year} жылғы ${day} ${name}`
    case 'en':
      return `${day} ${name} ${year}`
  }
}

/** A civil date without its year: `30 ноября`; throws `internal` on any other text. */
export function formatDay(date: string, language: Language): string {
  const { month, day } = readCivil(date)
  return `${day} ${monthName(month, language)}`
}

function zoneName(zone: string, language: Language): string {
  return ZONE_NAMES[zone]?.[language] ?? zone
}

/** An instant as the clock on the wall shows it: `22 ноября 2026 г., 14:05 (время Алматы)`. */
export function formatInstant(instant: Date, zone: string, language: Language): string {
  const { date, time } = wallClock(instant, zone)
  return `${formatDate(date, language)}, ${time} (${zoneName(zone, language)})`
}

/** A moment of this year, for a short way off: `24 ноября, 10:00`. */
export function formatMoment(instant: Date, zone: string, language: Language): string {
  const { date, time } = wallClock(instant, zone)
  return `${formatDay(date, language)}, ${time}`
}

const RUSSIAN_PLURAL = new Intl.PluralRules('ru')
const RUSSIAN_DAYS: Partial<Record<Intl.LDMLPluralRule, string>> = {
  one: 'рабочий день',
  few: 'рабочих дня',
}

function russianDays(count: number): string {
  return `${count} ${RUSSIAN_DAYS[RUSSIAN_PLURAL.select(count)] ?? 'рабочих дней'}`
}

/** A number of working days in words: `21 рабочий день`, `3 жұмыс күні`, `1 working day`. */
export function workingDays(count: number, language: Language): string {
  switch (language) {
    case 'ru':
      return russianDays(count)
    case 'kk':
      return `${count} жұмыс күні`
    case 'en':
      return count === 1 ? '1 working day' : `${count} working days`
  }
}

function daysLeft(count: number, language: Language): string {
  const days = workingDays(count, language)
  switch (language) {
    case 'ru':
      return RUSSIAN_PLURAL.select(count) === 'one' ? `остался ${days}` : `осталось ${days}`
    case 'kk':
      return `${days} қалды`
    case 'en':
      return `${days} left`
  }
}

const LAST_DAY: Record<Language, string> = {
  ru: 'сегодня последний день',
  kk: 'бүгін соңғы күн',
  en: 'today is the last day',
}

const OVERDUE: Record<Language, string> = {
  ru: 'срок прошёл',
  kk: 'мерзімі өтіп кетті',
  en: 'the term has passed',
}

/**
 * How much of a term is left, in working days after today up to and including the due day:
 * `осталось 3 рабочих дня`; 0 is the last day, a negative count is past the term.
 */
export function workingDaysLeft(count: number, language: Language): string {
  if (count < 0) return OVERDUE[language]
  return count === 0 ? LAST_DAY[language] : daysLeft(count, language)
}
