import type { RdfSyntax } from './parse.ts'

/** A piece of RDF inside what a server answered. */
export interface RdfPart {
  readonly syntax: RdfSyntax
  readonly text: string
}

export interface FoundRdf {
  readonly parts: readonly RdfPart[]
  /** Of a CSW answer: where the next records begin, and how many there are. */
  readonly csw?: { readonly nextRecord: number; readonly total: number }
}

const RDF_START = /<([\w-]+:)?RDF[\s>]/g
// Turtle may begin with `[ a dcat:Dataset` or `[]`.
const JSON_START = /^(\{\s*["}]|\[\s*[{["]|\[\s*\]\s*$)/
const SCRIPT_START = /<script\b/gi

/** Finds RDF in a text: the file itself, RDF/XML records of a CSW answer, JSON-LD in a web page. By content first. */
export function findRdf(text: string, mediaType: string): FoundRdf {
  const start = text
    .slice(0, 2000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (JSON_START.test(start)) return { parts: [{ syntax: 'json-ld', text }] }
  if (/<!doctype html|<html[\s>]/i.test(start)) return { parts: scriptsIn(text) }
  if (/GetRecordsResponse[\s>]/.test(start)) return cswRecords(text)
  if (/^<(\?xml|!--|!DOCTYPE|([\w-]+:)?RDF[\s>])/.test(start)) return { parts: [{ syntax: 'rdf-xml', text }] }
  if (/\bxml\b/i.test(mediaType)) return { parts: [{ syntax: 'rdf-xml', text }] }
  if (/json/i.test(mediaType)) return { parts: [{ syntax: 'json-ld', text }] }
  return { parts: [{ syntax: 'turtle', text }] }
}

// One pass over the text: a page of nothing but beginnings costs no more than its length.
function scriptsIn(text: string): readonly RdfPart[] {
  const parts: RdfPart[] = []
  const end = /<\/script\s*>/gi
  const start = new RegExp(SCRIPT_START)
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const content = text.indexOf('>', found.index) + 1
    if (content === 0) break
    end.lastIndex = content
    const closing = end.exec(text)
    if (!closing) break
    const isData = /application\/ld\+json/i.test(text.slice(found.index, Math.min(content, found.index + 1000)))
    if (isData) parts.push({ syntax: 'json-ld', text: text.slice(content, closing.index) })
    start.lastIndex = end.lastIndex
  }
  return parts
}

function cswRecords(text: string): FoundRdf {
  const parts: RdfPart[] = []
  const start = new RegExp(RDF_START)
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const end = text.indexOf(`</${found[1] ?? ''}RDF`, found.index)
    const after = end < 0 ? 0 : text.indexOf('>', end) + 1
    if (after === 0) break
    parts.push({ syntax: 'rdf-xml', text: text.slice(found.index, after) })
    start.lastIndex = after
  }
  const nextRecord = Number(/nextRecord="(\d+)"/.exec(text)?.[1] ?? 0)
  const total = Number(/numberOfRecordsMatched="(\d+)"/.exec(text)?.[1] ?? 0)
  return { parts, csw: { nextRecord, total } }
}
