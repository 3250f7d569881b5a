// Seconds and microseconds may be missing, a zone may be there; CKAN itself writes neither zone nor `Z`.
const MOMENT = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i

/** ISO 8601 with or without a zone → CKAN's naive UTC with microseconds, `2026-11-22T00:34:30.123456`; undefined for no date. */
export function naiveUtc(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const moment = momentOf(text)
  if (moment !== undefined) return moment
  const day = /^\d{4}(-\d{2}(-\d{2})?)?$/.exec(text.trim())
  if (!day) return undefined
  const at = new Date(text.trim())
  return Number.isNaN(at.getTime()) ? undefined : `${at.toISOString().slice(0, 19)}.000000`
}

/** CKAN's naive UTC → ISO 8601 with `Z`; days, months and years stay as they are; undefined for no date. */
export function zonedUtc(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined
  const given = text.trim()
  if (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(given)) return Number.isNaN(Date.parse(given)) ? undefined : given
  const naive = momentOf(given)
  if (naive === undefined) return undefined
  const fraction = naive.slice(20).replace(/0+$/, '')
  return `${naive.slice(0, 19)}.${fraction.padEnd(3, '0')}Z`
}

// Dataset and distributions mostly say the same few moments, eight times in all.
const known = new Map<string, string | undefined>()
const MOST_KNOWN = 1000

function momentOf(text: string): string | undefined {
  const found = known.get(text)
  if (found !== undefined || known.has(text)) return found
  const moment = readMoment(text)
  if (known.size >= MOST_KNOWN) known.clear()
  if (text.length <= 40) known.set(text, moment)
  return moment
}

function readMoment(text: string): string | undefined {
  const parts = MOMENT.exec(text.trim())
  if (!parts) return undefined
  const [, day = '', minutes = '', seconds = '00', fraction = '', zone = 'Z'] = parts
  const at = Date.parse(`${day}T${minutes}:${seconds}${zoneOf(zone)}`)
  if (Number.isNaN(at)) return undefined
  return `${new Date(at).toISOString().slice(0, 19)}.${fraction.slice(0, 6).padEnd(6, '0')}`
}

function zoneOf(zone: string): string {
  if (zone.toUpperCase() === 'Z') return 'Z'
  return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
