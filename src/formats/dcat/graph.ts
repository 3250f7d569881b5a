import type { Quad, Term } from '../rdf/terms.ts'
import { NS, word } from './words.ts'

/** A subject with what is said of it. */
export interface Node {
  readonly term: Term
  readonly types: ReadonlySet<string>
  /** Objects of these properties, first property first. */
  all(...properties: readonly string[]): readonly Term[]
  first(...properties: readonly string[]): Term | undefined
}

/** Statements by subject, in the order of the file. */
export interface Graph {
  readonly nodes: readonly Node[]
  /** What is said of a term; of one that nothing is said of, a node without properties. */
  node(term: Term): Node
  /** Subjects that have this property. */
  having(property: string): readonly Node[]
}

const TYPE = word('rdf:type')
const NOTHING: readonly Term[] = []

/** Indexes statements for reading. schema.org by https and the lower-case spellings of old files are read as one. */
export function graphOf(quads: readonly Quad[]): Graph {
  const subjects = new Map<string, { term: Term; properties: Map<string, Term[]> }>()
  for (const { subject, predicate, object } of quads) {
    const key = keyOf(subject)
    let at = subjects.get(key)
    if (!at) subjects.set(key, (at = { term: subject, properties: new Map() }))
    const property = sameProperty(predicate.value)
    const objects = at.properties.get(property)
    if (!objects) at.properties.set(property, [object])
    else if (!objects.some((known) => sameTerm(known, object))) objects.push(object)
  }
  const nodes = new Map([...subjects].map(([key, { term, properties }]) => [key, nodeOf(term, properties)]))
  return {
    nodes: [...nodes.values()],
    node: (term) => nodes.get(keyOf(term)) ?? nodeOf(term, new Map()),
    having: (property) => [...nodes.values()].filter((node) => node.first(property) !== undefined),
  }
}

function nodeOf(term: Term, properties: ReadonlyMap<string, readonly Term[]>): Node {
  const all = (...names: readonly string[]) => {
    const found = names.flatMap((name) => properties.get(name) ?? NOTHING)
    return found.length > 0 ? found : NOTHING
  }
  return {
    term,
    types: new Set((properties.get(TYPE) ?? []).map((type) => sameProperty(type.value))),
    all,
    first: (...names) => {
      for (const name of names) {
        const found = properties.get(name)?.[0]
        if (found) return found
      }
      return undefined
    },
  }
}

function keyOf(term: Term): string {
  return term.termType === 'BlankNode' ? `_:${term.value}` : term.value
}

function sameTerm(one: Term, other: Term): boolean {
  return one.value === other.value && one.termType === other.termType && (one.language ?? '') === (other.language ?? '')
}

function sameProperty(name: string): string {
  if (name.startsWith('https://schema.org/')) return `${NS.schema}${name.slice('https://schema.org/'.length)}`
  if (name.startsWith('http://purl.org/dc/terms/#'))
    return `${NS.dct}${name.slice('http://purl.org/dc/terms/#'.length)}`
  return name
}
