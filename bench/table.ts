import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { CsvColumn } from '../src/platform/duck/index.ts'

/** A generated table as agencies have them: codes, provinces, years, amounts, dates, names, gaps. */
export const columns: readonly CsvColumn[] = [
  { name: 'stt', source: 0, type: 'integer' },
  { name: 'ma_don_vi', source: 1, type: 'text' },
  { name: 'tinh', source: 2, type: 'text' },
  { name: 'nam', source: 3, type: 'integer' },
  { name: 'so_tien', source: 4, type: 'decimal', missing: ['..', '-'] },
  { name: 'ngay', source: 5, type: 'date' },
  { name: 'ten', source: 6, type: 'text', missing: ['..', '-'] },
  { name: 'so_luong', source: 7, type: 'integer', missing: ['..', '-'] },
  { name: 'ty_le', source: 8, type: 'decimal', missing: ['..', '-'] },
  { name: 'hoat_dong', source: 9, type: 'boolean' },
]

/** SQL of the generated rows; about 130 bytes a row as CSV. */
export function rowsSql(rows: number): string {
  return `SELECT range AS stt, 'DV-' || lpad((range % 9973)::VARCHAR, 5, '0') AS ma_don_vi,
    (['Hà Nội', 'Đà Nẵng', 'Thành phố Hồ Chí Minh', 'Cần Thơ', 'Huế', 'Hải Phòng'])[(1 + hash(range) % 6)::INTEGER] AS tinh,
    2000 + range % 25 AS nam, (hash(range) % 1000000) / 100.0 AS so_tien, DATE '2000-01-01' + (range % 9000)::INTEGER AS ngay,
    'Công ty trách nhiệm hữu hạn số ' || hash(range) % 100000 AS ten, hash(range) % 1000 AS so_luong,
    CASE WHEN range % 50 = 0 THEN NULL ELSE (hash(range + 1) % 100000) / 7.0 END AS ty_le, range % 3 = 0 AS hoat_dong
    FROM range(${rows})`
}

/** DuckDB as anybody would use it: our memory, two threads, nothing of ours around it. */
export async function bareDuck(memoryMb: number): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: `${memoryMb}MB` })
  return await instance.connect()
}

export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN
}

/** The value of `--name N`, or what is usual. */
export function numberOption(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`)
  const given = at < 0 ? undefined : process.argv[at + 1]
  return given === undefined ? usual : Number(given)
}

export const isSmoke = process.argv.includes('--smoke')

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
