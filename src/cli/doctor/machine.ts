import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { findBinaries } from '../../platform/db/binaries.ts'
import { findProgram } from '../../platform/db/place.ts'
import { isAppError } from '../../platform/errors.ts'
import { type CheckResult, fine, problem, warning } from './check.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const NEEDED_NODE = 24

export function checkNodeVersion(version = process.versions.node): CheckResult {
  if (Number(version.split('.')[0]) >= NEEDED_NODE) return fine(`Node ${version}`, `Node ${version}`)
  return problem(
    { vi: `Node ${version}; cần từ ${NEEDED_NODE}`, en: `Node ${version}; ${NEEDED_NODE} or later is needed` },
    {
      vi: 'Chạy qua “npx nguon …” hoặc “npm start”: chúng dùng Node đi kèm.',
      en: 'Run "npx nguon …" or "npm start": they use the bundled Node.',
    },
  )
}

interface PackageFile {
  readonly version?: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** Whether every package this program runs on is there in its version; a broken `npm ci` leaves gaps. */
export async function checkPackages(root = ROOT): Promise<CheckResult> {
  const own = await readPackage(`${root}package.json`)
  const platform = `${process.platform}-${process.arch}`
  const optional = Object.entries(own?.optionalDependencies ?? {}).filter(([name]) => name.endsWith(platform))
  const wanted = [...Object.entries(own?.dependencies ?? {}), ...optional]
  const wrong: string[] = []
  for (const [name, version] of wanted) {
    const found = await readPackage(`${root}node_modules/${name}/package.json`)
    if (found?.version !== version) wrong.push(name)
  }
  if (wrong.length === 0) return fine(`Đủ ${wanted.length} gói npm`, `All ${wanted.length} npm packages are there`)
  const names = wrong.slice(0, 5).join(', ')
  return problem(
    {
      vi: `Thiếu hoặc lệch ${wrong.length} gói npm: ${names}`,
      en: `${wrong.length} npm packages missing or of another version: ${names}`,
    },
    { vi: 'Chạy “npm ci”.', en: 'Run "npm ci".' },
  )
}

async function readPackage(path: string): Promise<PackageFile | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as PackageFile)
}

/** Whether PostgreSQL's own files and links are whole; with a server of one's own they are not needed. */
export async function checkBinaries(databaseUrl: string | undefined): Promise<CheckResult> {
  if (databaseUrl)
    return fine('Dùng máy chủ PostgreSQL riêng (DATABASE_URL)', 'A PostgreSQL server of your own (DATABASE_URL)')
  try {
    await findBinaries()
    return fine('PostgreSQL đi kèm đầy đủ', 'The bundled PostgreSQL is whole')
  } catch (error) {
    const said = isAppError(error) ? error.said : { vi: String(error), en: String(error) }
    return problem(said, { vi: 'Chạy “npm ci”, hoặc đặt DATABASE_URL.', en: 'Run "npm ci", or set DATABASE_URL.' })
  }
}

/** Programs of util-linux that make the node safer; it also runs without them. */
export async function checkGuards(): Promise<readonly CheckResult[]> {
  const [setpriv, prlimit] = await Promise.all([findProgram('setpriv'), findProgram('prlimit')])
  const install = { vi: 'Cài gói util-linux.', en: 'Install util-linux.' }
  return [
    setpriv
      ? fine('Có setpriv', 'setpriv is there')
      : warning(
          {
            vi: 'Không có setpriv: sau kill -9, PostgreSQL chỉ dừng ở lần khởi động sau',
            en: 'No setpriv: after a kill -9 PostgreSQL is ended by the next start only',
          },
          install,
        ),
    prlimit
      ? fine('Có prlimit', 'prlimit is there')
      : warning(
          {
            vi: 'Không có prlimit: tiến trình đọc tệp không bị giới hạn bộ nhớ',
            en: 'No prlimit: processes that read files have no memory limit',
          },
          install,
        ),
  ]
}
