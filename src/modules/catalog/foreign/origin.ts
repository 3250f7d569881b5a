/** Where a resource that is not ours was harvested. */
export interface Origin {
  /** Source it comes by; only that source may change it. */
  readonly sourceId: string
  /** Name of the source when it was read. */
  readonly source: string
  /** Node of the owner, when it runs this program. */
  readonly nodeId?: string
  /** What its owner calls it for ever. */
  readonly uri: string
  /** The owner's page about it. */
  readonly landingPage: string
  /** ISO 8601; of the reading that last changed it. */
  readonly seenAt: string
  /** ISO 8601; what the owner says. */
  readonly issued?: string
  readonly modified?: string
}
