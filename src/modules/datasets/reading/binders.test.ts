import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { decodeFile, tidySheets } from '../../../tabular/index.ts'
import { binders } from './binders.ts'

async function boundList(names: readonly string[]): Promise<string | undefined> {
  const text = ['Tỉnh,Dân số', ...names.map((name, index) => `${name},${index + 1}`)].join('\n')
  const decoded = await decodeFile({ bytes: Buffer.from(text), name: 'bang.csv' })
  const { tables } = tidySheets(decoded, { lists: await binders() })
  return tables[0]?.columns[0]?.codeList
}

async function namesOf(id: string): Promise<readonly string[]> {
  const text = await readFile(new URL(`../../../../seeds/codes/${id}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { items: { name: string }[] }).items.map((item) => item.name)
}

describe('the province list a column is bound to', () => {
  test('all 63 names are the 63, though the 34 know every one of them as former name', async () => {
    expect(await boundList(await namesOf('province-63'))).toBe('province-63')
  })

  test('all 34 names are the 34, though the 63 know every one of them too', async () => {
    expect(await boundList(await namesOf('province-34'))).toBe('province-34')
  })

  test('a few names that both lists know are read as the 63', async () => {
    expect(await boundList(['Hà Nội', 'Cao Bằng', 'Sơn La', 'Nghệ An', 'Cà Mau'])).toBe('province-63')
  })
})
