import { expect, test } from 'vitest'
import { textOfDocx } from '../../../src/letter/decode/docx-text.ts'
import { HOSTILE } from '../samples.ts'
import { cpuMs } from '../../support/cpu.ts'

const run = (text: string, properties = ''): string =>
  `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`

test.each([
  ['paragraphs are lines', `<w:p>${run('Раз')}</w:p><w:p>${run('два')}</w:p>`, 'Раз\nдва'],
  ['runs are one word', `<w:p>${run('Уточ')}${run('нить')}</w:p>`, 'Уточнить'],
  [
    'cells of a row are kept apart',
    `<w:tr><w:tc><w:p>${run('Имя')}</w:p></w:tc><w:tc><w:p>${run('Әсел')}</w:p></w:tc></w:tr><w:p>${run('конец')}</w:p>`,
    'Имя Әсел\nконец',
  ],
  ['entities', `<w:p>${run('a &amp; b &lt;c&gt; &#1040;')}</w:p>`, 'a & b <c> А'],
  [
    'tabs and breaks',
    '<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>',
    'a b\nc',
  ],
  [
    'deleted text',
    '<w:p><w:del><w:r><w:delText>нет</w:delText></w:r></w:del><w:r><w:t>да</w:t></w:r></w:p>',
    'да',
  ],
  [
    'field codes',
    '<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:r><w:t>a@b.example</w:t></w:r></w:p>',
    'a@b.example',
  ],
  [
    'hidden runs',
    `<w:p>${run('видно')}${run('скрыто', '<w:vanish/>')}${run('!', '<w:vanish w:val="0"/>')}</w:p>`,
    'видно!',
  ],
  ['an empty text element', '<w:p><w:r><w:t/></w:r><w:r><w:t>a</w:t></w:r></w:p>', 'a'],
  ['a cut file', `<w:p>${run('Раз')}<w:r><w:t>дв`, 'Раздв'],
  ['no file', '', ''],
])('%s', (_, xml, text) => {
  expect(textOfDocx(xml)).toBe(text)
})

test.each([
  ...HOSTILE,
  ['open texts', '<w:t>'.repeat(200_000)],
  ['texts', '<w:t>a</w:t>'.repeat(90_000)],
  ['tags without end', '<w:t'.repeat(250_000)],
])('a megabyte of %s takes no time', (_, xml) => {
  const start = cpuMs()
  textOfDocx(xml)
  expect(cpuMs() - start).toBeLessThan(1_000)
})
