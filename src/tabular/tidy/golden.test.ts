import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createMatcher, readCodeList } from '../codes/index.ts'
import type { CodeBinder, TidyTable, Value } from '../index.ts'
import { decodeFile, tidySheets } from '../index.ts'

const FOLDER = new URL('../../../test/golden/tidy/', import.meta.url)
const SEEDS = new URL('../../../seeds/codes/', import.meta.url)

// UPDATE_GOLDEN=1 writes the answers anew; read the difference before committing it.
const update = process.env['UPDATE_GOLDEN'] === '1'

function binders(): CodeBinder[] {
  return [
    { id: 'province-63', level: 'province' },
    { id: 'region', level: 'region' },
  ].flatMap(({ id, level }) => {
    const read = readCodeList(JSON.parse(readFileSync(new URL(`${id}.json`, SEEDS), 'utf8')))
    if ('error' in read) return []
    const matcher = createMatcher(read.list)
    const match: CodeBinder['match'] = (name) => {
      const found = matcher.match(name)
      return found.code !== undefined && found.name !== undefined && found.confidence >= 0.85
        ? { code: found.code, name: found.name }
        : undefined
    }
    return [{ list: id, level, match }]
  })
}

const line = (values: readonly Value[]): string =>
  values.map((value) => (value === null ? '' : String(value))).join(' | ')

function show(table: TidyTable): string {
  const wide = [table.columns.map(({ name, type }) => `${name}:${type}`), ...table.rows]
  const long = [table.long.columns.map(({ name, kind }) => (kind ? `${name}:${kind}` : name)), ...table.long.rows]
  const head = [`# ${table.name}${table.main ? ' (main)' : ''}`, `title: ${table.title}`, `unit: ${table.unit ?? ''}`]
  return [
    ...head,
    `notes: ${table.notes.join(' / ')}`,
    '## wide',
    ...wide.map(line),
    '## long',
    ...long.map(line),
    '',
  ].join('\n')
}

const cases = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory())

test.each(cases.map((entry) => entry.name))('%s becomes the tables on record', async (name) => {
  const input = new URL(`${name}/input.csv`, FOLDER)
  const decoded = await decodeFile({ bytes: readFileSync(input), name: `${name}.csv` })
  const result = tidySheets(decoded, { name: `${name}.csv`, lists: binders() })
  const problems = result.problems.map((problem) =>
    `${problem.code} ${problem.row ?? ''} ${problem.column ?? ''}`.trim(),
  )
  const shown = `${result.tables.map(show).join('\n')}\nproblems: ${problems.join(', ')}\n`
  const expected = new URL(`${name}/expected.txt`, FOLDER)
  if (update || !existsSync(expected)) writeFileSync(expected, shown)
  expect(shown).toBe(readFileSync(expected, 'utf8'))
})
