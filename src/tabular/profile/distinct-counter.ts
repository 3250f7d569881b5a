import { hashText } from './hash.ts'

/** Distinct values of a stream: exact with counts up to a bound, then estimated within about two per cent. */
export interface DistinctCounter {
  add(value: string): void
  result(): DistinctResult
}

export interface DistinctResult {
  readonly count: number
  /** `false`: `count` is an estimate, and `values` are those that came first, with counts of the whole stream. */
  readonly exact: boolean
  readonly values: ReadonlyMap<string, number>
}

const PRECISION = 12
const REGISTERS = 1 << PRECISION
const BIAS = 0.7213 / (1 + 1.079 / REGISTERS)

export function createDistinctCounter(bound = 10_000): DistinctCounter {
  const values = new Map<string, number>()
  const registers = new Uint8Array(REGISTERS)
  let exact = true
  return {
    add(value) {
      const known = values.get(value)
      if (known !== undefined) {
        values.set(value, known + 1)
        return
      }
      note(registers, value)
      if (values.size < bound) values.set(value, 1)
      else exact = false
    },
    result: () => ({ count: exact ? values.size : estimate(registers), exact, values }),
  }
}

/** HyperLogLog (Flajolet et al. 2007): the longest run of leading zeros seen by each of 4096 registers. */
function note(registers: Uint8Array, value: string): void {
  const hash = hashText(value)
  const register = hash >>> (32 - PRECISION)
  const rank = Math.clz32((hash << PRECISION) | (1 << (PRECISION - 1))) + 1
  if (rank > (registers[register] ?? 0)) registers[register] = rank
}

function estimate(registers: Uint8Array): number {
  let sum = 0
  let empty = 0
  for (const rank of registers) {
    sum += 2 ** -rank
    if (rank === 0) empty += 1
  }
  const raw = (BIAS * REGISTERS * REGISTERS) / sum
  return Math.round(raw <= 2.5 * REGISTERS && empty > 0 ? REGISTERS * Math.log(REGISTERS / empty) : raw)
}
