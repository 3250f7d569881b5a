import type { Value } from '../model.ts'
import type { CellHash } from './hash.ts'
import { hashCell } from './hash.ts'

/** Distinct values of a stream: exact with counts up to a bound, then estimated within about two per cent. */
export interface DistinctCounter {
  /** `hash` is the first hash of the value, where the caller has it already. */
  add(value: Filled, hash?: number): void
  result(): DistinctResult
}

export interface DistinctResult {
  readonly count: number
  /** `false`: `count` is an estimate, and `values` are those that came first; their counts stop where nearly every value is new. */
  readonly exact: boolean
  readonly values: ReadonlyMap<Filled, number>
}

type Filled = Exclude<Value, null>

const PRECISION = 12
const REGISTERS = 1 << PRECISION
const BIAS = 0.7213 / (1 + 1.079 / REGISTERS)

/** Values looked at before deciding whether counting the kept ones is still worth it. */
const WINDOW = 8192

export function createDistinctCounter(bound = 10_000): DistinctCounter {
  const values = new Map<Filled, number>()
  const registers = new Uint8Array(REGISTERS)
  const own: CellHash = { a: 0, b: 0 }
  const window = { seen: 0, known: 0, counting: true }
  let exact = true

  /** Beyond the bound a column of nearly all different values has no frequent ones: looking each up would be in vain. */
  function keepCount(value: Filled): boolean {
    const known = values.get(value)
    if (known !== undefined) values.set(value, known + 1)
    if (!exact) {
      window.seen += 1
      if (known !== undefined) window.known += 1
      if (window.seen === WINDOW) {
        window.counting = window.known * 20 > WINDOW
        window.seen = 0
        window.known = 0
      }
    }
    return known !== undefined
  }

  return {
    add(value, hash) {
      if (window.counting && keepCount(value)) return
      if (hash === undefined) hashCell(value, own)
      note(registers, hash ?? own.a)
      if (!exact) return
      if (values.size < bound) values.set(value, 1)
      else exact = false
    },
    result: () => ({ count: exact ? values.size : estimate(registers), exact, values }),
  }
}

/** HyperLogLog (Flajolet et al. 2007): the longest run of leading zeros seen by each of 4096 registers. */
function note(registers: Uint8Array, hash: number): void {
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
