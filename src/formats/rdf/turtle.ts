import { type Quad, type Term, XSD_STRING } from './terms.ts'
import { type Tree, type TreeNode, treeOf } from './tree.ts'

const LOCAL = /^[A-Za-z_][\w-]*$/

/** Short names of IRIs under known namespaces; remembers what it shortened, as properties and classes come again and again. */
export function createShortener(prefixes: Readonly<Record<string, string>>): (iri: string) => string | undefined {
  const names = new Map(Object.entries(prefixes).map(([name, space]) => [space, name]))
  const known = new Map<string, string>()
  return (iri) => {
    const found = known.get(iri)
    if (found !== undefined) return found
    const end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1
    const name = names.get(iri.slice(0, end))
    if (name === undefined || !LOCAL.test(iri.slice(end))) return undefined
    const short = `${name}:${iri.slice(end)}`
    known.set(iri, short)
    return short
  }
}

export interface TurtleWriter {
  head(): string
  /** Statements of one or several records; their blank nodes must not be used in another call. */
  write(quads: readonly Quad[]): string
}

/** Writes Turtle a piece at a time: nested blank nodes, short names, one statement a line. */
export function createTurtleWriter(prefixes: Readonly<Record<string, string>>): TurtleWriter {
  const shorten = createShortener(prefixes)
  const iriText = (value: string) => shorten(value) ?? `<${value}>`

  function termText(term: Term, tree: Tree, indent: string): string {
    if (term.termType === 'Literal') return literalText(term)
    if (term.termType !== 'BlankNode') return iriText(term.value)
    const inner = tree.inner(term)
    return inner ? `[\n${body(inner, tree, `${indent}  `)}\n${indent}]` : `_:${term.value}`
  }

  function literalText(term: Term): string {
    const text = quoted(term.value)
    if (term.language) return `${text}@${term.language}`
    const type = term.datatype?.value
    return type === undefined || type === XSD_STRING ? text : `${text}^^${iriText(type)}`
  }

  function body({ types, properties }: TreeNode, tree: Tree, indent: string): string {
    const lines: string[] = []
    if (types.length > 0) lines.push(`${indent}a ${types.map((type) => iriText(type.value)).join(', ')}`)
    for (const [predicate, objects] of properties) {
      let line = `${indent}${iriText(predicate)} `
      for (const [at, object] of objects.entries()) line += (at > 0 ? ', ' : '') + termText(object, tree, indent)
      lines.push(line)
    }
    return lines.join(' ;\n')
  }

  return {
    head: () =>
      `${Object.entries(prefixes)
        .map(([name, space]) => `@prefix ${name}: <${space}> .\n`)
        .join('')}\n`,
    write(quads) {
      const tree = treeOf(quads)
      let text = ''
      for (const root of tree.roots) text += `${rootText(root)}\n${body(root, tree, '  ')} .\n\n`
      return text
    },
  }

  function rootText({ term }: TreeNode): string {
    return term.termType === 'BlankNode' ? `_:${term.value}` : `<${term.value}>`
  }
}

// A whole surrogate pair is seen here too; what is to be done is decided below.
// oxlint-disable-next-line no-control-regex -- they are what is escaped
const SUSPECT = /["\\\u0000-\u001f\u007f\ud800-\udfff]/
// oxlint-disable-next-line no-control-regex -- they are what is escaped
const ESCAPED = /["\\\u0000-\u001f\u007f]|\p{Surrogate}/gu
const NAMES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

// Half a surrogate pair cannot be written in UTF-8; it becomes the replacement character.
function quoted(text: string): string {
  if (!SUSPECT.test(text)) return `"${text}"`
  return `"${text.replace(ESCAPED, (sign) => NAMES[sign] ?? unicode(sign))}"`
}

function unicode(sign: string): string {
  const code = sign.codePointAt(0) ?? 0
  return code >= 0xd800 ? '\ufffd' : `\\u${code.toString(16).padStart(4, '0').toUpperCase()}`
}

/** One statement a line (N-Triples), which is Turtle and N3 as well. */
export function nTriples(quads: readonly Quad[]): string {
  let text = ''
  for (const { subject, predicate, object } of quads) {
    text += `${plain(subject)} <${predicate.value}> ${plain(object)} .\n`
  }
  return text
}

function plain(term: Term): string {
  if (term.termType === 'BlankNode') return `_:${term.value}`
  if (term.termType !== 'Literal') return `<${term.value}>`
  const text = quoted(term.value)
  if (term.language) return `${text}@${term.language}`
  const type = term.datatype?.value
  return type === undefined || type === XSD_STRING ? text : `${text}^^<${type}>`
}
