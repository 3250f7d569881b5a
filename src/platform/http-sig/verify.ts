import {
  isSignatureError,
  type SignatureComponent,
  type UntrustedSignatureCandidate,
  verifySignature,
} from 'http-message-sig'
import { type AppError, isAppError } from '../errors.ts'
import { digestMatches } from './content-digest.ts'
import { sigErrors } from './errors.ts'
import { keyIdOf, signatureHolds } from './keys.ts'
import { ANSWER_PARTS, describe, LIFE_SECONDS, REQUEST_PARTS, type RequestLine, TAG } from './sign.ts'

type Header = (name: string) => string | undefined

export interface SignedAnswer {
  /** Who should have signed, as errors name it. */
  readonly from: string
  readonly request: RequestLine
  readonly status: number
  readonly header: Header
  readonly body: Uint8Array
  readonly now: Date
}

export type SignedRequest = Omit<SignedAnswer, 'status'>

// Clocks of machines that nobody looks after run a few minutes apart.
const SKEW_SECONDS = 300

/** Throws a sentence for the operator unless one of the keys signed this answer to this request. Returns the key. */
export async function verifyAnswer(publicKeys: readonly string[], answer: SignedAnswer): Promise<string> {
  const fields = fieldsOf(answer)
  const message = { kind: 'response', status: answer.status, fields, request: describe(answer.request, []) } as const
  return check(publicKeys, { answer, message, parts: ANSWER_PARTS })
}

/** The same for a request with a body. */
export async function verifyRequest(publicKeys: readonly string[], request: SignedRequest): Promise<string> {
  const message = describe(request.request, fieldsOf(request))
  return check(publicKeys, { answer: request, message, parts: REQUEST_PARTS })
}

interface Checked {
  readonly answer: SignedRequest
  readonly message: Parameters<typeof verifySignature>[0]
  readonly parts: readonly SignatureComponent[]
}

async function check(publicKeys: readonly string[], { answer, message, parts }: Checked): Promise<string> {
  const { from, header, body, now } = answer
  if (!header('signature') || !header('signature-input') || !header('content-digest')) throw sigErrors.missing(from)
  if (!digestMatches(header('content-digest'), body)) throw sigErrors.changedBody(from)
  const seconds = Math.floor(now.getTime() / 1000)
  try {
    const { verifier } = await verifySignature(message, {
      label: 'nguon',
      policy: {
        algorithms: ['ed25519'],
        requiredComponents: parts,
        requiredParameters: ['created', 'expires', 'keyid', 'tag'],
        // Times are looked at below, where a wrong clock is said to be one.
        clockSkew: Number.MAX_SAFE_INTEGER,
        now: seconds,
      },
      resolveVerifier: (candidate) => verifierOf(publicKeys, candidate, { from, seconds }),
    })
    return verifier.publicKey
  } catch (error) {
    throw refusalIn(error) ?? (isSignatureError(error) ? sigErrors.wrong(from) : error)
  }
}

function verifierOf(
  publicKeys: readonly string[],
  { parameters }: UntrustedSignatureCandidate,
  { from, seconds }: { from: string; seconds: number },
) {
  const publicKey = publicKeys.find((x) => keyIdOf(x) === parameters.keyid)
  if (publicKey === undefined) throw sigErrors.unknownKey(from, parameters.keyid ?? '')
  if (parameters.tag !== TAG) throw sigErrors.wrong(from)
  const { created = 0 } = parameters
  const expires = Math.min(parameters.expires ?? 0, created + LIFE_SECONDS)
  if (created > seconds + SKEW_SECONDS) throw sigErrors.clock(from, created - seconds)
  if (expires < seconds - SKEW_SECONDS) throw sigErrors.clock(from, seconds - expires)
  return {
    algorithm: 'ed25519',
    publicKey,
    verify: (bytes: Uint8Array, signature: Uint8Array) =>
      signatureHolds(publicKey, bytes, Buffer.from(signature).toString('base64url')),
  }
}

function refusalIn(error: unknown): AppError | undefined {
  if (isAppError(error)) return error
  return isSignatureError(error) && error.cause !== undefined ? refusalIn(error.cause) : undefined
}

function fieldsOf({ header }: SignedRequest) {
  return ['signature', 'signature-input', 'content-digest'].flatMap((name) => {
    const value = header(name)
    return value === undefined ? [] : [{ name, value }]
  })
}
