import { odataErrors } from './errors.ts'

/** Where a page begins; pages of one request all come from the version the first one came from. */
export interface Place {
  readonly version: number
  /** Row number behind which the page begins, or rows to pass over where the rows are sorted. */
  readonly by: 'row' | 'skip'
  readonly at: number
  /** Rows still wanted; all without it. */
  readonly left: number | undefined
}

const TOKEN = /^v(\d{1,9})-(row|skip)-(\d{1,15})(?:-(\d{1,15}))?$/

/** Writes `$skiptoken` of the next page. */
export function writePlace({ version, by, at, left }: Place): string {
  return `v${version}-${by}-${at}${left === undefined ? '' : `-${left}`}`
}

/** Reads it back; throws `odata.wrong-option` for anything else. */
export function readPlace(text: string): Place {
  const [, version, by, at, left] = TOKEN.exec(text) ?? []
  if (version === undefined || at === undefined || (by !== 'row' && by !== 'skip')) {
    throw odataErrors.wrongOption('$skiptoken', text.slice(0, 40))
  }
  return { version: Number(version), by, at: Number(at), left: left === undefined ? undefined : Number(left) }
}
