/** Text with the places that match a search, as pairs of offsets in order. */
export interface MarkedText {
  readonly text: string
  readonly ranges: readonly (readonly [start: number, end: number])[]
}

/** Text with its matches marked; plain text passes through. */
export function MatchMark({ of }: { of: string | MarkedText }) {
  if (typeof of === 'string') return <>{of}</>
  const parts = []
  let at = 0
  for (const [start, end] of of.ranges) {
    if (start < at) continue
    parts.push(of.text.slice(at, start), <mark key={start}>{of.text.slice(start, end)}</mark>)
    at = end
  }
  return (
    <>
      {parts}
      {of.text.slice(at)}
    </>
  )
}
