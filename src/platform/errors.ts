/** What went wrong, independent of any protocol; the edge turns a kind into a status. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'too-many'
  | 'unavailable'

/** One sentence in each language of the pages. */
export interface Said {
  readonly vi: string
  readonly en: string
}

/** A problem with one field of a form or request; `field` is its name or a JSON pointer. */
export interface FieldProblem {
  readonly field: string
  readonly message: Said
}

export interface ErrorDetails {
  readonly fields?: readonly FieldProblem[]
  /** Machine-readable facts for API clients, e.g. the hits of the personal-data gate. */
  readonly facts?: Readonly<Record<string, unknown>>
}

/** An error somebody outside can understand and act on. `code` is `module.reason` and never changes once published. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly kind: ErrorKind
  readonly code: string
  readonly said: Said
  readonly details: ErrorDetails

  constructor(kind: ErrorKind, code: string, { vi, en, ...details }: Said & ErrorDetails) {
    super(en)
    this.kind = kind
    this.code = code
    this.said = { vi, en }
    this.details = details
  }
}

/** Several fields of one form are wrong. */
export function invalidFields(code: string, fields: readonly FieldProblem[]): AppError {
  const said = { vi: 'Có chỗ cần sửa trong biểu mẫu.', en: 'Some fields need mending.' }
  return new AppError('invalid', code, { ...said, fields })
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError
}
