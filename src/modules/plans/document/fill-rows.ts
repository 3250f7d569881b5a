import { randomUUID } from 'node:crypto'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { escapeXml } from '../../../platform/text.ts'
import type { DocTable } from './decision.ts'

const BODY = 'word/document.xml'

/**
 * Rows of the tables of a Word document, kept back while the library writes it: the library builds an object for every
 * cell, which takes seconds for a long list. It writes one row of marks for each table; the rows are filled in after it.
 */
export interface RowKeeper {
  /** Marks for the cells of the one row that stands for all rows of the table. */
  marksOf(table: DocTable): readonly string[]
  /** The package with every row in its place. */
  fill(written: Uint8Array): Uint8Array
}

export function createRowKeeper(): RowKeeper {
  // Nobody can write a text that looks like a mark of this document.
  const key = randomUUID()
  const tables: DocTable[] = []
  const mark = (table: number, cell: number) => `${key}:${table}:${cell};`
  return {
    marksOf(table) {
      const index = tables.push(table) - 1
      return table.heads.map((_, cell) => mark(index, cell))
    },
    fill(written) {
      const files = unzipSync(written)
      const body = files[BODY]
      if (!body) throw new Error(`the Word document has no ${BODY}`)
      const xml = tables.reduce(
        (before, table, index) => fillTable(before, { table, mark: (cell) => mark(index, cell) }),
        strFromU8(body),
      )
      return zipSync({ ...files, [BODY]: strToU8(xml) })
    },
  }
}

/** Puts the rows of a table where its row of marks stands. */
function fillTable(xml: string, { table, mark }: { table: DocTable; mark(cell: number): string }): string {
  const at = xml.indexOf(mark(0))
  const start = xml.lastIndexOf('<w:tr>', at)
  const end = xml.indexOf('</w:tr>', at) + '</w:tr>'.length
  if (at < 0 || start < 0) throw new Error('the row of marks is not in the document')
  const parts = partsOf(
    xml.slice(start, end),
    table.heads.map((_, cell) => mark(cell)),
  )
  const rows = table.rows.map((row) =>
    parts.map((part, index) => (index === 0 ? part : escapeXml(row[index - 1] ?? '') + part)).join(''),
  )
  return xml.slice(0, start) + rows.join('') + xml.slice(end)
}

/** The row before, between and after its marks. */
function partsOf(row: string, marks: readonly string[]): readonly string[] {
  const parts: string[] = []
  let rest = row
  for (const one of marks) {
    const at = rest.indexOf(one)
    if (at < 0) throw new Error('a mark of the row is not in the document')
    parts.push(rest.slice(0, at))
    rest = rest.slice(at + one.length)
  }
  return [...parts, rest]
}
