import type { Entry, EntryDistribution, Vocabulary, VocabularyList } from '../model.ts'
import type { Term } from '../rdf/terms.ts'
import type { Graph, Node } from './graph.ts'
import { labelOf, type Reading } from './read-values.ts'
import { word } from './words.ts'

const NAME_OF: Readonly<Record<VocabularyList, { vi: string; en: string }>> = {
  theme: { vi: 'Chủ đề', en: 'The theme' },
  licence: { vi: 'Giấy phép', en: 'The licence' },
  format: { vi: 'Định dạng', en: 'The format' },
  frequency: { vi: 'Chu kỳ cập nhật', en: 'The update cycle' },
  area: { vi: 'Phạm vi', en: 'The area' },
}

/** Code of ours for a term, else its word as given with a remark that no list knows it. */
export function readCode(
  reading: Reading & { readonly vocabulary: Vocabulary },
  { list, term, at }: { list: VocabularyList; term: Term | undefined; at: string },
): string | undefined {
  if (!term) return undefined
  const words = wordsOf(reading.graph, term)
  for (const given of words) {
    const code = reading.vocabulary.codeOf(list, given)
    if (code !== undefined) return code
  }
  const [given] = words
  if (given !== undefined && list !== 'area') reading.remark(unknownCode(list, given, at))
  return given
}

// A concept of somebody else's may be known by its address, its name or its notation.
function wordsOf(graph: Graph, term: Term): readonly string[] {
  if (term.termType === 'Literal') return [term.value.trim()].filter(Boolean)
  const node = graph.node(term)
  const address = term.termType === 'NamedNode' ? term.value : undefined
  const notation = node.first(word('skos:notation'), word('dct:identifier'))?.value
  return [address, labelOf(node), node.first(word('schema:url'))?.value, notation].flatMap((each) => each?.trim() || [])
}

function unknownCode(list: VocabularyList, given: string, at: string) {
  const { vi, en } = NAME_OF[list]
  const shown = given.slice(0, 120)
  return {
    code: `${list}-unknown`,
    at,
    vi: `${vi} "${shown}" không có trong danh mục; giữ nguyên như nguồn ghi.`,
    en: `${en} "${shown}" is not in the code list; it is kept as the source has it.`,
  }
}

/** `public` unless the record says otherwise. */
export function readAccessRights(node: Node): Entry['accessRights'] {
  const given = node.first(word('dct:accessRights'))?.value.toLowerCase() ?? ''
  if (/non[-_ ]?public|confidential|private/.test(given)) return 'non-public'
  return /restricted/.test(given) ? 'restricted' : 'public'
}

const AVAILABILITIES = ['temporary', 'experimental', 'available', 'stable'] as const

export function readAvailability(node: Node): EntryDistribution['availability'] {
  const given = node.first(word('dcatap:availability'))?.value.toLowerCase() ?? ''
  return AVAILABILITIES.find((name) => given.endsWith(name))
}
