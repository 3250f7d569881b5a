import { type CodeList, foldKey, readCodeList, readUnits, type UnitError } from '../../tabular/codes/index.ts'
import { decodeFile } from '../../tabular/decode/open-source-file.ts'

/** What an officer says about a list that comes as a table. */
export interface AboutList {
  readonly id: string
  readonly title: string
  readonly source: string
  readonly validFrom?: string
  readonly validTo?: string
  /** List the parent codes belong to. */
  readonly broaderList?: CodeList
}

export type ListFile =
  | { readonly list: CodeList; readonly errors: readonly UnitError[] }
  /** In Vietnamese, for the person at the terminal. */
  | { readonly error: string }

type Row = readonly (string | number | boolean | null)[]

const HEADER_WITHIN = 15

/**
 * Reads a code list from a file: our own JSON form, JSON records (also nested: provinces with their communes), or any
 * table with a code and a name column. Rows that cannot be read are told by number and left out.
 */
export async function readListFile(
  file: { readonly bytes: Uint8Array; readonly name: string },
  about: AboutList,
): Promise<ListFile> {
  const json = parseJson(file.bytes)
  if (isRecord(json) && Array.isArray(json['items'])) {
    const read = readCodeList(json)
    return 'error' in read ? read : { list: read.list, errors: [] }
  }
  const records = Array.isArray(json) ? innermost(json.filter(isRecord)) : undefined
  const rows = records ? tableOf(records) : await rowsOf(file)
  return fromRows(rows, about)
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Goes down to the records that hold no records; each knows the code of the one above. */
function innermost(
  records: readonly Readonly<Record<string, unknown>>[],
): readonly Readonly<Record<string, unknown>>[] {
  const nested = records.flatMap((record) => {
    const inner = Object.values(record).find((value) => Array.isArray(value) && value.some(isRecord))
    const code = Object.entries(record).find(([key]) => foldKey(key) === 'code' || foldKey(key) === 'ma')?.[1]
    return Array.isArray(inner) ? inner.filter(isRecord).map((child) => ({ parent: code, ...child })) : []
  })
  return nested.length === 0 ? records : innermost(nested)
}

function tableOf(records: readonly Readonly<Record<string, unknown>>[]): readonly Row[] {
  const keys = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const cell = (value: unknown) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
  return [keys, ...records.map((record) => keys.map((key) => cell(record[key])))]
}

async function rowsOf(file: { readonly bytes: Uint8Array; readonly name: string }): Promise<readonly Row[]> {
  const { sheets } = await decodeFile(file)
  return (sheets[0]?.rows ?? []).map((row) => row.map((cell) => cell.text))
}

function fromRows(rows: readonly Row[], about: AboutList): ListFile {
  // Offices put a title or two above the header.
  for (let at = 0; at < Math.min(rows.length, HEADER_WITHIN); at += 1) {
    const header = (rows[at] ?? []).map((cell) => String(cell ?? ''))
    const reading = readUnits({ ...about, header, rows: rows.slice(at + 1) })
    if ('list' in reading) return reading
  }
  return { error: 'Không thấy cột mã và cột tên. Dòng tiêu đề cần có “Mã” và “Tên” (hoặc “code” và “name”).' }
}
