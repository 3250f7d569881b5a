import { AppError } from '../../errors.ts'
import { sandboxErrors } from './errors.ts'

/** What DuckDB says of a stranger's statement, in our words; its own words come along without names of our files. */
export function fromSandboxEngine(error: unknown): Error {
  if (error instanceof AppError) return error
  const text = error instanceof Error ? error.message : String(error)
  if (/INTERRUPT/i.test(text)) return error instanceof Error ? error : new Error(text)
  if (/Out of Memory|could not allocate|bad_alloc|failed to allocate|Array buffer allocation/i.test(text)) {
    return sandboxErrors.exhausted()
  }
  const said = withoutPaths(text)
  const column = /Referenced column "([^"]*)" (?:was )?not found|does not have a column named "([^"]*)"/i.exec(text)
  const name = column?.[1] ?? column?.[2]
  if (name !== undefined) return sandboxErrors.unknownColumn(name, said)
  if (/Permission Error|IO Error|Catalog Error: Table/i.test(text)) return sandboxErrors.unknownTable('?')
  if (/Parser Error/i.test(text)) return sandboxErrors.syntax(said)
  return sandboxErrors.wrong(said)
}

function withoutPaths(text: string): string {
  const first = text.split('\n\n')[0] ?? ''
  return first
    .replace(/'?\/[^\s'"]{4,}'?/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
}
