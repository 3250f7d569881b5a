import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { AppError, type Said } from '../../../platform/errors.ts'
import type { Log } from '../../../platform/log.ts'
import type { ReadRequest } from './read-child.ts'
import type { ReadAnswer } from './understanding.ts'

const ENTRY = fileURLToPath(new URL(`./read-child${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url))
const DEADLINE_MS = 10 * 60_000
const HEAP_MB = 3000

type Reply = { ok: true; answer: ReadAnswer } | { ok: false; message: string; refusal?: { code: string; said: Said } }

/** Reads a file in a process of its own: a hostile or broken file can exhaust only that. */
export function readInProcess(request: ReadRequest, options: { log: Log; signal?: AbortSignal }): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    const child = fork(ENTRY, [], {
      serialization: 'advanced',
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      ...(options.signal ? { signal: options.signal } : {}),
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), DEADLINE_MS)
    let reply: Reply | undefined
    child.once('message', (message) => {
      reply = message as Reply
    })
    child.once('error', (error) => options.log.warn({ reason: error.message }, 'reading process failed'))
    child.once('close', () => {
      clearTimeout(timer)
      if (reply?.ok) return resolve(reply.answer)
      if (reply?.refusal) return reject(new AppError('invalid', reply.refusal.code, reply.refusal.said))
      options.log.error({ file: request.name, reason: reply?.message ?? 'killed' }, 'a file could not be read')
      reject(reply ? new Error(reply.message) : tooHeavy())
    })
    child.send(request)
  })
}

function tooHeavy(): AppError {
  return new AppError('invalid', 'datasets.too-heavy', {
    vi: 'Tệp cần nhiều bộ nhớ hoặc thời gian hơn mức cho phép nên chưa đọc được. Hãy tách thành nhiều tệp, hoặc gửi dạng CSV.',
    en: 'The file needs more memory or time than allowed and was not read. Split it, or send it as CSV.',
  })
}
