import { type Quad, RDF, type Term, XSD_STRING } from './terms.ts'
import { type Tree, type TreeNode, treeOf } from './tree.ts'

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
}
// XML 1.0 allows no control characters but tab and line ends, and no halves of a surrogate pair.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu
const NAME = /^(.*[/#:])([A-Za-z_][\w.-]*)$/

/** Text as it may stand in an element or attribute of XML 1.0. */
export function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"\r]/g, (sign) => ESCAPED[sign] ?? sign)
}

/** Writes RDF/XML a piece at a time. A property whose IRI does not end in an XML name cannot be said in it and is left out. */
export function createRdfXmlWriter(prefixes: Readonly<Record<string, string>>): {
  head(): string
  write(quads: readonly Quad[]): string
  tail(): string
} {
  const spaces = new Map(Object.entries(prefixes).map(([prefix, space]) => [space, prefix]))

  function element(iri: string): { name: string; space: string } | undefined {
    const [, space = '', local] = NAME.exec(iri) ?? []
    if (local === undefined) return undefined
    const prefix = spaces.get(space)
    return prefix
      ? { name: `${prefix}:${local}`, space: '' }
      : { name: `n:${local}`, space: ` xmlns:n="${escapeText(space)}"` }
  }

  function property(iri: string, object: Term, tree: Tree): string {
    const tag = element(iri)
    if (!tag) return ''
    const start = `<${tag.name}${tag.space}`
    if (object.termType === 'Literal')
      return `${start}${literalAttributes(object)}>${escapeText(object.value)}</${tag.name}>\n`
    const inner = tree.inner(object)
    if (inner) return `${start}>\n${node(inner, tree)}</${tag.name}>\n`
    if (object.termType === 'BlankNode') return `${start} rdf:nodeID="${escapeText(object.value)}"/>\n`
    return `${start} rdf:resource="${escapeText(object.value)}"/>\n`
  }

  function node({ term, types, properties }: TreeNode, tree: Tree): string {
    const about = term.termType === 'BlankNode' ? nodeId(term, tree) : ` rdf:about="${escapeText(term.value)}"`
    let text = `<rdf:Description${about}>\n`
    for (const type of types) text += `<rdf:type rdf:resource="${escapeText(type.value)}"/>\n`
    for (const [iri, objects] of properties) for (const object of objects) text += property(iri, object, tree)
    return `${text}</rdf:Description>\n`
  }

  return {
    head: () =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${[...spaces].map(([space, prefix]) => ` xmlns:${prefix}="${space}"`).join('')}>\n`,
    write(quads) {
      const tree = treeOf(quads)
      return tree.roots.map((root) => node(root, tree)).join('')
    },
    tail: () => '</rdf:RDF>\n',
  }
}

// A node written in its place needs no name: nothing else speaks of it.
function nodeId(term: Term, tree: Tree): string {
  return tree.inner(term) ? '' : ` rdf:nodeID="${escapeText(term.value)}"`
}

function literalAttributes({ language, datatype }: Term): string {
  if (language) return ` xml:lang="${language}"`
  return datatype && datatype.value !== XSD_STRING && datatype.value !== `${RDF}langString`
    ? ` rdf:datatype="${escapeText(datatype.value)}"`
    : ''
}
