import { describe, expect, test } from 'vitest'
import { withPlainTables } from '../../../src/letter/values/tables.ts'

describe('tables of corrections', () => {
  test.each([
    ['поле | было | стало\nФамилия | Тестава | Тестова', 'Фамилия: было Тестава, стало Тестова.'],
    [
      '        БЫЛО       СТАЛО\nтел.    8 700 000 00 99     8 700 000 00 11',
      'тел: было 8 700 000 00 99, стало 8 700 000 00 11.',
    ],
    [
      'поле было стало\nТелефон +7 700 000 00 99 +7 700 000 00 11',
      'Телефон: было +7 700 000 00 99, стало +7 700 000 00 11.',
    ],
    ['Надо\tСейчас у вас\nИмя\tАнна\tАна', 'Имя: было Ана, стало Анна.'],
    ['Field | Old | New\nSurname | Stoun | Stone', 'Surname: было Stoun, стало Stone.'],
  ])('%j', (table, told) => {
    expect(withPlainTables(table).split('\n')[1]).toBe(told)
  })

  test.each([
    'Было трудно, стало легче\nИмя Анна Тестова',
    'Фамилия | Тестава | Тестова',
    'было | стало\n\nПросто строка без ячеек и без конца',
  ])('%j stays', (text) => {
    expect(withPlainTables(text)).toBe(text)
  })
})
