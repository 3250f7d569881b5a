import { type Quad, type Term, XSD_STRING } from './terms.ts'
import { type Tree, type TreeNode, treeOf } from './tree.ts'
import { createShortener } from './turtle.ts'

type Json = string | { [key: string]: Json } | readonly Json[]

/** Nodes as JSON-LD objects; the context is nothing but prefixes, so no reader needs to fetch one. */
export function createJsonLdWriter(prefixes: Readonly<Record<string, string>>): {
  readonly context: Readonly<Record<string, string>>
  nodes(quads: readonly Quad[]): readonly Json[]
} {
  const shorten = createShortener(prefixes)
  const name = (iri: string) => shorten(iri) ?? iri

  function object(term: Term, tree: Tree): Json {
    if (term.termType === 'Literal') return value(term)
    const inner = tree.inner(term)
    if (inner) return body(inner, tree)
    return { '@id': term.termType === 'BlankNode' ? `_:${term.value}` : term.value }
  }

  function value(term: Term): Json {
    const text = term.value.toWellFormed()
    if (term.language) return { '@value': text, '@language': term.language }
    const type = term.datatype?.value
    return type === undefined || type === XSD_STRING ? text : { '@value': text, '@type': name(type) }
  }

  function body({ types, properties }: TreeNode, tree: Tree): { [key: string]: Json } {
    const out: { [key: string]: Json } = {}
    if (types.length > 0) out['@type'] = only(types.map((type) => name(type.value)))
    for (const [predicate, objects] of properties) {
      out[name(predicate)] = only(objects.map((each) => object(each, tree)))
    }
    return out
  }

  return {
    context: prefixes,
    nodes(quads) {
      const tree = treeOf(quads)
      return tree.roots.map((root) => ({
        '@id': root.term.termType === 'BlankNode' ? `_:${root.term.value}` : root.term.value,
        ...body(root, tree),
      }))
    },
  }
}

function only(items: readonly Json[]): Json {
  return items.length === 1 && items[0] !== undefined ? items[0] : items
}
