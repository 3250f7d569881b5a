import type { ComponentChildren } from 'preact'

/** good: as it should be (disc) · warn: late or doubtful (diamond) · bad: does harm (square) · idle: nothing expected (ring). */
export type StateKind = 'good' | 'warn' | 'bad' | 'idle'

/** A state as a shape and a word, so that colour is never alone. */
export function StateMark({ kind, children }: { kind: StateKind; children: ComponentChildren }) {
  return <span class={`st ${kind}`}>{children}</span>
}
