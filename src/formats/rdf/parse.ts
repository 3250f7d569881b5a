import { JsonLdParser } from 'jsonld-streaming-parser'
import { Parser } from 'n3'
import { RdfXmlParser } from 'rdfxml-streaming-parser'
import type { Remark } from '../model.ts'
import { knownContext } from './contexts.ts'
import { jsonDepth, MOST_DEEP, xmlDepth } from './depth.ts'
import type { Quad } from './terms.ts'

export interface ParsedRdf {
  /** In the order of the file; what was read before a fault is kept. */
  readonly quads: readonly Quad[]
  readonly remarks: readonly Remark[]
}

export type RdfSyntax = 'turtle' | 'rdf-xml' | 'json-ld'

export interface ParseOptions {
  /** Address the file came from; relative addresses in it are read against this. */
  readonly baseUrl: string
}

/** Reads RDF of one syntax. Never throws: a fault is a remark, with the statements before it. */
export function parseRdf(text: string, syntax: RdfSyntax, options: ParseOptions): Promise<ParsedRdf> {
  if (syntax === 'turtle') return parseTurtle(text, options)
  if (syntax === 'rdf-xml') return parseRdfXml(text, options)
  return parseJsonLd(text, options)
}

// <http://host/a b> stops a strict reader; with the space encoded the rest of the file is saved.
const IRI_IN_ANGLES = /<([a-z][a-z0-9+.-]*:[^<>"\n]*)>/gi
const DOUBLE_ANGLE = /<<(?=[a-z]+:)/gi
const MOST_MENDS = 20
const TOO_DEEP = `nested deeper than ${MOST_DEEP} levels`

async function parseTurtle(text: string, options: ParseOptions): Promise<ParsedRdf> {
  let given = text
  let best = await readTurtle(given, options)
  const faults: string[] = []
  while (best.fault !== undefined && faults.length < MOST_MENDS) {
    const mended = mendTurtle(given, best.fault)
    if (mended === given) break
    faults.push(best.fault)
    const next = await readTurtle(mended, options)
    if (next.quads.length < best.quads.length) break
    best = next
    given = mended
  }
  if (best.fault !== undefined) return { quads: best.quads, remarks: [cutRemark(best.fault, best.quads.length)] }
  return { quads: best.quads, remarks: faults.map(mendedRemark) }
}

/** Mends what is often wrong in files of others: a prefix nobody declared, a space in an address, `<<` before one. */
function mendTurtle(text: string, fault: string): string {
  const prefix = /Undefined prefix "([\w-]+):"/.exec(fault)?.[1]
  if (prefix) return `@prefix ${prefix}: <urn:undeclared:${prefix}:> . ${text}`
  return (
    text
      .replace(DOUBLE_ANGLE, '<')
      // oxlint-disable-next-line no-control-regex -- they are what is encoded
      .replace(IRI_IN_ANGLES, (_, inner: string) => `<${inner.replace(/[\u0000-\u0020{}|\\^`]/g, encodeURIComponent)}>`)
  )
}

function readTurtle(
  text: string,
  { baseUrl }: ParseOptions,
): Promise<{ quads: readonly Quad[]; fault: string | undefined }> {
  return new Promise((resolve) => {
    const quads: Quad[] = []
    try {
      // Given a callback, the parser hands over each statement as it is read, then a fault or nothing.
      new Parser({ baseIRI: baseUrl }).parse(text, (error, quad) => {
        if (error) resolve({ quads, fault: error.message })
        else if (quad) quads.push(quad)
        else resolve({ quads, fault: undefined })
      })
    } catch (error) {
      resolve({ quads, fault: messageOf(error) })
    }
  })
}

const ENTITY = /<!ENTITY\s+(\S+)\s+(?:"([^"]*)"|'([^']*)')/g
const REFERENCE = /&([^;\s&]+);/g
const MOST_EXPANDED = 16 * 1024 * 1024

/** Whether entities of the file's own grow beyond all measure; namespaces written as entities stay far below. */
function isBomb(text: string): boolean {
  const lengths = new Map<string, number>()
  for (const [, name = '', double, single] of text.matchAll(ENTITY)) lengths.set(name, (double ?? single ?? '').length)
  if (lengths.size === 0) return false
  let expanded = 0
  for (const [, name = ''] of text.matchAll(REFERENCE)) {
    expanded += lengths.get(name) ?? 0
    if (expanded > MOST_EXPANDED) return true
  }
  return false
}

async function parseRdfXml(text: string, { baseUrl }: ParseOptions): Promise<ParsedRdf> {
  if (xmlDepth(text) > MOST_DEEP) return { quads: [], remarks: [cutRemark(TOO_DEEP, 0)] }
  if (isBomb(text)) return { quads: [], remarks: [cutRemark('entities expand to more than 16 MB', 0)] }
  const parser = new RdfXmlParser({ baseIRI: baseUrl, validateUri: false, allowDuplicateRdfIds: true })
  return collect(parser, text)
}

async function parseJsonLd(text: string, { baseUrl }: ParseOptions): Promise<ParsedRdf> {
  if (jsonDepth(text) > MOST_DEEP) return { quads: [], remarks: [cutRemark(TOO_DEEP, 0)] }
  const unknown = new Set<string>()
  const documentLoader = {
    load: async (address: string) => {
      const context = knownContext(address)
      if (!context) unknown.add(address)
      return context ?? { '@context': {} }
    },
  }
  const parser = new JsonLdParser({ baseIRI: baseUrl, documentLoader, skipContextValidation: true })
  const read = await collect(parser, text)
  return { quads: read.quads, remarks: [...read.remarks, ...[...unknown].map(contextRemark)] }
}

interface StreamParser {
  on(event: 'data', listener: (quad: Quad) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'end', listener: () => void): unknown
  write(text: string): unknown
  end(): unknown
}

function collect(parser: StreamParser, text: string): Promise<ParsedRdf> {
  return new Promise((resolve) => {
    const quads: Quad[] = []
    const finish = (fault?: string) =>
      resolve({ quads, remarks: fault === undefined ? [] : [cutRemark(fault, quads.length)] })
    parser.on('data', (quad) => void quads.push(quad))
    parser.on('error', (error) => finish(error.message))
    parser.on('end', () => finish())
    try {
      parser.write(text)
      parser.end()
    } catch (error) {
      finish(messageOf(error))
    }
  })
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

function mendedRemark(fault: string): Remark {
  return {
    code: 'rdf-mended',
    at: fault.slice(0, 200),
    vi: `Có địa chỉ viết sai quy tắc, đã sửa để đọc tiếp (${fault.slice(0, 200)}).`,
    en: `An address is not written as it must be; it was mended to read on (${fault.slice(0, 200)}).`,
  }
}

function cutRemark(fault: string, kept: number): Remark {
  const where = fault.slice(0, 200)
  return {
    code: kept === 0 ? 'rdf-unreadable' : 'rdf-cut',
    at: where,
    vi: kept === 0 ? `Không đọc được RDF: ${where}` : `RDF hỏng giữa chừng, chỉ giữ phần đọc được trước đó: ${where}`,
    en: kept === 0 ? `The RDF cannot be read: ${where}` : `The RDF breaks off; what came before it was kept: ${where}`,
  }
}

function contextRemark(address: string): Remark {
  return {
    code: 'context-unknown',
    at: address.slice(0, 200),
    vi: `Ngữ cảnh JSON-LD ${address.slice(0, 200)} không có sẵn nên các từ của nó bị bỏ qua.`,
    en: `The JSON-LD context ${address.slice(0, 200)} is not known here; its words were passed over.`,
  }
}
