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

const RDF_IN_CSW = /<([\w-]+:)?RDF[\s>][\s\S]*?<\/\1RDF\s*>/g
// Turtle may begin with `[ a dcat:Dataset` or `[]`.
const JSON_START = /^(\{\s*["}]|\[\s*[{["]|\[\s*\]\s*$)/
const SCRIPT = /<script[^>]*application\/ld\+json[^>]*>([\s\S]*?)<\/script>/gi

/** Finds RDF in a text: the file itself, RDF/XML records of a CSW answer, JSON-LD in a web page. By content first. */
export function findRdf(text: string, mediaType: string): FoundRdf {
  const start = text
    .slice(0, 2000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (JSON_START.test(start)) return { parts: [{ syntax: 'json-ld', text }] }
  if (/<!doctype html|<html[\s>]/i.test(start)) return { parts: [...text.matchAll(SCRIPT)].map(scriptPart) }
  if (/GetRecordsResponse[\s>]/.test(start)) return cswRecords(text)
  if (/^<(\?xml|!--|!DOCTYPE|([\w-]+:)?RDF[\s>])/.test(start)) return { parts: [{ syntax: 'rdf-xml', text }] }
  if (/\bxml\b/i.test(mediaType)) return { parts: [{ syntax: 'rdf-xml', text }] }
  if (/json/i.test(mediaType)) return { parts: [{ syntax: 'json-ld', text }] }
  return { parts: [{ syntax: 'turtle', text }] }
}

function scriptPart([, json]: RegExpMatchArray): RdfPart {
  return { syntax: 'json-ld', text: json ?? '' }
}

function cswRecords(text: string): FoundRdf {
  const parts = [...text.matchAll(RDF_IN_CSW)].map(([whole]) => ({ syntax: 'rdf-xml' as const, text: whole }))
  const nextRecord = Number(/nextRecord="(\d+)"/.exec(text)?.[1] ?? 0)
  const total = Number(/numberOfRecordsMatched="(\d+)"/.exec(text)?.[1] ?? 0)
  return { parts, csw: { nextRecord, total } }
}
