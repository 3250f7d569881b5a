import { readFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import type { Found } from './facts.ts'

interface LongColumn {
  readonly name: string
  readonly role: string
  readonly kind?: string
}

interface Table {
  readonly title?: string
  readonly long?: { readonly path: string | null; readonly columns: readonly LongColumn[] }
}

/** The observations in what `tidy` printed and wrote. */
export async function foundBy(report: unknown, folder: string): Promise<readonly Found[]> {
  const tables = (report as { tables?: readonly Table[] } | undefined)?.tables ?? []
  const found: Found[] = []
  for (const { title = '', long } of tables) {
    const path = resolve(folder, long?.path ?? '')
    if (!long?.path || !path.startsWith(resolve(folder) + sep)) continue
    const text = await readFile(join(folder, long.path), 'utf8').catch(() => '')
    found.push(...observations(parseCsv(text), { columns: long.columns, title }))
  }
  return found
}

function observations(
  [header = [], ...records]: readonly (readonly string[])[],
  { columns, title }: { columns: readonly LongColumn[]; title: string },
): readonly Found[] {
  const at = (name: string | undefined): number => (name === undefined ? -1 : header.indexOf(name))
  const time = at(columns.find(({ role, kind }) => role === 'dimension' && kind === 'time')?.name)
  const derived = at(columns.find(({ role, kind }) => role === 'attribute' && kind === 'derived')?.name)
  const [value, unit] = [at('value'), at('unit')]
  return records.flatMap((record) => {
    const text = record[value] ?? ''
    if (text === '' || !Number.isFinite(Number(text))) return []
    const texts = record.filter((_, column) => column !== value && column !== unit && column !== time)
    return [
      {
        value: Number(text),
        time: record[time],
        texts: [...texts, title],
        unit: record[unit] ?? '',
        derived: record[derived] === 'true',
      },
    ]
  })
}

/** Plain CSV as the contract has it: comma, doubled quotes. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = []
  let record: string[] = []
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\n"]*))(,|\n|$)/g)) {
    if (end === '' && record.length === 0 && plain === '' && quoted === undefined) break
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    records.push(record)
    record = []
  }
  return records
}
