import type { Vocabulary, VocabularyList } from '../model.ts'
import { iri, literal, type Quad } from '../rdf/terms.ts'
import { newDocument, property, statementsOf } from './statements.ts'

/** A code as a SKOS concept; undefined when the list does not know it. */
export function conceptQuads(
  vocabulary: Vocabulary,
  { list, code, uri }: { list: VocabularyList; code: string; uri: string },
): readonly Quad[] | undefined {
  const labels = vocabulary.labelOf(list, code)
  if (!labels) return undefined
  const out = statementsOf(newDocument())
  const subject = iri(uri)
  out.type(subject, property('skos:Concept'))
  out.texts(subject, property('skos:prefLabel'), labels)
  out.add(subject, property('skos:notation'), literal(code.split('/').at(-1) ?? code))
  out.add(subject, property('skos:inScheme'), iri(uri.slice(0, uri.lastIndexOf('/'))))
  const authority = vocabulary.attributeOf(list, code, 'authority')
  // What an EU theme says is near to ours and not the same; the other tables are the same lists.
  const match = property(list === 'theme' ? 'skos:closeMatch' : 'skos:exactMatch')
  if (typeof authority === 'string') out.add(subject, match, iri(authority))
  return out.quads
}
