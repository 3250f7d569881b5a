import type { Succession } from '../../../formats/nguon/wire.ts'
import { signatureHolds } from '../../../platform/http-sig/index.ts'
import { successionText } from '../../../platform/secrets/index.ts'

/** Whether the key somebody confirmed vouches, step by step, for the key used now. */
export function leadsTo(confirmed: string, now: string, steps: readonly Succession[]): boolean {
  let key = confirmed
  for (let hop = 0; key !== now; hop++) {
    const step = steps.find(({ from }) => from === key)
    const holds = step && signatureHolds(step.from, successionText(step.from, step.to), step.signature)
    if (!step || !holds || hop > steps.length) return false
    key = step.to
  }
  return true
}
