import type pg from 'pg'
import type { Config } from '../../config.ts'
import { readUnsealedWindow } from '../../platform/audit/index.ts'
import { listBackups } from '../../platform/backup/index.ts'
import { findRunning } from '../../platform/db/find-running.ts'
import { connect, readMigrations } from '../../platform/db/index.ts'
import { silentLog } from '../../platform/log.ts'
import { type CheckResult, fine, problem, warning } from './check.ts'

const DATABASE = 'nguon'
const SEAL_LAG_S = 60
const BACKUP_DAYS = 7
const DAY_MS = 86_400_000

/** Looks into the store where one is running; starts none. */
export async function checkStore(config: Config, now: Date): Promise<readonly CheckResult[]> {
  const running = config.databaseUrl ? undefined : await findRunning(config.dataDir)
  const at = config.databaseUrl ?? (running && { socketDir: running.socketDir, database: DATABASE })
  if (!at) {
    return [
      fine(
        'Kho dữ liệu chưa chạy; lược đồ, niêm phong và bản sao lưu được xem khi nút đang chạy',
        'The store is not running; schema, seals and backups are looked at while the node runs',
      ),
    ]
  }
  const database = connect({ at, log: silentLog, poolSize: 2 })
  try {
    const migrations = await checkMigrations(database.pool)
    if (migrations.mark === '✗') return [migrations]
    return [migrations, await checkSeals(database.pool, now), await checkBackups(database.pool, now)]
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [
      problem(
        { vi: `Không dùng được PostgreSQL: ${reason}`, en: `PostgreSQL cannot be used: ${reason}` },
        {
          vi: 'Kiểm tra DATABASE_URL và máy chủ đó, hoặc khởi động lại nút.',
          en: 'Check DATABASE_URL and that server, or restart the node.',
        },
      ),
    ]
  } finally {
    await database.close()
  }
}

async function checkMigrations(pool: pg.Pool): Promise<CheckResult> {
  const { rows: made } = await pool.query<{ made: boolean }>(
    `select to_regclass('platform.migration') is not null as made`,
  )
  if (!made[0]?.made)
    return fine(
      'Cơ sở dữ liệu trống; lần khởi động đầu sẽ tạo lược đồ',
      'The database is empty; the first start makes the schema',
    )
  const { rows } = await pool.query<{ number: number; name: string; hash: string }>(
    'select number, name, hash from platform.migration',
  )
  const known = await readMigrations()
  const landed = new Map(rows.map((row) => [row.number, row]))
  const changed = known.filter(({ number, hash }) => landed.get(number) && landed.get(number)?.hash !== hash)
  const numbers = new Set(known.map((migration) => migration.number))
  const unknown = rows.filter((row) => !numbers.has(row.number))
  const strange = [...changed, ...unknown].map((migration) => migration.name)
  if (strange.length > 0) {
    return problem(
      {
        vi: `Lược đồ thuộc phiên bản khác của chương trình: ${strange.join(', ')}`,
        en: `The schema belongs to another release: ${strange.join(', ')}`,
      },
      {
        vi: 'Cài đúng phiên bản đã chạy lần trước, hoặc mới hơn.',
        en: 'Install the release that ran before, or a later one.',
      },
    )
  }
  const missing = known.length - landed.size
  if (missing === 0) return fine(`Lược đồ đủ ${known.length} bước`, `The schema has all ${known.length} steps`)
  return warning(
    { vi: `Lược đồ còn thiếu ${missing} bước`, en: `${missing} steps of the schema are missing` },
    { vi: 'Khởi động lại nút; nó tự áp dụng.', en: 'Restart the node; it applies them.' },
  )
}

async function checkSeals(pool: pg.Pool, now: Date): Promise<CheckResult> {
  const { count, oldest } = await readUnsealedWindow(pool)
  const lag = oldest ? Math.round((now.getTime() - oldest.getTime()) / 1000) : 0
  if (lag < SEAL_LAG_S)
    return fine(`Nhật ký được niêm phong (${count} bản ghi đang chờ)`, `Evidence is sealed (${count} records wait)`)
  return problem(
    {
      vi: `${count} bản ghi nhật ký chưa niêm phong, lâu nhất ${lag} giây`,
      en: `${count} records are not sealed, the oldest for ${lag} seconds`,
    },
    {
      vi: 'Chạy “nguon audit verify” và xem nhật ký lỗi của nút.',
      en: 'Run "nguon audit verify" and read the node’s log.',
    },
  )
}

async function checkBackups(pool: pg.Pool, now: Date): Promise<CheckResult> {
  const [last] = await listBackups(pool)
  const way = {
    vi: 'Chạy “nguon backup”, rồi chép tệp sang máy khác.',
    en: 'Run "nguon backup" and copy the file to another machine.',
  }
  if (!last) return warning({ vi: 'Chưa có bản sao lưu nào', en: 'There is no backup yet' }, way)
  const days = Math.floor((now.getTime() - last.madeAt.getTime()) / DAY_MS)
  const said = {
    vi: `Sao lưu gần nhất ${days} ngày trước (${last.path})`,
    en: `Last backup ${days} days ago (${last.path})`,
  }
  return days > BACKUP_DAYS ? warning(said, way) : { mark: '✓', what: said }
}
