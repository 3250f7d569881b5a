import type { FastifyError, FastifyRequest } from 'fastify'
import { AppError, type ErrorKind, type FieldProblem } from '../errors.ts'

const STATUS: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  gone: 410,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

// What PostgreSQL says of NUL in text and in jsonb; it may stand in any address, form or command.
const UNSTORABLE: ReadonlySet<string> = new Set(['22021', '22P05'])

/** What was thrown, as an error that may be shown; what nobody foresaw goes to the log and becomes `http.bug`. */
export function knownError(thrown: unknown, request: FastifyRequest): AppError {
  const error = thrown instanceof AppError ? thrown : translate(thrown as FastifyError)
  if (error.code === 'http.bug') request.log.error({ err: thrown, url: request.url }, 'request failed')
  return error
}

/** HTTP status of an error (RFC 9110). */
export function statusOf({ code, kind }: { readonly code: string; readonly kind: ErrorKind }): number {
  return code === 'http.bug' ? 500 : STATUS[kind]
}

/** Value of `Retry-After` in seconds (RFC 9110, 10.2.3) for an error that says when to come again. */
export function retryAfterOf({ details }: AppError): string | undefined {
  const seconds = details.facts?.['retry_after']
  return typeof seconds === 'number' ? String(Math.ceil(seconds)) : undefined
}

function translate(thrown: FastifyError): AppError {
  if (thrown.validation) return invalidRequest(thrown)
  if (thrown.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new AppError('too-large', 'http.body-too-large', {
      vi: 'Nội dung gửi lên quá lớn. Tệp lớn cần tải lên qua trang Tải bảng lên hoặc giao thức tus.',
      en: 'The request body is too large. Send large files through the upload page or the tus protocol.',
    })
  }
  if (UNSTORABLE.has(thrown.code)) {
    return new AppError('invalid', 'http.bad-character', {
      vi: 'Yêu cầu có ký tự không ghi được (ký tự rỗng). Hãy bỏ ký tự đó rồi gửi lại.',
      en: 'The request holds a character that cannot be stored (NUL). Remove it and send again.',
    })
  }
  if (thrown.statusCode === 429) {
    return new AppError('too-many', 'http.too-many', {
      vi: 'Gửi quá nhanh. Hãy đợi một phút rồi thử lại.',
      en: 'Too many requests. Wait a minute and try again.',
    })
  }
  if (thrown.statusCode && thrown.statusCode < 500) {
    return new AppError('invalid', 'http.bad-request', {
      vi: 'Yêu cầu không đọc được. Hãy kiểm tra lại định dạng nội dung gửi lên.',
      en: `The request could not be read: ${thrown.message}.`,
    })
  }
  return new AppError('unavailable', 'http.bug', {
    vi: 'Hệ thống gặp lỗi khi làm việc này. Dữ liệu không mất. Hãy thử lại; nếu vẫn lỗi, hãy gửi mã yêu cầu cho người vận hành.',
    en: 'Something failed on our side. No data was lost. Try again; if it goes on, send the request id to the operator.',
  })
}

function invalidRequest(thrown: FastifyError): AppError {
  const fields: FieldProblem[] = (thrown.validation ?? []).map((item) => {
    const field = item.instancePath || JSON.stringify(item.params['missingProperty'] ?? '')
    return { field, message: { vi: `không hợp lệ: ${item.message ?? ''}`, en: item.message ?? 'invalid' } }
  })
  return new AppError('invalid', 'http.invalid', {
    vi: 'Yêu cầu có chỗ không hợp lệ.',
    en: 'The request has invalid parts.',
    fields,
  })
}
