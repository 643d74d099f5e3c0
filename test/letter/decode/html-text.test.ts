import { describe, expect, test } from 'vitest'
import { textOfHtml } from '../../../src/letter/decode/html-text.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

test.each([
  ['<p>Раз</p><p>два<br>три</p>', 'Раз\nдва\nтри'],
  ['<div>a<div>b</div></div>', 'a\nb'],
  ['От: А<br><br>Текст', 'От: А\n\nТекст'],
  ['<b>Уточ</b>нить <i>данные</i>', 'Уточнить данные'],
  [
    '<table><tr><td>Телефон</td><td>8 700</td></tr><tr><td>Имя</td></tr></table>',
    'Телефон 8 700\nИмя',
  ],
  ['<table><tr><th>Имя<th>Әсел<tr><td>Тел<td>8</table>', 'Имя Әсел\nТел 8'],
  ['<head><title>скрыто</title></head><style>p{}</style><script>x<y</script>видно', 'видно'],
  ['a<!-- <p>скрыто</p> -->b', 'ab'],
  [
    '&laquo;Тестова&raquo;&nbsp;&amp;&#32;&#x41;&#1040;&mdash;&unknown;',
    '«Тестова» & AА—&unknown;',
  ],
  ['&#xd800;&#0;&#99999999;', '9;'],
  ['1 < 2 и 3 > 2', '1 < 2 и 3 > 2'],
  ['Да<blockquote>Код?<br>Где?</blockquote>Вот', 'Да\n> Код?\n> Где?\nВот'],
  ['<blockquote>a<blockquote>b</blockquote>c</blockquote>d', '> a\n> b\n> c\nd'],
  ['текст<script>никогда не закрыт', 'текст'],
  ['<head>никогда не закрыт', 'никогда не закрыт'],
  ['a<p', 'a'],
  ['', ''],
])('%s', (html, text) => {
  expect(textOfHtml(html)).toBe(text)
})

describe('what nobody sees is left out', () => {
  test.each([
    '<div style="display:none">скрыто</div>',
    '<DIV STYLE="Display : None !important">скрыто</DIV>',
    "<span style='visibility: hidden'>скрыто</span>",
    '<span style="font-size:0">скрыто</span>',
    '<span style="color:red; font-size: 0px;">скрыто</span>',
    '<span style="font-size:1px">скрыто</span>',
    '<p style="mso-hide:all">скрыто</p>',
    '<p style="opacity:0">скрыто</p>',
    '<p style="max-height:0;overflow:hidden">скрыто</p>',
    '<p style="text-indent:-9999px">скрыто</p>',
    '<p style="position:absolute;left:-9999px">скрыто</p>',
    '<p style="color:transparent">скрыто</p>',
    '<div hidden>скрыто</div>',
    '<div class=x hidden>скрыто</div>',
    '<div hidden="hidden">скрыто</div>',
    '<span style="color:#fff">скрыто</span>',
    '<span style="color:white">скрыто</span>',
    '<span style="color: rgb(255, 255, 255)">скрыто</span>',
    '<span style="color:#fefefe">скрыто</span>',
    '<font color="#FFFFFF">скрыто</font>',
    '<div style="background-color:#000"><p style="color:black">скрыто</p></div>',
    '<table bgcolor="#eeeeee"><tr><td style="color:#eee">скрыто</td></tr></table>',
    '<div style="display:none"><div>скрыто</div><p>скрыто</p>скрыто</div>',
    '<div style="display:none"><p>скрыто</div>',
    '<style>.pre{display:none}</style><div class="a pre">скрыто</div>',
    '<style>p{margin:0} div.pre , .b {color:red;font-size:0;}</style><div class="pre">скрыто</div>',
  ])('%s', (html) => {
    expect(textOfHtml(`видно ${html} и это`)).toMatch(/^видно\s+и это$/)
  })

  test('a paragraph ends with the next one, and so does what hides it', () => {
    expect(textOfHtml('<p style="display:none">скрыто<p>видно')).toBe('видно')
  })
})

describe('what is seen stays', () => {
  test.each([
    '<div style="display:block">видно</div>',
    '<div style="font-size:10px">видно</div>',
    '<div style="font-size:0.9em">видно</div>',
    '<div style="opacity:0.8">видно</div>',
    '<div style="background:#000"><span style="color:#fff">видно</span></div>',
    '<td bgcolor="#1155cc"><a style="color:white">видно</a></td>',
    '<div style="background-image:url(x.png)"><span style="color:white">видно</span></div>',
    '<div style="color:windowtext">видно</div>',
    '<style>@media (max-width:600px){.wide{display:none}}</style><p class="wide">видно</p>',
    '<div title="hidden">видно</div>',
    '<div style="display:none"></div>видно',
    '<br style="display:none">видно',
    '<div style="display:none"/>видно',
  ])('%s', (html) => {
    expect(textOfHtml(html)).toBe('видно')
  })
})

test.each([
  ...HOSTILE,
  ['hidden', '<div style="display:none">'.repeat(40_000)],
  ['styles', '<p style="'.repeat(100_000)],
  ['colours', '<p style="color:#fff;background:#fff">x'.repeat(30_000)],
  ['closing tags', '<div></p>'.repeat(120_000)],
  ['style sheets', '<style>.a{display:none}'.repeat(50_000)],
  ['rules', `<style>${'.a{'.repeat(300_000)}`],
  ['attributes', `<p ${'a="'.repeat(300_000)}>`],
])('a megabyte of %s takes no time', (_, html) => {
  const start = cpuMs()
  textOfHtml(html)
  expect(cpuMs() - start).toBeLessThan(1_000)
})
