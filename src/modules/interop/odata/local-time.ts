/** Moments in tables carry no zone; all of Viet Nam lives in this one. */
export const ZONE = '+07:00'
const ZONE_MINUTES = 7 * 60

/** A moment of a request as tables write it: local, without zone. A day is its midnight. Anything else stays as it is. */
export function localTime(text: string): string {
  const found = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(:\d{2}(?:\.\d{1,6})?)?\d*(Z|[+-]\d{2}:\d{2})?$/.exec(text)
  if (!found) return text
  const [, minute = '', seconds = ':00', zone] = found
  if (zone === undefined || zone === ZONE) return `${minute}${seconds}`
  const moment = Date.parse(`${minute}:00${zone}`)
  if (Number.isNaN(moment)) return text
  // Zones differ by whole minutes, so the seconds stay as they were written.
  return new Date(moment + ZONE_MINUTES * 60_000).toISOString().slice(0, 16) + seconds
}
