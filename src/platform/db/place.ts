import { createHash, randomBytes } from 'node:crypto'
import { access, chmod, chown, constants, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { StartError } from './start-error.ts'

/** Where the embedded PostgreSQL keeps its files and its socket. Noted in `where-pg` for doctor, backup and the CLI. */
export interface Place {
  readonly pgData: string
  readonly socketDir: string
  /** PostgreSQL refuses to run as root: then it runs as this user, the traditional "nobody". */
  readonly runAs: { readonly uid: number; readonly gid: number } | undefined
}

const NOBODY = { uid: 65_534, gid: 65_534 }
// A socket address holds 108 bytes, and "/.s.PGSQL.5432" with its end takes 15 of them.
const MAX_SOCKET_DIR_BYTES = 92

/** The folders noted for `dataDir`, or new ones; makes them and writes the note. */
export async function choosePlace(dataDir: string): Promise<Place> {
  const place = process.getuid?.() === 0 ? await placeForRoot(dataDir) : await placeForUser(dataDir)
  // The way down must be open to "nobody"; only the two folders themselves are closed.
  if (place.runAs) await mkdir(dirname(place.pgData), { recursive: true, mode: 0o711 })
  for (const folder of [place.pgData, place.socketDir]) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (place.runAs) await chown(folder, place.runAs.uid, place.runAs.gid)
    await chmod(folder, 0o700)
  }
  await writeFile(join(dataDir, 'where-pg'), `${JSON.stringify(place)}\n`, { mode: 0o600 })
  return place
}

/** Reads the note left by an earlier start. */
export async function readPlace(dataDir: string): Promise<Place | undefined> {
  const text = await readFile(join(dataDir, 'where-pg'), 'utf8').catch(() => undefined)
  return text ? (JSON.parse(text) as Place) : undefined
}

// A root's checkout or data folder often lies under a closed home, which "nobody" cannot enter.
async function placeForRoot(dataDir: string): Promise<Place> {
  const noted = await readPlace(dataDir)
  if (noted?.runAs) return noted
  // An ordinary user has run it here before: it goes on as theirs.
  const owner = await stat(join(dataDir, 'pg')).catch(() => undefined)
  if (owner && owner.uid !== 0) return { ...nearPlace(dataDir), runAs: { uid: owner.uid, gid: owner.gid } }
  // The name is drawn, not derived: a data folder that was deleted and made anew must not find the old store.
  const home = join('/var/lib/nguon', randomBytes(6).toString('hex'))
  return { pgData: join(home, 'pg'), socketDir: join(home, 'run'), runAs: NOBODY }
}

async function placeForUser(dataDir: string): Promise<Place> {
  const noted = await readPlace(dataDir)
  if (noted?.runAs && noted.runAs.uid !== process.getuid?.()) throw foreignFolder(dataDir)
  return nearPlace(dataDir)
}

function nearPlace(dataDir: string): Place {
  const near = join(dataDir, 'run')
  const short = Buffer.byteLength(near) <= MAX_SOCKET_DIR_BYTES
  return {
    pgData: join(dataDir, 'pg'),
    socketDir: short ? near : join(tmpdir(), `nguon-${shortHash(dataDir)}`),
    runAs: undefined,
  }
}

function foreignFolder(dataDir: string): StartError {
  return new StartError('foreign-folder', {
    vi: `Thư mục ${dataDir} do root tạo. Hãy chạy bằng root, hoặc đặt NGUON_DATA sang thư mục khác.`,
    en: `${dataDir} was made by root. Run as root, or set NGUON_DATA to another folder.`,
  })
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** Whether "nobody" can walk down to `path`; the mode bits decide, since root itself always can. */
export async function reachableByOthers(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode } = await stat(folder)
    if ((mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

/** Whether a program is on the machine, e.g. `setpriv` of util-linux. */
export async function findProgram(name: string): Promise<string | undefined> {
  for (const folder of ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin']) {
    const path = join(folder, name)
    const found = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return path
  }
  return undefined
}
