import type { DocSection } from './decision.ts'
import { createRowKeeper } from './fill-rows.ts'
import { openPages } from './pdf-pages.ts'
import { paragraph, tableOf } from './write-docx.ts'

/** Figures of a day with their tables, to be printed or sent on; not a document that anybody signs. */
export interface Report {
  readonly title: string
  /** Of when and from where the figures are. */
  readonly said: string
  readonly sections: readonly DocSection[]
}

const MM = 56.7
const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }

/** The report as a Word document. */
export async function writeReportDocx({ title, said, sections }: Report): Promise<Uint8Array> {
  const kit = await import('docx')
  const rows = createRowKeeper()
  const children = [
    paragraph(kit, title.toLocaleUpperCase('vi'), { align: 'center', bold: true }),
    paragraph(kit, said, { align: 'center', italic: true, size: 24, after: 240 }),
    ...sections.flatMap(({ head, paragraphs, table }) => [
      paragraph(kit, head, { bold: true }),
      ...paragraphs.map((text) => paragraph(kit, text, { align: 'both' })),
      ...(table ? [tableOf(kit, table, rows), paragraph(kit, '')] : []),
    ]),
  ]
  const document = new kit.Document({
    title,
    creator: 'Nguồn',
    styles: { default: { document: { run: { font: 'Times New Roman', size: 28 } } } },
    sections: [{ properties: { page: { size: { width: 11906, height: 16838 }, margin: MARGIN } }, children }],
  })
  return rows.fill(new Uint8Array(await kit.Packer.toBuffer(document)))
}

/** The report as a PDF with its own font. */
export async function writeReportPdf({ title, said, sections }: Report): Promise<Uint8Array> {
  const pages = await openPages({ title, author: 'Nguồn' })
  pages.section('upright')
  pages.paragraph(title.toLocaleUpperCase('vi'), { face: 'bold', size: 14, align: 'center' })
  pages.paragraph(said, { face: 'italic', size: 10.5, align: 'center', after: 14 })
  for (const { head, paragraphs, table } of sections) {
    pages.need(60)
    pages.paragraph(head, { face: 'bold', size: 12 })
    for (const line of paragraphs) pages.paragraph(line, { face: 'regular', size: 11.5, align: 'both' })
    if (table) {
      await pages.table(table, 10)
      pages.gap(12)
    }
  }
  return pages.end()
}
