import type { SelectSort } from '../../../platform/duck/index.ts'
import { ckanErrors } from '../ckan/errors.ts'

const PART = /^(?:"((?:[^"]|"")+)"|(\S+))(?:\s+(asc|desc))?(?:\s+nulls\s+(first|last))?$/i

/**
 * Reads `sort` of `datastore_search`: `nam desc, ten asc nulls last`, names in quotes where they have spaces or commas. Without `nulls`
 * as PostgreSQL does: last going up, first going down. Throws 409 `{"sort": [...]}`.
 */
export function readSort(texts: readonly string[], known: (name: string) => boolean): readonly SelectSort[] {
  return texts.flatMap(splitOutsideQuotes).map((part) => {
    const found = PART.exec(part)
    if (!found) throw ckanErrors.invalid({ sort: [`syntax error in "${part.slice(0, 100)}"`] })
    const [, quoted, bare, way = 'asc', nulls] = found
    const column = quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"')
    if (!known(column)) throw ckanErrors.invalid({ sort: [`column "${column}" does not exist`] })
    const descending = way.toLowerCase() === 'desc'
    const first = nulls === undefined ? descending : nulls.toLowerCase() === 'first'
    return { column, descending, nulls: first ? 'first' : 'last' }
  })
}

function splitOutsideQuotes(text: string): readonly string[] {
  const parts = text.match(/(?:"(?:[^"]|"")*"|[^,"]|")+/g) ?? []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}
