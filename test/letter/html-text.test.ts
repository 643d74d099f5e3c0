import { expect, test } from 'vitest'
import { textOfHtml } from '../../src/letter/html-text.ts'

test.each([
  ['<p>Раз</p><p>два<br>три</p>', 'Раз\nдва\nтри'],
  ['<div>a<div>b</div></div>', 'a\nb'],
  ['От: А<br><br>Текст', 'От: А\n\nТекст'],
  ['<b>Уточ</b>нить <i>данные</i>', 'Уточнить данные'],
  [
    '<table><tr><td>Телефон</td><td>8 700</td></tr><tr><td>Имя</td></tr></table>',
    'Телефон 8 700\nИмя',
  ],
  ['<head><title>скрыто</title></head><style>p{}</style><script>x<y</script>видно', 'видно'],
  ['a<!-- <p>скрыто</p> -->b', 'ab'],
  [
    '&laquo;Тестова&raquo;&nbsp;&amp;&#32;&#x41;&#1040;&mdash;&unknown;',
    '«Тестова» & AА—&unknown;',
  ],
  ['&#xd800;&#0;&#99999999;', '9;'],
  ['1 < 2 и 3 > 2', '1 < 2 и 3 > 2'],
  ['Да<blockquote>Код?<br>Где?</blockquote>Вот', 'Да\n> Код?\n> Где?\nВот'],
  ['текст<script>никогда не закрыт', 'текст'],
  ['<head>никогда не закрыт', 'никогда не закрыт'],
  ['a<p', 'a'],
  ['', ''],
])('%s', (html, text) => {
  expect(textOfHtml(html)).toBe(text)
})
