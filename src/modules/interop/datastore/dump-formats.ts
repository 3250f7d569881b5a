import type { Value } from '../../../tabular/model.ts'
import { type Field, linesOf } from './types.ts'

export const DUMP_FORMATS = ['csv', 'tsv', 'json', 'xml'] as const
export type DumpFormat = (typeof DUMP_FORMATS)[number]

type Rows = readonly (readonly Value[])[]

/** How a dump is written: what stands before, between and after its rows. */
export interface DumpWriter {
  readonly type: string
  readonly head: string
  rows(rows: Rows, first: boolean): string
  readonly tail: string
}

/** As CKAN's `/datastore/dump`: JSON rows are arrays, XML says `xsi:nil` for a missing value. */
export function dumpWriter(format: DumpFormat, fields: readonly Field[], bom: boolean): DumpWriter {
  const names = fields.map(({ id }) => id)
  if (format === 'json') {
    return {
      type: 'application/json; charset=utf-8',
      head: `{\n  "fields": ${JSON.stringify(fields)},\n  "records": [`,
      rows: (rows, first) =>
        rows.map((row, at) => `${first && at === 0 ? '' : ','}\n    ${JSON.stringify(row)}`).join(''),
      tail: '\n]}\n',
    }
  }
  if (format === 'xml') {
    return {
      type: 'text/xml; charset=utf-8',
      head: '<?xml version="1.0" encoding="UTF-8"?>\n<data xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n',
      rows: (rows) => rows.map((row) => xmlRow(names, row)).join(''),
      tail: '</data>\n',
    }
  }
  const separator = format === 'csv' ? ',' : '\t'
  return {
    type: format === 'csv' ? 'text/csv; charset=utf-8' : 'text/tab-separated-values; charset=utf-8',
    head: `${bom ? '\uFEFF' : ''}${linesOf([names], separator)}`,
    rows: (rows) => linesOf(rows, separator),
    tail: '',
  }
}

function xmlRow(names: readonly string[], row: readonly Value[]): string {
  const id = names.indexOf('_id')
  const cells = names.flatMap((name, at) => {
    if (at === id) return []
    const value = row[at] ?? null
    // A rank of words has a blank in its name, which no element may have.
    const tag = name.replace(/[^\w.-]/g, '_')
    return value === null ? `<${tag} xsi:nil="true" />` : `<${tag}>${xmlText(String(value))}</${tag}>`
  })
  const mark = id < 0 ? '' : ` _id="${String(row[id])}"`
  return `<row${mark}>${cells.join('')}</row>\n`
}

const XML_SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function xmlText(text: string): string {
  // XML 1.0 has no way to write control characters, not even as a reference.
  const printable = text.replace(/[^\P{Cc}\t\n\r]|\uFFFE|\uFFFF/gu, '')
  return printable.replace(/[&<>]/g, (sign) => XML_SIGNS[sign] ?? '')
}
