import { createHash } from 'node:crypto'
import type { Value } from '../../../tabular/model.ts'
import { AppError } from '../../errors.ts'
import type { Condition } from '../filter.ts'
import { printFilter } from '../filter.ts'
import type { Position, Sort } from './model.ts'

/** What a cursor belongs to; it means nothing for another content, order or filter. */
export interface CursorScope {
  readonly digest: string
  readonly sort: readonly Sort[]
  readonly filter: readonly Condition[]
}

/** Writes the position behind a page as opaque text, bound to content, order and filter. */
export function writeCursor(position: Position, scope: CursorScope): string {
  const body = [scope.digest, stamp(scope), position.row, ...position.values]
  return Buffer.from(JSON.stringify(body)).toString('base64url')
}

/** Reads a cursor back; one of another content, order or filter is refused. */
export function readCursor(text: string, scope: CursorScope): Position {
  const [digest, mark, row, ...values] = decode(text)
  if (digest !== scope.digest || mark !== stamp(scope)) throw staleCursor()
  if (typeof row !== 'number' || !Number.isSafeInteger(row) || row < 0) throw badCursor()
  if (values.length !== scope.sort.length || !values.every(isValue)) throw badCursor()
  return { values, row }
}

/** Digest of the content a cursor was given for, so that a reader keeps paging through the version it began with. */
export function cursorDigest(text: string): string {
  const digest = decode(text)[0]
  if (typeof digest !== 'string') throw badCursor()
  return digest
}

function decode(text: string): readonly unknown[] {
  try {
    const body: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (Array.isArray(body)) return body
  } catch {
    // Falls through: not ours.
  }
  throw badCursor()
}

function isValue(value: unknown): value is Value {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function stamp({ digest, sort, filter }: CursorScope): string {
  const order = sort.map(({ column, descending }) => [column, descending === true])
  const whole = JSON.stringify([digest, order, filter.map(printFilter)])
  return createHash('sha256').update(whole).digest('base64url').slice(0, 16)
}

function badCursor(): AppError {
  return new AppError('invalid', 'rows.cursor-invalid', {
    vi: 'Con trỏ trang không đúng. Hãy đọc lại từ trang đầu.',
    en: 'The page cursor is not valid. Begin at the first page.',
  })
}

function staleCursor(): AppError {
  return new AppError('invalid', 'rows.cursor-stale', {
    vi: 'Con trỏ trang thuộc về phiên bản, bộ lọc hoặc cách sắp xếp khác. Hãy đọc lại từ trang đầu.',
    en: 'The page cursor belongs to another version, filter or order. Begin at the first page.',
  })
}
