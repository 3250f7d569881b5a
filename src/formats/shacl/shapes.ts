import { word } from '../dcat/words.ts'
import { absoluteIri, blank, iri, langLiteral, literal, type Quad, RDF, type Term, XSD } from '../rdf/terms.ts'
import type { Profile, ProfileRule } from './profile.ts'

const SH = 'http://www.w3.org/ns/shacl#'
const sh = (name: string) => iri(`${SH}${name}`)
const KINDS = { iri: 'IRI', literal: 'Literal', node: 'BlankNodeOrIRI' } as const

/** URIs a value may be when a rule names a code list: the concepts' own and those of the EU tables. */
export type CodeUris = (list: NonNullable<ProfileRule['codes']>) => readonly string[]

/** Address of the shape of a rule, which a finding names. */
export function ruleShape(profileId: string, index: number): string {
  return `urn:x-profile:${profileId}:${index}`
}

/** A profile as SHACL shapes, for the validator and for whoever wants to check their own records. */
export function shapesOf(profile: Profile, codeUris: CodeUris): readonly Quad[] {
  const quads: Quad[] = []
  const out: Output = { quads, blanks: 0 }
  for (const [index, rule] of profile.rules.entries()) ruleQuads(out, { rule, index, profile, codeUris })
  return quads
}

interface Output {
  readonly quads: Quad[]
  blanks: number
}

interface Placed {
  readonly rule: ProfileRule
  readonly index: number
  readonly profile: Profile
  readonly codeUris: CodeUris
}

function ruleQuads(out: Output, { rule, index, profile, codeUris }: Placed): void {
  const shape = iri(ruleShape(profile.id, index))
  const node = iri(`${shape.value}:target`)
  const say = (name: string, object: Term) => void out.quads.push({ subject: shape, predicate: sh(name), object })
  out.quads.push({ subject: node, predicate: iri(`${RDF}type`), object: sh('NodeShape') })
  out.quads.push({ subject: node, predicate: sh('targetClass'), object: iri(prefixed(rule.on)) })
  out.quads.push({ subject: node, predicate: sh('property'), object: shape })
  out.quads.push({ subject: shape, predicate: iri(`${RDF}type`), object: sh('PropertyShape') })
  const path = Array.isArray(rule.path)
    ? listOf(
        out,
        rule.path.map((each) => iri(prefixed(each))),
      )
    : iri(prefixed(rule.path))
  say('path', path)
  say('severity', sh(rule.severity === 'warning' ? 'Warning' : 'Violation'))
  say('message', langLiteral(rule.vi, 'vi'))
  say('message', langLiteral(rule.en, 'en'))
  if (rule.min !== undefined) say('minCount', whole(rule.min))
  if (rule.max !== undefined) say('maxCount', whole(rule.max))
  if (rule.kind) say('nodeKind', sh(KINDS[rule.kind]))
  if (rule.class) say('class', iri(prefixed(rule.class)))
  if (rule.pattern !== undefined) say('pattern', literal(rule.pattern))
  if (rule.datatypes)
    say(
      'or',
      listOf(
        out,
        rule.datatypes.map((type) => nodeWith(out, 'datatype', iri(prefixed(type)))),
      ),
    )
  if (rule.codes)
    say(
      'in',
      listOf(
        out,
        codeUris(rule.codes).map((uri) => iri(absoluteIri(uri) ?? uri)),
      ),
    )
  if (rule.language) {
    say('qualifiedValueShape', nodeWith(out, 'languageIn', listOf(out, [literal(rule.language)])))
    say('qualifiedMinCount', whole(1))
  }
}

function nodeWith(out: Output, name: string, object: Term): Term {
  const made = blank(`s${(out.blanks += 1)}`)
  out.quads.push({ subject: made, predicate: sh(name), object })
  return made
}

function listOf(out: Output, items: readonly Term[]): Term {
  const nil = iri(`${RDF}nil`)
  const cells = items.map(() => blank(`s${(out.blanks += 1)}`))
  for (const [at, cell] of cells.entries()) {
    out.quads.push({ subject: cell, predicate: iri(`${RDF}first`), object: items[at] ?? nil })
    out.quads.push({ subject: cell, predicate: iri(`${RDF}rest`), object: cells[at + 1] ?? nil })
  }
  return cells[0] ?? nil
}

function whole(count: number): Term {
  return literal(String(count), `${XSD}integer`)
}

function prefixed(name: string): string {
  return word(name as Parameters<typeof word>[0])
}

/** Prefix of SHACL beside those of DCAT. */
export const SHACL_PREFIX = { sh: SH } as const
