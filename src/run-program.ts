import { readConfig } from './config.ts'
import type { ModuleOptions } from './modules.ts'
import { createLog } from './platform/log.ts'
import { type RunningServer, startServer } from './server.ts'
import { sayStartFailure, sayWelcome } from './start-messages.ts'

const DRAIN_MS = 20_000

/** Runs a node as a process: starts it, says where it is, and drains it when asked to end or when its store has gone. */
export async function runProgram(env: Readonly<NodeJS.ProcessEnv>, options: ModuleOptions = {}): Promise<void> {
  try {
    const config = readConfig(env)
    const log = createLog(config.logLevel)
    const server = await startServer(config, { ...options, log, say: (line) => process.stdout.write(`${line}\n`) })
    sayWelcome(server)
    endWhenAsked(server)
  } catch (error) {
    sayStartFailure(error)
    process.exit(1)
  }
}

function endWhenAsked(server: RunningServer): void {
  let ending = false
  const end = (why: string, code: number) => {
    if (ending) return
    ending = true
    process.stdout.write(`\n${why}: đang dừng…\n`)
    setTimeout(() => process.exit(1), DRAIN_MS).unref()
    void server.close().then(
      () => process.exit(code),
      () => process.exit(1),
    )
  }
  process.once('SIGINT', () => end('SIGINT', 0))
  process.once('SIGTERM', () => end('SIGTERM', 0))
  // Started by `npm start`, which was killed: nobody could end us by Ctrl-C any more.
  process.once('disconnect', () => end('npm start', 1))
  // Without its store the program can do nothing; whoever watches over it starts it anew.
  void server.databaseGone.then(() => end('PostgreSQL', 1))
}
