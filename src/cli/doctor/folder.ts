import { access, constants, mkdir, readdir, readFile, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Config } from '../../config.ts'
import { runningPid } from '../../platform/db/embedded.ts'
import { readPlace } from '../../platform/db/place.ts'
import { bytes } from '../say.ts'
import { type CheckResult, fine, problem, warning } from './check.ts'

const LITTLE_SPACE = 2e9
const NO_SPACE = 200e6

export async function checkDataFolder({ dataDir }: Config): Promise<readonly CheckResult[]> {
  const probe = join(dataDir, `.doctor-${process.pid}`)
  try {
    await mkdir(dataDir, { recursive: true })
    await writeFile(probe, 'x', { flush: true })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [
      problem(
        { vi: `Không ghi được vào ${dataDir}: ${reason}`, en: `${dataDir} cannot be written: ${reason}` },
        {
          vi: 'Sửa quyền của thư mục, hoặc đặt NGUON_DATA sang nơi khác.',
          en: 'Mend its permissions, or set NGUON_DATA elsewhere.',
        },
      ),
    ]
  } finally {
    await rm(probe, { force: true }).catch(() => undefined)
  }
  const folders = [dataDir, dirname((await readPlace(dataDir))?.pgData ?? join(dataDir, 'pg'))]
  const free = await Promise.all(folders.map(freeBytes))
  return [fine(`Ghi được vào ${dataDir}`, `${dataDir} can be written`), spaceResult(Math.min(...free))]
}

async function freeBytes(folder: string): Promise<number> {
  const facts = await statfs(folder).catch(() => undefined)
  return facts ? facts.bavail * facts.bsize : Number.POSITIVE_INFINITY
}

export function spaceResult(free: number): CheckResult {
  const said = { vi: `Còn ${bytes(free)} chỗ trống trên đĩa`, en: `${bytes(free)} free on the disk` }
  const way = {
    vi: 'Dọn đĩa hoặc chuyển NGUON_DATA sang đĩa khác.',
    en: 'Free some space, or move NGUON_DATA to another disk.',
  }
  if (free < NO_SPACE) return problem(said, way)
  return free < LITTLE_SPACE ? warning(said, way) : { mark: '✓', what: said }
}

export async function checkKeyFile({ keyFile }: Config): Promise<CheckResult> {
  const facts = await stat(keyFile).catch(() => undefined)
  if (!facts) return fine('Chưa có khóa của nút; lần khởi động đầu sẽ tạo', 'No node key yet; the first start makes it')
  if ((facts.mode & 0o077) !== 0) {
    return problem(
      { vi: `Người khác trên máy đọc được ${keyFile}`, en: `Others on this machine can read ${keyFile}` },
      { vi: `Chạy: chmod 600 ${keyFile}`, en: `Run: chmod 600 ${keyFile}` },
    )
  }
  const readable = await access(keyFile, constants.R_OK).then(
    () => true,
    () => false,
  )
  if (readable) return fine('Khóa của nút chỉ mình chủ đọc được', 'The node key is readable by its owner only')
  return problem(
    { vi: `Không đọc được ${keyFile}`, en: `${keyFile} cannot be read` },
    {
      vi: 'Chạy bằng đúng người dùng, hoặc sửa chủ của tệp.',
      en: 'Run as the right user, or mend the owner of the file.',
    },
  )
}

/** Who works in this data folder, and what a killed start left behind. */
export async function checkLeftovers({ dataDir }: Config): Promise<readonly CheckResult[]> {
  const holder = Number(await readFile(join(dataDir, 'nguon.lock'), 'utf8').catch(() => ''))
  const alive = holder > 0 && (await isAlive(holder))
  const place = await readPlace(dataDir)
  const postgres = place && (await runningPid(place.pgData))
  const results: CheckResult[] = []
  if (holder > 0 && !alive) {
    results.push(
      warning(
        {
          vi: `Khóa thư mục của tiến trình ${holder} đã chết còn lại`,
          en: `The lock of process ${holder}, which is gone, is still there`,
        },
        { vi: 'Không cần làm gì: lần khởi động sau tự gỡ.', en: 'Nothing to do: the next start removes it.' },
      ),
    )
  }
  if (postgres && !alive) {
    results.push(
      warning(
        {
          vi: `PostgreSQL mồ côi đang chạy (tiến trình ${postgres})`,
          en: `An orphan PostgreSQL is running (process ${postgres})`,
        },
        {
          vi: `Lần khởi động sau tự dừng nó; hoặc chạy “kill -INT ${postgres}”.`,
          en: `The next start ends it; or run "kill -INT ${postgres}".`,
        },
      ),
    )
  }
  if (results.length > 0) return results
  return [
    alive
      ? fine(`Nút đang chạy (tiến trình ${holder})`, `The node is running (process ${holder})`)
      : fine('Không có gì sót lại từ lần chạy trước', 'Nothing is left of an earlier run'),
  ]
}

async function isAlive(pid: number): Promise<boolean> {
  return access(`/proc/${pid}`).then(
    () => true,
    () => false,
  )
}

export async function checkSearchSnapshot({ dataDir }: Config): Promise<CheckResult> {
  const names = await readdir(join(dataDir, 'search')).catch(() => [])
  if (names.length > 0) return fine('Có ảnh chụp chỉ mục tìm kiếm', 'There is a snapshot of the search index')
  return fine(
    'Chưa có ảnh chụp chỉ mục tìm kiếm; lần khởi động sẽ dựng lại',
    'No snapshot of the search index; a start builds it',
  )
}
