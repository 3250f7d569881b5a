/** Something the seals show to be wrong. */
export type FindingKind =
  // the evidence itself
  | 'record-changed'
  | 'record-removed'
  | 'record-cut'
  // the seals in the database
  | 'seal-reordered'
  | 'seal-changed'
  | 'seal-removed'
  | 'seal-added'
  | 'batch-rewritten'
  | 'batch-removed'
  | 'batch-cut'
  | 'batch-bad-signature'
  | 'chain-broken'
  // the seal file
  | 'file-missing'
  | 'file-cut'
  | 'file-line-missing'
  | 'file-line-damaged'

export interface SealFinding {
  readonly kind: FindingKind
  readonly batch?: number
  /** Place in the chain. */
  readonly seq?: number
  readonly recordId?: number
  /** Line of the seal file, from 1. */
  readonly line?: number
}

const LISTED = 500

/** Keeps the first findings and counts the rest, so that a rewritten table does not fill the memory. */
export function collectFindings() {
  const findings: SealFinding[] = []
  let more = 0
  return {
    add(finding: SealFinding) {
      if (findings.length < LISTED) findings.push(finding)
      else more++
    },
    result: () => ({ findings, more }),
  }
}
