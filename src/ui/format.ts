import type { Lang } from './messages/index.ts'

const LOCALE = { vi: 'vi-VN', en: 'en-GB' } as const
const DAY_MS = 86_400_000

const numberFormats = new Map<string, Intl.NumberFormat>()

/** 1234.5 → "1.234,5" in Vietnamese, "1,234.5" in English. As many decimals as the number has, at most `decimals`. */
export function formatNumber(
  value: number,
  lang: Lang,
  decimals?: { readonly min?: number; readonly max: number },
): string {
  const max = decimals?.max ?? 10
  const min = decimals?.min ?? 0
  const key = `${lang} ${min} ${max}`
  let format = numberFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(LOCALE[lang], { minimumFractionDigits: min, maximumFractionDigits: max })
    numberFormats.set(key, format)
  }
  // A true minus sign: the hyphen is half as wide as the digits it stands before.
  return format.format(value).replace(/^-/, '\u2212')
}

/** Numbers that came as exact text because a double would lose digits: "12345678901234567890.50" → "12.345.678…,50". */
export function formatExact(digits: string, lang: Lang): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(digits)
  if (!match) return digits
  const [group, point] = lang === 'vi' ? ['.', ','] : [',', '.']
  const [, sign, whole = '', fraction] = match
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${sign ? '\u2212' : ''}${grouped}${fraction ? point + fraction : ''}`
}

/** Large figures as people say them: 97582700 → "97,58 triệu". */
export function formatLarge(value: number, lang: Lang): string {
  const size = Math.abs(value)
  const steps =
    lang === 'vi'
      ? ([
          [1e9, 'tỷ'],
          [1e6, 'triệu'],
          [1e4, 'nghìn'],
        ] as const)
      : ([
          [1e9, 'billion'],
          [1e6, 'million'],
          [1e4, 'thousand'],
        ] as const)
  const step = steps.find(([from]) => size >= from)
  if (!step) return formatNumber(value, lang, { max: 2 })
  const unit = step[0] === 1e4 ? 1e3 : step[0]
  return `${formatNumber(value / unit, lang, { max: 2 })} ${step[1]}`
}

/** ISO date or instant → 22/11/2026 (Vietnamese), 22 Nov 2026 (English); an instant counts in Viet Nam time. */
export function formatDate(value: string | Date, lang: Lang): string {
  const { year, month, day } = dayOf(value)
  if (lang === 'vi') return `${pad(day)}/${pad(month)}/${year}`
  return `${day} ${MONTHS[month - 1] ?? ''} ${year}`
}

/** 22/11 or 22 Nov: for lists where the year is known. */
export function formatDay(value: string | Date, lang: Lang): string {
  const { month, day } = dayOf(value)
  return lang === 'vi' ? `${pad(day)}/${pad(month)}` : `${day} ${MONTHS[month - 1] ?? ''}`
}

/** "08:40" in Viet Nam time. */
export function formatTime(instant: string | Date): string {
  const local = inVietNam(new Date(instant))
  return `${pad(local.getUTCHours())}:${pad(local.getUTCMinutes())}`
}

/** "08:40, 22/11/2026" in Viet Nam time. */
export function formatDateTime(instant: string | Date, lang: Lang): string {
  return `${formatTime(instant)}, ${formatDate(new Date(instant), lang)}`
}

/** ISO 8601 with the offset of Viet Nam, for `datetime` and for the hover text. */
export function isoWithOffset(instant: string | Date): string {
  return `${inVietNam(new Date(instant)).toISOString().slice(0, 19)}+07:00`
}

/** A period of a table: 2016-Q2 → "quý II/2016", 2016-04 → "04/2016", 2016-H1 → "6 tháng đầu 2016". */
export function formatPeriod(period: string, lang: Lang): string {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (quarter) {
    const roman = ['I', 'II', 'III', 'IV'][Number(quarter[2]) - 1] ?? ''
    return lang === 'vi' ? `quý ${roman}/${quarter[1]}` : `Q${quarter[2]} ${quarter[1]}`
  }
  const half = /^(\d{4})-H([12])$/.exec(period)
  if (half) {
    const first = half[2] === '1'
    if (lang === 'en') return `${first ? 'first' : 'second'} half of ${half[1]}`
    return `6 tháng ${first ? 'đầu' : 'cuối'} năm ${half[1]}`
  }
  const month = /^(\d{4})-(\d{2})$/.exec(period)
  if (month) return lang === 'vi' ? `${month[2]}/${month[1]}` : `${MONTHS[Number(month[2]) - 1] ?? ''} ${month[1]}`
  return period.replace('/', '–')
}

/** File sizes in steps of 1000, as disks and browsers count them: 26450 → "26 kB". */
export function formatBytes(bytes: number, lang: Lang): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let size = bytes
  let step = 0
  while (size >= 999.5 && step < units.length - 1) {
    size /= 1000
    step += 1
  }
  return `${formatNumber(size, lang, { max: size < 10 && step > 1 ? 1 : 0 })} ${units[step]}`
}

/** "hôm nay", "hôm qua", "3 ngày trước", "2 tháng trước"; the future likewise: "còn 3 ngày". Counts calendar days in Viet Nam. */
export function formatRelative(then: string | Date, now: Date, lang: Lang): string {
  const days = dayNumber(now) - dayNumber(then)
  if (days === 0) return lang === 'vi' ? 'hôm nay' : 'today'
  if (days === 1) return lang === 'vi' ? 'hôm qua' : 'yesterday'
  if (days === -1) return lang === 'vi' ? 'ngày mai' : 'tomorrow'
  const said = spanOf(Math.abs(days), lang)
  if (days > 0) return lang === 'vi' ? `${said} trước` : `${said} ago`
  return lang === 'vi' ? `còn ${said}` : `in ${said}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function spanOf(days: number, lang: Lang): string {
  const [count, unit] =
    days < 31 ? [days, 0] : days < 365 ? [Math.floor(days / 30.44), 1] : [Math.floor(days / 365.25) || 1, 2]
  if (lang === 'vi') return `${count} ${['ngày', 'tháng', 'năm'][unit]}`
  return `${count} ${['day', 'month', 'year'][unit]}${count === 1 ? '' : 's'}`
}

function dayOf(value: string | Date): { year: number; month: number; day: number } {
  const plain = typeof value === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) : null
  if (plain) return { year: Number(plain[1]), month: Number(plain[2]), day: Number(plain[3]) }
  const local = inVietNam(new Date(value))
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate() }
}

function dayNumber(value: string | Date): number {
  const { year, month, day } = dayOf(value)
  return Date.UTC(year, month - 1, day) / DAY_MS
}

// Viet Nam has kept UTC+7 without daylight saving since 1975; older instants are not shown with a time of day.
function inVietNam(instant: Date): Date {
  return new Date(instant.getTime() + 7 * 3_600_000)
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
