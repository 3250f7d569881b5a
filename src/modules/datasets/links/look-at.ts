import { isAppError } from '../../../platform/errors.ts'
import type { OutAnswer, Outgoing } from '../../../platform/http-out/index.ts'

export interface Looked {
  readonly status: number | undefined
  readonly mediaType: string | undefined
  readonly fileName: string | undefined
  readonly length: number | undefined
}

const NOTHING: Looked = { status: undefined, mediaType: undefined, fileName: undefined, length: undefined }

/** What answers at an address. Throws only for an address that may not be asked at all. */
export async function lookAt(outgoing: Outgoing, url: string): Promise<Looked> {
  try {
    const head = await ask(outgoing, url, 'HEAD')
    // Many servers know no HEAD, or answer it wrongly: only a GET settles that something is missing.
    return head.status < 400 ? looked(head) : looked(await ask(outgoing, url, 'GET'))
  } catch (error) {
    if (isAppError(error) && (error.code === 'http-out.unreachable' || error.code === 'http-out.unknown-host'))
      return NOTHING
    throw error
  }
}

async function ask(outgoing: Outgoing, url: string, method: 'HEAD' | 'GET'): Promise<OutAnswer> {
  const answer = await outgoing.ask(url, { method, timeoutMs: 20_000 })
  answer.discard()
  return answer
}

function looked({ status, mediaType, fileName, length }: OutAnswer): Looked {
  return { status, mediaType, fileName, length }
}
