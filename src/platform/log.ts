import { pino } from 'pino'

/** The part of a logger we use, so that a test can pass its own. */
export interface Log {
  debug(facts: object, message: string): void
  info(facts: object, message: string): void
  warn(facts: object, message: string): void
  /** Someone must act. */
  error(facts: object, message: string): void
}

const HIDDEN = ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.token', '*.apiKey', '*.secret']

/** JSON lines on the given stream; secrets are cut out by name. */
export function createLog(level: string, stream: { write(line: string): void } = process.stderr) {
  return pino({ level, redact: { paths: HIDDEN, censor: '…' } }, stream)
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
