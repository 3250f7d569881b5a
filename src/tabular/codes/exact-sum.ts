const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * Sum of decimals as they are written, so that 0.1 + 0.2 is 0.3 and exact text of many digits stays exact.
 * Numbers give a number; if any part is text, so is the sum. `undefined` if a part is no plain number.
 */
export function sumExactly(parts: readonly (number | string)[]): number | string | undefined {
  const read = parts.map((part) => PLAIN.exec(typeof part === 'number' ? String(part) : part.trim()))
  if (parts.every((part) => typeof part === 'number') && read.includes(null)) return sumFloats(parts)
  const scale = Math.max(0, ...read.map((match) => match?.[3]?.length ?? 0))
  let total = 0n
  for (const match of read) {
    if (!match) return undefined
    const digits = BigInt(`${match[2] ?? '0'}${(match[3] ?? '').padEnd(scale, '0')}`)
    total += match[1] === '-' ? -digits : digits
  }
  const text = writeScaled(total, scale)
  return parts.every((part) => typeof part === 'number') ? Number(text) : text
}

/** Numbers so large or small that JavaScript writes them with an exponent. */
function sumFloats(parts: readonly number[]): number | undefined {
  const total = parts.reduce((sum, part) => sum + part, 0)
  return Number.isFinite(total) ? total : undefined
}

function writeScaled(total: bigint, scale: number): string {
  const sign = total < 0n ? '-' : ''
  const digits = (total < 0n ? -total : total).toString().padStart(scale + 1, '0')
  return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/** Digits after the decimal point as written. */
export function decimalsOf(value: number | string): number {
  return PLAIN.exec(String(value))?.[3]?.length ?? 0
}
