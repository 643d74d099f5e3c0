import { describe, expect, test } from 'vitest'
import {
  isConfirmed,
  isUnchanged,
  keptTogether,
  setOutright,
  weightOutright,
  withoutAsides,
} from '../../../src/letter/values/told-outright.ts'

describe('what a sentence says outright of a value', () => {
  test.each([
    ['чтобы в данных значился рабочий: ', ''],
    ['номер целиком такой: ', ''],
    ['the user id assigned to me was ', ''],
    ['', ' is me, '],
    ['', ', осылай болуы керек'],
    ['местный номер ', ' прошу занести взамен'],
    ['', ' поштасына ауыстырыныз'],
  ])('%j … %j makes it the one to stand', (before, behind) => {
    expect(weightOutright(before, behind)).toBe(2)
  })

  test.each([
    ['скоро закрою этот ящик (', ''],
    ['', '? thats hers. put mine down: '],
    ['', ' is some other oscar'],
    ['', ' мне больше недоступен. '],
  ])('%j … %j makes it the one to go', (before, behind) => {
    expect(weightOutright(before, behind)).toBe(-2)
  })

  test('a number that is to be held invalid is not asked for', () => {
    expect(weightOutright('номер ', ' прошу считать недействительным')).toBe(0)
  })

  test('values of two kinds stay together', () => {
    expect(keptTogether(' и почта n.kost@nomad.example остаются.')).toBe(true)
    expect(keptTogether(', остальные данные остаются прежними')).toBe(false)
  })

  test('a number that was not changed, or is right, is no correction', () => {
    expect(isUnchanged('телефон не меняла: ')).toBe(true)
    expect(isUnchanged('телефон сменила: ')).toBe(false)
    expect(isConfirmed(' верный.')).toBe(true)
    expect(isConfirmed(' верный, а тот старый')).toBe(true)
    expect(isConfirmed(' прошу внести')).toBe(false)
  })

  test.each([
    ['система записала ', ', хотя в подтверждении был ', 'old'],
    ['мой номер ', ', хотя у вас указан ', 'new'],
    ['чтобы вместо ', ' был указан ', 'old'],
    ['телефон: сейчас ', ', хочу ', 'old'],
    ['please replace my address ', ' by my private one, ', 'old'],
    ['мой номер ', ' и ', null],
  ] as const)('of two values behind %j and %j the first is %j', (lead, between, first) => {
    expect(setOutright(lead, between)).toBe(first)
  })

  test('the commas about a please end nothing', () => {
    expect(withoutAsides('Перенесите, пожалуйста, запись')).toBe('Перенесите пожалуйста запись')
  })
})
