import { defined } from '../defined.ts'
import type { Agent, Contact } from '../model.ts'
import type { Term } from '../rdf/terms.ts'
import type { Graph, Node } from './graph.ts'
import { oneText } from './read-values.ts'
import { word } from './words.ts'

const NAMES = [
  word('foaf:name'),
  word('vcard:fn'),
  word('schema:name'),
  word('vcard:organization-name'),
  word('vcard:organisationName'),
  word('skos:prefLabel'),
  word('rdfs:label'),
  word('dct:title'),
]
const EMAILS = [word('vcard:hasEmail'), word('foaf:mbox'), word('vcard:email'), word('schema:email')]
const PHONES = [
  word('vcard:hasTelephone'),
  word('foaf:phone'),
  word('vcard:tel'),
  word('vcard:telephone'),
  word('schema:telephone'),
]
const HOMEPAGES = [word('foaf:homepage'), word('vcard:hasURL'), word('schema:url')]
const VALUES = [word('vcard:hasValue'), word('vcard:value'), word('rdf:value')]

/** A publisher: a node, a bare name or a bare address. */
export function readAgent(graph: Graph, term: Term | undefined): Agent | undefined {
  if (!term) return undefined
  const bare = term.value.trim()
  if (term.termType === 'Literal') return bare ? { id: bare, name: bare } : undefined
  const node = graph.node(term)
  const uri = term.termType === 'NamedNode' ? term.value : undefined
  const said = oneText(node.all(...NAMES))
  const name = said ?? uri
  if (name === undefined) return undefined
  const homepage = node.first(...HOMEPAGES)?.value || undefined
  const id = node.first(word('dct:identifier'), word('schema:identifier'))?.value ?? uri ?? name
  return { id, name, ...defined({ uri, homepage, email: readEmail(graph, node) }) }
}

/** The first contact that says anything. */
export function readContact(graph: Graph, terms: readonly Term[]): Contact | undefined {
  for (const term of terms) {
    if (term.termType === 'Literal') {
      if (term.value.trim()) return { name: term.value.trim() }
      continue
    }
    const node = graph.node(term)
    const name = oneText(node.all(...NAMES))
    const contact = defined({ name, email: readEmail(graph, node), phone: readPhone(graph, node) })
    if (Object.keys(contact).length > 0) return contact
  }
  return undefined
}

function readEmail(graph: Graph, node: Node): string | undefined {
  return withoutScheme(valueOf(graph, node.first(...EMAILS)), /^mailto:/i)
}

function readPhone(graph: Graph, node: Node): string | undefined {
  return withoutScheme(valueOf(graph, node.first(...PHONES)), /^tel:/i)
}

function valueOf(graph: Graph, term: Term | undefined): string | undefined {
  if (term?.termType !== 'BlankNode') return term?.value
  return graph.node(term).first(...VALUES)?.value
}

function withoutScheme(text: string | undefined, scheme: RegExp): string | undefined {
  if (text === undefined) return undefined
  const rest = text.trim().replace(scheme, '')
  if (rest === text.trim()) return rest || undefined
  try {
    return decodeURIComponent(rest) || undefined
  } catch {
    return rest || undefined
  }
}
