import fc from 'fast-check'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import { problemWorkbook } from './problem-workbook.ts'

const line = (text: string) => ({
  remoteId: text,
  title: text,
  severity: 'warning' as const,
  code: 'x',
  at: text,
  vi: text,
  en: text,
  resourceId: null,
})

test('whatever records call themselves, the workbook opens and holds texts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { maxLength: 8 }), async (texts) => {
      const { sheets } = await readXlsx(await problemWorkbook(texts.map(line)))
      expect(sheets[0]?.rows).toHaveLength(texts.length + 1)
    }),
    { numRuns: 60 },
  )
})

test('what begins like a formula stays the text it is', async () => {
  const { sheets } = await readXlsx(
    await problemWorkbook([line('=HYPERLINK("http://x.test")'), line('+1'), line('@a')]),
  )
  expect(sheets[0]?.rows.slice(1).map((row) => row[1])).toEqual(['=HYPERLINK("http://x.test")', '+1', '@a'])
})
