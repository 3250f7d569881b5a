import type { Texts } from '../model.ts'
import { absoluteIri, blank, iri, langLiteral, literal, type Quad, type Term, XSD } from '../rdf/terms.ts'
import { word } from './words.ts'

const TYPE = iri(word('rdf:type'))
const LABEL = iri(word('rdfs:label'))

const properties = new Map<string, Term>()

/** `dct:title` as a term; made once. */
export function property(name: Parameters<typeof word>[0]): Term {
  let found = properties.get(name)
  if (!found) properties.set(name, (found = iri(word(name))))
  return found
}

/** Collects statements; what a whole document says once (concepts, agencies) is said at its first use. */
export interface Statements {
  readonly quads: Quad[]
  add(subject: Term, predicate: Term, object: Term): void
  type(subject: Term, ...classes: readonly Term[]): void
  /** A node without address. */
  node(...classes: readonly Term[]): Term
  /** Gives the subject this class, and says more of it, at its first use in the document. */
  once(subject: Term, role: Term, say?: (subject: Term) => void): Term
  texts(subject: Term, predicate: Term, texts: Texts): void
  /** An address with its class, or a node with the words as label. */
  reference(text: string, kind: Term, language: string): Term
}

/** What one document has said already; keep it over the pages of a document. */
export interface Document {
  readonly said: Set<string>
  blanks: number
}

export function newDocument(): Document {
  return { said: new Set(), blanks: 0 }
}

export function statementsOf(document: Document): Statements {
  const quads: Quad[] = []
  const add = (subject: Term, predicate: Term, object: Term) => void quads.push({ subject, predicate, object })
  const type = (subject: Term, ...classes: readonly Term[]) => {
    for (const each of classes) add(subject, TYPE, each)
  }
  const node = (...classes: readonly Term[]) => {
    const made = blank(`n${(document.blanks += 1)}`)
    type(made, ...classes)
    return made
  }
  const once: Statements['once'] = (subject, role, say) => {
    const key = `${role.value} ${subject.value}`
    if (!document.said.has(key)) {
      document.said.add(key)
      type(subject, role)
      say?.(subject)
    }
    return subject
  }
  return {
    quads,
    add,
    type,
    node,
    once,
    texts(subject, predicate, texts) {
      for (const [language, text] of Object.entries(texts)) add(subject, predicate, langLiteral(text, language))
    },
    reference(text, kind, language) {
      if (isAddress(text)) return once(iri(text), kind)
      const made = node(kind)
      add(made, LABEL, langLiteral(text, language))
      return made
    },
  }
}

/** Whether the text is an address as it stands: encoding it would change what the record says. */
export function isAddress(text: string): boolean {
  return /^(https?|urn|ftp|mailto):/i.test(text) && absoluteIri(text) === text
}

/** A date as DCAT-AP wants it: xsd:dateTime, date, gYearMonth or gYear by its length. */
export function dateLiteral(text: string): Term {
  if (text.includes('T')) return literal(text, `${XSD}dateTime`)
  const kinds: Readonly<Record<number, string>> = { 4: 'gYear', 7: 'gYearMonth', 10: 'date' }
  const kind = kinds[text.length]
  return kind && /^\d{4}/.test(text) ? literal(text, `${XSD}${kind}`) : literal(text)
}
