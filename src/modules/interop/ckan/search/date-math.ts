const STEP = /^(?:([+-])(\d{1,6})|\/)(YEAR|MONTH|DAY|DATE|HOUR|MINUTE|SECOND|MILLI|MILLISECOND)S?/

/** A date of Solr's syntax (`2026-01-05T00:00:00Z`, `2026-01-05`, `NOW-7DAYS/DAY`) in milliseconds; undefined for anything else. */
export function dateMath(text: string, now: Date): number | undefined {
  const start = /^(NOW|\d{4}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)?)?Z?)/.exec(text)
  if (!start) return undefined
  const [base] = start
  const moment = base === 'NOW' ? now : new Date(zoned(base))
  let rest = text.slice(base.length)
  let at = new Date(moment)
  while (rest !== '') {
    const step = STEP.exec(rest)
    if (!step) return undefined
    at = step[1] === undefined ? floor(at, step[3] ?? '') : shift(at, step[3] ?? '', Number(`${step[1]}${step[2]}`))
    rest = rest.slice(step[0].length)
  }
  const time = at.getTime()
  return Number.isNaN(time) ? undefined : time
}

function zoned(base: string): string {
  if (base.endsWith('Z') || !base.includes('T')) return base.replace(/^(\d{4}(?:-\d{2}){0,2})Z$/, '$1')
  return `${base}Z`
}

function shift(at: Date, unit: string, amount: number): Date {
  const moved = new Date(at)
  if (unit === 'YEAR') moved.setUTCFullYear(moved.getUTCFullYear() + amount)
  else if (unit === 'MONTH') moved.setUTCMonth(moved.getUTCMonth() + amount)
  else moved.setTime(at.getTime() + amount * (MILLISECONDS[unit] ?? 0))
  return moved
}

const MILLISECONDS: Readonly<Record<string, number>> = {
  DAY: 86_400_000,
  DATE: 86_400_000,
  HOUR: 3_600_000,
  MINUTE: 60_000,
  SECOND: 1000,
  MILLI: 1,
  MILLISECOND: 1,
}

function floor(at: Date, unit: string): Date {
  if (unit === 'YEAR') return new Date(Date.UTC(at.getUTCFullYear(), 0))
  if (unit === 'MONTH') return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth()))
  const size = MILLISECONDS[unit] ?? 1
  return new Date(Math.floor(at.getTime() / size) * size)
}
