import type { Distribution } from '../model.ts'

/**
 * Names for the tables of a new file. A table keeps the place of the one of the same name; a single table in a dataset
 * with a single table is that table, whatever the new sheet is called; anything else is new, under a free name.
 */
export function matchTables(
  tables: readonly { readonly name: string }[],
  open: readonly Distribution[],
  taken: ReadonlySet<string>,
): readonly string[] {
  if (tables.length === 1 && open.length === 1 && open[0]) return [open[0].name]
  const free = new Set(open.map((item) => item.name))
  const used = new Set(taken)
  return tables.map(({ name }) => {
    if (free.delete(name)) return name
    const fresh = freeName(name, used)
    used.add(fresh)
    return fresh
  })
}

function freeName(wanted: string, used: ReadonlySet<string>): string {
  if (!used.has(wanted)) return wanted
  for (let number = 2; ; number++) {
    if (!used.has(`${wanted}-${number}`)) return `${wanted}-${number}`
  }
}
