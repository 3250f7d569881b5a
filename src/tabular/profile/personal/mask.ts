/** Hides a value so that its kind can be judged but nobody recognised: an example in a report must not leak what it warns of. */
export function maskValue(text: string): string {
  const value = text.trim()
  const mailbox = /^([^@])[^@]*(@.*)$/.exec(value)
  if (mailbox) return `${mailbox[1]}***${mailbox[2]}`
  if (/^[\d\s().+-]+$/.test(value)) return maskDigits(value)
  return value
    .split(/\s+/)
    .slice(0, 6)
    .map((word) => word.slice(0, 1) + '*'.repeat(Math.min(5, Math.max(0, word.length - 1))))
    .join(' ')
}

function maskDigits(value: string): string {
  const digits = value.replace(/\D/g, '').length
  const shown = digits >= 9 ? 3 : 1
  let seen = 0
  return value.replace(/\d/g, (digit) => {
    seen += 1
    return seen <= shown ? digit : '*'
  })
}
