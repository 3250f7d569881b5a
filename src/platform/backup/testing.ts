import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { access, chown, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect, type Database } from '../db/index.ts'
import { silentLog } from '../log.ts'

const BIN = '/usr/lib/postgresql/15/bin'
const NOBODY = { uid: 65_534, gid: 65_534 }

/** Whether the oldest PostgreSQL we support is on this machine. */
export async function hasPostgres15(): Promise<boolean> {
  return access(`${BIN}/initdb`).then(
    () => true,
    () => false,
  )
}

export interface Postgres15 {
  /** An empty database whose owner is no superuser. */
  open(): Promise<Database>
  stop(): Promise<void>
}

/** A throw-away server of Debian's PostgreSQL 15 that keeps nothing. */
export async function startPostgres15(): Promise<Postgres15> {
  const runAs = process.getuid?.() === 0 ? NOBODY : undefined
  const home = await mkdtemp(join(tmpdir(), 'nguon-pg15-'))
  const [data, socketDir] = [join(home, 'data'), join(home, 'run')]
  await mkdir(socketDir)
  if (runAs) for (const folder of [home, socketDir]) await chown(folder, runAs.uid, runAs.gid)
  const options = { ...runAs, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] as ['ignore', 'ignore', 'pipe'] }
  await ended(spawn(`${BIN}/initdb`, ['-D', data, '-U', 'nguon', '-A', 'trust', '-E', 'UTF8', '--no-sync'], options))
  const server = spawn(
    `${BIN}/postgres`,
    ['-D', data, '-k', socketDir, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    options,
  )
  await saysReady(server)
  return {
    async open() {
      const name = `test_${randomBytes(4).toString('hex')}`
      const admin = connect({ at: { socketDir, database: 'postgres' }, log: silentLog, poolSize: 1 })
      await admin.pool.query(`create role ${name} login`)
      await admin.pool.query(`create database ${name} owner ${name}`)
      await admin.close()
      return connect({
        at: `postgres://${name}@localhost/${name}?host=${encodeURIComponent(socketDir)}`,
        log: silentLog,
      })
    },
    async stop() {
      server.kill('SIGINT')
      await ended(server)
      await rm(home, { recursive: true, force: true })
    },
  }
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', () => resolve())
  })
}

function saysReady(server: ChildProcess): Promise<void> {
  let text = ''
  return new Promise((resolve, reject) => {
    server.once('exit', () => reject(new Error(text)))
    server.stderr?.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      if (text.includes('ready to accept connections')) resolve()
    })
  })
}
