import { readConfig } from './config.ts'
import { createLog } from './platform/log.ts'
import { startServer } from './server.ts'
import { sayStartFailure, sayWelcome } from './start-messages.ts'

// DuckDB's pool and file reads share these threads; four would let one query hold up every file.
process.env['UV_THREADPOOL_SIZE'] ??= '16'

try {
  const config = readConfig(process.env)
  const log = createLog(config.logLevel)
  const server = await startServer(config, { log, say: (line) => process.stdout.write(`${line}\n`) })
  sayWelcome(server)
  let ending = false
  const end = (signal: string) => {
    if (ending) return
    ending = true
    process.stdout.write(`\n${signal}: đang dừng…\n`)
    void server.close().then(() => process.exit(0))
  }
  process.once('SIGINT', () => end('SIGINT'))
  process.once('SIGTERM', () => end('SIGTERM'))
  // Without its store the program can do nothing; whoever watches over it starts it anew.
  void server.databaseGone.then(() => end('PostgreSQL'))
} catch (error) {
  sayStartFailure(error)
  process.exit(1)
}
