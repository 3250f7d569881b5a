const VIETNAM = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

/** ISO 8601 day in Viet Nam, where deadlines are counted. */
export function dayInVietnam(time: Date): string {
  return VIETNAM.format(time)
}
