import { type Quad, RDF, type Term } from './terms.ts'

/** A subject with its statements, for writers: types first, then by property in the order they were made. */
export interface TreeNode {
  readonly term: Term
  readonly types: readonly Term[]
  readonly properties: ReadonlyMap<string, readonly Term[]>
}

export interface Tree {
  /** What is written at the top: everything but blank nodes that one statement alone refers to. */
  readonly roots: readonly TreeNode[]
  /** The blank node to be written in place of this object; undefined when it is only to be named. */
  inner(object: Term): TreeNode | undefined
}

const TYPE = `${RDF}type`

/** Groups statements by subject. Blank nodes must not be shared between calls. */
export function treeOf(quads: readonly Quad[]): Tree {
  const nodes = new Map<string, { term: Term; types: Term[]; properties: Map<string, Term[]> }>()
  const uses = new Map<string, number>()
  for (const { subject, predicate, object } of quads) {
    const key = keyOf(subject)
    let node = nodes.get(key)
    if (node === undefined) nodes.set(key, (node = { term: subject, types: [], properties: new Map() }))
    if (predicate.value === TYPE && object.termType === 'NamedNode') node.types.push(object)
    else {
      const objects = node.properties.get(predicate.value)
      if (objects === undefined) node.properties.set(predicate.value, [object])
      else objects.push(object)
    }
    if (object.termType === 'BlankNode') uses.set(keyOf(object), (uses.get(keyOf(object)) ?? 0) + 1)
  }
  const isInner = (term: Term) => term.termType === 'BlankNode' && uses.get(keyOf(term)) === 1
  const inner = (object: Term) => (isInner(object) ? nodes.get(keyOf(object)) : undefined)
  // A ring of blank nodes has no root of its own; the way down from the roots tells which those are.
  const roots = [...nodes.values()].filter(({ term }) => !isInner(term))
  const reached = new Set<string>()
  const walk = (node: TreeNode) => {
    reached.add(keyOf(node.term))
    for (const objects of node.properties.values())
      for (const object of objects) {
        const below = inner(object)
        if (below && !reached.has(keyOf(object))) walk(below)
      }
  }
  for (const root of roots) walk(root)
  const lost = [...nodes.values()].filter(({ term }) => !reached.has(keyOf(term)))
  if (lost.length === 0) return { roots, inner }
  const named = new Set(lost.map(({ term }) => keyOf(term)))
  return { roots: [...roots, ...lost], inner: (object) => (named.has(keyOf(object)) ? undefined : inner(object)) }
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value
}
