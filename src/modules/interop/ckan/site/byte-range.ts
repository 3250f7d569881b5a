/** Bytes of one range, both ends included. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * One range of a `Range` header (RFC 9110 §14): `bytes=0-99`, `bytes=100-`, `bytes=-100`. `whole` for anything else that may be
 * passed over (another unit, several ranges), `unsatisfiable` when it begins after the end.
 */
export function rangeIn(header: string | undefined, size: number): Span | 'whole' | 'unsatisfiable' {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? []
  if (from === undefined || to === undefined) return 'whole'
  const span = from === '' ? lastBytes(to, size) : bytesFrom(Number(from), to, size)
  return span !== 'whole' && span.start > span.end ? 'unsatisfiable' : span
}

function lastBytes(count: string, size: number): Span | 'whole' {
  return count === '' ? 'whole' : { start: Math.max(0, size - Number(count)), end: size - 1 }
}

function bytesFrom(start: number, to: string, size: number): Span | 'whole' {
  if (to === '') return { start, end: size - 1 }
  return Number(to) < start ? 'whole' : { start, end: Math.min(Number(to), size - 1) }
}
