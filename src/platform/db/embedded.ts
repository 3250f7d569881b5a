import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Log } from '../log.ts'
import { copyBinaries, findBinaries } from './binaries.ts'
import { choosePlace, findProgram, type Place, reachableByOthers } from './place.ts'
import { StartError } from './start-error.ts'

/** A running embedded PostgreSQL. It listens on a Unix socket only. */
export interface EmbeddedPostgres {
  readonly socketDir: string
  readonly pid: number
  /** Resolves when the server has gone, whoever ended it. */
  readonly gone: Promise<void>
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly log: Log
  /** For tests only: no fsync, nothing survives a power cut. */
  readonly durable?: boolean
}

/** Starts the PostgreSQL that came with npm; makes its cluster at the first start and takes over what a killed start left. */
export async function startEmbedded({ dataDir, log, durable = true }: EmbeddedOptions): Promise<EmbeddedPostgres> {
  await mkdir(dataDir, { recursive: true })
  const place = await choosePlace(dataDir)
  const native = await reachableBinaries(place)
  await endOrphan(place, log)
  if ((await readdir(place.pgData)).length === 0) await initCluster(native, place, durable)
  return launch(native, place, { log, durable })
}

async function reachableBinaries(place: Place): Promise<string> {
  const native = await findBinaries()
  if (!place.runAs || (await reachableByOthers(native))) return native
  return copyBinaries(native, join('/var/lib/nguon', 'postgresql'))
}

async function initCluster(native: string, place: Place, durable: boolean): Promise<void> {
  const args = ['-D', place.pgData, '-U', 'nguon', '-A', 'trust', '--encoding=UTF8', '--locale-provider=builtin']
  args.push('--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions', ...(durable ? [] : ['--no-sync']))
  const child = spawn(join(native, 'bin', 'initdb'), args, {
    ...place.runAs,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said = await collect(child)
  if (said.code !== 0) throw startFailure(said.text)
}

async function launch(
  native: string,
  place: Place,
  options: { log: Log; durable: boolean },
): Promise<EmbeddedPostgres> {
  const settings = [
    'listen_addresses=',
    'max_connections=60',
    'shared_buffers=64MB',
    'timezone=UTC',
    'log_timezone=UTC',
  ]
  if (!options.durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  const args = ['-D', place.pgData, '-k', place.socketDir, ...settings.flatMap((setting) => ['-c', setting])]
  const [program, ...words] = await bindToParent([join(native, 'bin', 'postgres'), ...args], place, options.log)
  const child = spawn(program ?? '', words, {
    ...(program?.endsWith('setpriv') ? {} : place.runAs),
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    // Out of the terminal's process group: Ctrl-C must reach us first, so that writers drain before their store goes.
    detached: true,
  })
  const gone = new Promise<void>((done) => child.once('exit', () => done()))
  await ready(child)
  return { socketDir: place.socketDir, pid: child.pid ?? 0, gone, stop: () => stop(child, gone) }
}

// Without setpriv a killed parent leaves the server running; the next start finds and ends it.
async function bindToParent(command: string[], place: Place, log: Log): Promise<string[]> {
  const setpriv = await findProgram('setpriv')
  if (!setpriv) {
    log.warn({}, 'setpriv is not on this machine: after a kill -9 PostgreSQL is ended by the next start only')
    return command
  }
  const user = place.runAs ? [`--reuid=${place.runAs.uid}`, `--regid=${place.runAs.gid}`, '--clear-groups'] : []
  return [setpriv, '--pdeathsig', 'INT', ...user, ...command]
}

async function ready(child: ChildProcess): Promise<void> {
  let text = ''
  await new Promise<void>((resolve, reject) => {
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-8000)
      if (text.includes('ready to accept connections')) resolve()
    })
    child.once('error', reject)
    child.once('exit', () => reject(startFailure(text)))
  })
  child.stderr?.removeAllListeners('data').resume()
}

async function stop(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT')
  const ended = await Promise.race([gone.then(() => true), sleep(15_000, false, { ref: false })])
  if (!ended) child.kill('SIGQUIT')
  await gone
}

/** Pid of the server that holds this cluster, if it is alive and really a postgres of this folder. */
export async function runningPid(pgData: string): Promise<number | undefined> {
  const lock = await readFile(join(pgData, 'postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(lock.split('\n')[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('postgres') && command.includes(pgData) ? pid : undefined
}

async function endOrphan(place: Place, log: Log): Promise<void> {
  const pid = await runningPid(place.pgData)
  if (!pid) return
  log.warn({ pid }, 'a PostgreSQL of an earlier start is still running; ending it')
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 150; tries++) {
    if (!(await runningPid(place.pgData))) return
    await sleep(100)
  }
  throw new StartError('orphan-postgres', {
    vi: `PostgreSQL của lần chạy trước (tiến trình ${pid}) không chịu dừng. Hãy chạy "kill ${pid}" rồi thử lại.`,
    en: `PostgreSQL of an earlier start (process ${pid}) does not stop. Run "kill ${pid}" and try again.`,
  })
}

async function collect(child: ChildProcess): Promise<{ code: number | null; text: string }> {
  let text = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, text }))
  })
}

function startFailure(text: string): StartError {
  if (/No space left on device/i.test(text)) {
    return new StartError('disk-full', {
      vi: 'Ổ đĩa đã đầy nên PostgreSQL không khởi động được. Hãy dọn chỗ rồi chạy lại.',
      en: 'The disk is full, so PostgreSQL cannot start. Make room and start again.',
    })
  }
  const last = text.trim().split('\n').slice(-3).join(' ')
  return new StartError('postgres', {
    vi: `PostgreSQL không khởi động được: ${last}. Chạy "npx nguon doctor" để tìm nguyên nhân.`,
    en: `PostgreSQL did not start: ${last}. Run "npx nguon doctor" to find out why.`,
  })
}
