import { createHash } from 'node:crypto'
import type { Said } from '../../../platform/errors.ts'
import type { InventoryReading, PlannedDatabase, PlannedSystem } from './model.ts'
import type { Ledger } from './read-rows.ts'

/** Notes the sheets and the columns that nothing was read of. */
export function noteLeftOut({ tables, leftSheets }: InventoryReading, { notes }: Ledger): void {
  const note = (said: Said) => void notes.set(said.vi, said)
  for (const sheet of leftSheets)
    note({
      vi: `Trang “${sheet}” không có bảng nào nhận ra; không đọc.`,
      en: `No list was found in sheet “${sheet}”; it was not read.`,
    })
  for (const { sheet, columns } of tables) {
    const left = columns.filter(({ target }) => target === undefined).map(({ heading }) => `“${heading}”`)
    if (left.length > 0)
      note({
        vi: `Trang “${sheet}”: cột ${left.join(', ')} không có chỗ trong bản đồ dữ liệu; bỏ qua.`,
        en: `Sheet “${sheet}”: columns ${left.join(', ')} have no place in the data map and are left out.`,
      })
  }
}

/** Changes whenever what would be saved changes. */
export function digestOf(databases: readonly PlannedDatabase[], systems: readonly PlannedSystem[]): string {
  const hash = createHash('sha256')
  for (const { action, agencyId, resourceId, changeId, revision, record } of databases)
    hash.update(JSON.stringify([action, agencyId, resourceId, changeId, revision, record]))
  for (const { action, key, systemId, revision, statement } of systems)
    hash.update(JSON.stringify([action, key, systemId, revision, statement]))
  return hash.digest('base64url').slice(0, 22)
}
