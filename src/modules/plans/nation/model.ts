/** A plan that another node has in force. */
export interface ForeignPlan {
  readonly id: string
  readonly title: string
  /** Its page at its owner. */
  readonly url: string
  readonly agency: { readonly code: string; readonly name: string }
  /** Id of the node it comes from first, and its name. */
  readonly nodeId: string
  readonly node: string
  readonly publishedAt: string
  /** As it came; what does not fit is left out. */
  readonly details: unknown
}

/** What other nodes have in force, as last heard of. */
export type ReadForeignPlans = () => Promise<readonly ForeignPlan[]>
