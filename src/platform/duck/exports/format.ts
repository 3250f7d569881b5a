import { csvBytes } from './csv.ts'
import { jsonBytes } from './json.ts'
import type { Batches, Layout } from './layout.ts'
import type { ExportJob } from './model.ts'
import { xlsxBytes } from './xlsx.ts'

/** Bytes of an export, in pieces. */
export function formatExport(job: ExportJob, batches: Batches): AsyncIterable<Uint8Array> {
  const types = new Map(job.table.columns.map(({ name, type }) => [name, type]))
  const layout: Layout = {
    names: job.select,
    headers: job.headers ?? job.select,
    types: job.select.map((name) => types.get(name) ?? 'text'),
    locale: job.locale,
    title: job.title ?? 'data',
  }
  switch (job.format) {
    case 'csv':
      return csvBytes(layout, batches, { forExcel: false })
    case 'excel-csv':
      return csvBytes(layout, batches, { forExcel: true })
    case 'json':
      return jsonBytes(layout, batches, { array: true })
    case 'ndjson':
      return jsonBytes(layout, batches, { array: false })
    case 'xlsx':
      return xlsxBytes(layout, batches)
  }
}
