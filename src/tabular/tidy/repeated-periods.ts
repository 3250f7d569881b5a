import type { TableLayout } from '../layout/layout.ts'
import { formatPeriod, readPeriod } from '../values/period.ts'
import type { Ledger } from './ledger.ts'

/** "KH 2023" beside "Ước TH 2023": two words say that both columns are meant. */
const areBothMeant = (status: string | undefined, before: string | undefined): boolean =>
  status !== undefined && before !== undefined && status !== before

/** Two columns of figures headed by the same period ("2014", "Prel. 2014") hint at a misprinted year. */
export function noteRepeatedPeriods(ledger: Ledger, table: TableLayout, sheet: string | undefined): void {
  const seen = new Map<string, string | undefined>()
  for (const { column, parts } of table.paths) {
    const read = parts.length === 1 ? readPeriod(parts[0] ?? '') : undefined
    const period = read ? formatPeriod(read.time) : undefined
    if (period === undefined) continue
    const status = read?.status
    if (seen.has(period) && !areBothMeant(status, seen.get(period))) {
      const header = table.segment.header.at(-1)
      const row = header === undefined ? {} : { row: header + 1 }
      const at = { ...(sheet === undefined ? {} : { sheet }), ...row, column: column + 1 }
      ledger.problem({ code: 'repeated-period', severity: 'warning', ...at, params: { period } })
    }
    seen.set(period, status)
  }
}
