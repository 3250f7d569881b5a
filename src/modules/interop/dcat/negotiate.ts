/** What a client takes, as an Accept header says it (RFC 9110 §12.5.1). */
interface Taken {
  readonly type: string
  readonly quality: number
}

function takenBy(accept: string): readonly Taken[] {
  return accept.split(',').flatMap((part) => {
    const [type = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase())
    const q = parameters.find((each) => each.startsWith('q='))?.slice(2)
    const quality = q === undefined ? 1 : Number(q)
    return type && Number.isFinite(quality) ? [{ type, quality: Math.min(1, Math.max(0, quality)) }] : []
  })
}

function qualityOf(type: string, taken: readonly Taken[]): number {
  const [kind] = type.split('/')
  for (const wanted of [type, `${kind}/*`, '*/*']) {
    const found = taken.find((each) => each.type === wanted)
    if (found) return found.quality
  }
  return 0
}

/** The first of the best liked; undefined when none is taken. No header takes anything. */
function preferred<Choice>(
  accept: string | undefined,
  choices: readonly { readonly type: string; readonly choice: Choice }[],
): Choice | undefined {
  const taken = accept ? takenBy(accept) : [{ type: '*/*', quality: 1 }]
  let best: { choice: Choice; quality: number } | undefined
  for (const { type, choice } of choices) {
    const quality = qualityOf(type, taken)
    if (quality > 0 && (best === undefined || quality > best.quality)) best = { choice, quality }
  }
  return best?.choice
}

const RDF_CHOICES = [
  { type: 'text/turtle', choice: 'ttl' },
  { type: 'application/ld+json', choice: 'jsonld' },
  { type: 'application/rdf+xml', choice: 'rdf' },
  { type: 'application/n-triples', choice: 'nt' },
  { type: 'text/n3', choice: 'n3' },
] as const

const PAGE_OR_RDF = [
  { type: 'text/html', choice: 'html' },
  { type: 'application/xhtml+xml', choice: 'html' },
  ...RDF_CHOICES,
] as const

/** A page unless something of RDF is liked better; a client that takes none of both is shown the page. */
export function pageOrRdf(accept: string | undefined): (typeof PAGE_OR_RDF)[number]['choice'] {
  return preferred(accept, PAGE_OR_RDF) ?? 'html'
}
