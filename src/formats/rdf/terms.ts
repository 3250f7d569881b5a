/** An RDF term as plain data; the terms of RDF/JS libraries fit it. */
export interface Term {
  readonly termType: string
  readonly value: string
  /** Only of a literal; empty when it has no language. */
  readonly language?: string
  readonly datatype?: { readonly value: string }
}

export interface Quad {
  readonly subject: Term
  readonly predicate: Term
  readonly object: Term
}

export const XSD = 'http://www.w3.org/2001/XMLSchema#'
export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
export const XSD_STRING = `${XSD}string`
const LANG_STRING = `${RDF}langString`

const STRING_TYPE = { value: XSD_STRING }
const LANG_TYPE = { value: LANG_STRING }

export function iri(value: string): Term {
  return { termType: 'NamedNode', value }
}

export function blank(label: string): Term {
  return { termType: 'BlankNode', value: label }
}

export function literal(value: string, datatype?: string): Term {
  return { termType: 'Literal', value, language: '', datatype: datatype ? { value: datatype } : STRING_TYPE }
}

/** A text in a language; `und` is written without one. */
export function langLiteral(value: string, language: string): Term {
  if (language === 'und') return literal(value)
  return { termType: 'Literal', value, language, datatype: LANG_TYPE }
}

const SCHEME = /^[a-z][a-z0-9+.-]*:/i
// RFC 3987 forbids these in an IRI; all of them turn up in addresses that people paste.
// oxlint-disable-next-line no-control-regex -- they are what is encoded
const NOT_IN_IRI = /[\u0000-\u0020<>"{}|\\^`]/g

// oxlint-disable-next-line no-control-regex -- they are what is not there
const IRI_AS_IT_IS = /^[a-z][a-z0-9+.-]*:[^\u0000-\u0020<>"{}|\\^`]*$/i

/** An absolute IRI with what may not stand in one percent-encoded; undefined for what is not absolute. */
export function absoluteIri(text: string): string | undefined {
  if (IRI_AS_IT_IS.test(text)) return text
  const trimmed = text.trim()
  if (!SCHEME.test(trimmed)) return undefined
  return trimmed.replace(NOT_IN_IRI, (sign) => encodeURIComponent(sign))
}

/** Address of the web, encoded as an IRI. */
export function webIri(text: string): string | undefined {
  const found = absoluteIri(text)
  return found && /^(https?|ftp):\/\/[^/]/i.test(found) ? found : undefined
}
