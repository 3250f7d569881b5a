import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../testing/free-port.ts'

/** A database server of the operating system, started for one test file on a port of its own. */
export interface LiveServer {
  readonly host: string
  readonly port: number
  stop(): Promise<void>
}

const PG_BIN = ['18', '17', '16', '15', '14', '13']
  .map((v) => `/usr/lib/postgresql/${v}/bin`)
  .find((dir) => existsSync(dir))
const MARIADB = ['/usr/sbin/mariadbd', '/usr/bin/mariadbd'].find((path) => existsSync(path))
const MARIADB_INSTALL = '/usr/bin/mariadb-install-db'

/** Whether Debian's PostgreSQL, whether Debian's MariaDB is on this machine. */
export const hasPostgresql = PG_BIN !== undefined
export const hasMariadb = MARIADB !== undefined && existsSync(MARIADB_INSTALL)

const NOBODY = 65_534
const READY_MS = 60_000

/** Debian's PostgreSQL over TCP; superuser `chu` with this password. */
export async function startPostgresql(password: string): Promise<LiveServer> {
  const { dir, asNobody } = await place('pg')
  const port = await freePort()
  const passwordFile = join(dir, 'pw')
  await writeFile(passwordFile, password, { mode: 0o644 })
  run(
    `${PG_BIN}/initdb`,
    [
      '-D',
      join(dir, 'data'),
      '-U',
      'chu',
      '--pwfile',
      passwordFile,
      '-A',
      'scram-sha-256',
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    asNobody,
  )
  const child = spawn(
    `${PG_BIN}/postgres`,
    ['-D', join(dir, 'data'), '-k', dir, '-c', 'listen_addresses=127.0.0.1', '-p', String(port), '-c', 'fsync=off'],
    { ...asNobody, cwd: '/', stdio: 'ignore' },
  )
  await untilOpen(port)
  return { host: '127.0.0.1', port, stop: () => stop(child, 'SIGINT', dir) }
}

/** Debian's MariaDB over TCP; user `chu` with this password and all rights. */
export async function startMariadb(password: string): Promise<LiveServer> {
  const { dir, asNobody } = await place('maria')
  const port = await freePort()
  const data = join(dir, 'data')
  const common = ['--no-defaults', `--datadir=${data}`]
  run(MARIADB_INSTALL, [...common, '--auth-root-authentication-method=normal', '--skip-test-db'], asNobody)
  const init = join(dir, 'init.sql')
  const grant = `create user chu@'%' identified by '${password}';\ngrant all on *.* to chu@'%' with grant option;\n`
  await writeFile(init, grant, { mode: 0o644 })
  const child = spawn(
    MARIADB ?? '',
    [
      ...common,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      // Otherwise the nameless account of the same machine comes before ours.
      '--skip-name-resolve',
      `--socket=${join(dir, 's')}`,
      `--init-file=${init}`,
      `--pid-file=${join(dir, 'pid')}`,
    ],
    { ...asNobody, cwd: '/', stdio: 'ignore' },
  )
  await untilOpen(port)
  return { host: '127.0.0.1', port, stop: () => stop(child, 'SIGTERM', dir) }
}

// Both servers refuse to run as root.
async function place(name: string) {
  const dir = await mkdtemp(join(tmpdir(), `nguon-${name}-`))
  const isRoot = process.getuid?.() === 0
  if (isRoot) {
    await chown(dir, NOBODY, NOBODY)
    await chmod(dir, 0o755)
  }
  return { dir, asNobody: isRoot ? { uid: NOBODY, gid: NOBODY } : {} }
}

function run(program: string, args: readonly string[], as: { uid?: number; gid?: number }): void {
  const { status, stderr } = spawnSync(program, [...args], { ...as, cwd: '/', encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program}: ${stderr.slice(-800)}`)
}

async function untilOpen(port: number): Promise<void> {
  for (const deadline = Date.now() + READY_MS; Date.now() < deadline; await sleep(100)) {
    const isOpen = await new Promise<boolean>((tell) => {
      const socket = new Socket()
      socket.once('error', () => tell(false))
      socket.connect(port, '127.0.0.1', () => {
        socket.destroy()
        tell(true)
      })
    })
    if (isOpen) return
  }
  throw new Error(`no server at port ${port}`)
}

async function stop(child: ChildProcess, signal: NodeJS.Signals, dir: string): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill(signal)
  await gone
  await rm(dir, { recursive: true, force: true })
}
