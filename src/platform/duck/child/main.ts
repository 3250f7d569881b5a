import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { toErrorMessage } from '../errors.ts'
import type { CallName, ChildSettings, FromChild, ToChild } from '../protocol.ts'
import { answers } from './answers.ts'
import { openDatabase } from './database.ts'

/** The child process: takes questions as messages, answers them from its own DuckDB. */
function main(): void {
  const running = new Map<number, DuckDBConnection>()
  let database: Promise<DuckDBInstance> | undefined
  const send = (message: FromChild): void => void process.send?.(message)

  async function open(settings: ChildSettings): Promise<void> {
    database = openDatabase(settings)
    await database
    send({ type: 'ready' })
  }

  async function answer(id: number, name: CallName, args: unknown): Promise<void> {
    const before = process.cpuUsage()
    try {
      const connection = await (await database)?.connect()
      if (connection === undefined) throw new Error('asked before it was opened')
      running.set(id, connection)
      const work = { connection, interrupts: (other: DuckDBConnection) => void running.set(id, other) }
      try {
        const value = await answers[name](work, args as never)
        send({ type: 'done', id, cpuMs: cpuSince(before), value })
      } finally {
        running.delete(id)
        if (name !== 'export.open') connection.closeSync()
      }
    } catch (error) {
      send({ type: 'failed', id, cpuMs: cpuSince(before), error: toErrorMessage(error) })
    }
  }

  process.on('message', (received) => {
    const message = received as ToChild
    if (message.type === 'open') open(message.settings).catch(die)
    else if (message.type === 'cancel') running.get(message.id)?.interrupt()
    else void answer(message.id, message.name, message.args)
  })
  // When the parent is gone nobody wants the result; a running query must not hold us.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'))
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function die(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
  process.disconnect()
}

main()
