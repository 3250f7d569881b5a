/** A date as ISO text, with its time only if it has one. */
export function isoText(date: Date): string {
  const text = date.toISOString().replace(/\.000Z$/, '')
  return text.endsWith('T00:00:00') ? text.slice(0, 10) : text.replace('T', ' ')
}
