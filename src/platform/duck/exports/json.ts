import type { Value } from '../../../tabular/model.ts'
import type { Batches, Layout } from './layout.ts'

/** One object a row: an array, or one object a line. Numbers a double cannot hold stay texts. */
export async function* jsonBytes(
  layout: Layout,
  batches: Batches,
  how: { readonly array: boolean },
): AsyncIterable<Uint8Array> {
  const keys = layout.names.map((name) => `${JSON.stringify(name)}:`)
  if (how.array) yield Buffer.from('[')
  let first = true
  for await (const rows of batches) {
    let text = ''
    for (const row of rows) {
      const line = objectText(keys, row)
      text += how.array ? `${first ? '\n' : ',\n'}${line}` : `${line}\n`
      first = false
    }
    yield Buffer.from(text)
  }
  if (how.array) yield Buffer.from('\n]\n')
}

function objectText(keys: readonly string[], row: readonly Value[]): string {
  return `{${keys.map((key, at) => key + JSON.stringify(row[at] ?? null)).join(',')}}`
}
