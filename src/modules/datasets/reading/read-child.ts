import { isAppError } from '../../../platform/errors.ts'
import { binders } from './binders.ts'
import { type ReadJob, understand } from './understand.ts'

/** What the parent sends: the job, with code lists by name since functions do not travel. */
export type ReadRequest = Omit<ReadJob, 'lists'>

// When the program is gone nobody wants the answer.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'))
process.once('message', (request: ReadRequest) => {
  void answer(request)
})

async function answer(request: ReadRequest): Promise<void> {
  try {
    const answered = await understand({ ...request, lists: await binders() })
    process.send?.({ ok: true, answer: answered }, () => process.exit(0))
  } catch (error) {
    const message = String((error as Error).stack ?? error)
    const refusal = isAppError(error) ? { refusal: { code: error.code, said: error.said } } : {}
    process.send?.({ ok: false, message, ...refusal }, () => process.exit(1))
  }
}
