import type { Said } from '../../platform/errors.ts'

/** Outcome of one check: fine, worth knowing, or in the way of a start. */
export interface CheckResult {
  readonly mark: '✓' | '!' | '✗'
  readonly what: Said
  /** What to do about it. */
  readonly way?: Said
}

export function fine(vi: string, en: string): CheckResult {
  return { mark: '✓', what: { vi, en } }
}

export function warning(what: Said, way: Said): CheckResult {
  return { mark: '!', what, way }
}

export function problem(what: Said, way: Said): CheckResult {
  return { mark: '✗', what, way }
}
