import type { DocTable } from './decision.ts'
import {
  addPage,
  type Box,
  drawColumns,
  drawParagraph,
  drawRule,
  MM,
  type Paragraph,
  type Pdf,
  roomLeft,
  type Sheet,
} from './pdf-sheet.ts'
import { drawTable } from './pdf-table.ts'
import { createSetter, readFonts } from './pdf-text.ts'

/** Pages that are filled from above; what does not fit goes to the next one. Points everywhere. */
export async function openPages(about: { readonly title: string; readonly author: string }) {
  const { pdf, bytes } = await openPdf(about)
  const setter = createSetter({ widthOf: (font, size, text) => pdf.font(font).fontSize(size).widthOfString(text) })
  const sheet: Sheet = { pdf, setter, wide: false, y: 0 }
  const starts = new Set<number>()
  return {
    /** A new part of the document: its first page bears no number. */
    section: (layout: 'upright' | 'wide') => {
      sheet.wide = layout === 'wide'
      addPage(sheet)
      starts.add(pdf.bufferedPageRange().count - 1)
    },
    paragraph: (text: string, look: Paragraph, box?: Box) => drawParagraph(sheet, text, { look, box }),
    columns: (shares: readonly number[], draw: readonly ((box: Box) => void)[]) => drawColumns(sheet, shares, draw),
    rule: (length: number, box?: Box) => drawRule(sheet, length, box),
    gap: (points: number) => {
      sheet.y += points
    },
    /** Keeps the next points together. */
    need: (points: number) => {
      if (roomLeft(sheet) < points) addPage(sheet)
    },
    table: (table: DocTable, size: number) => drawTable(sheet, table, size),
    /** Page numbers above, then the bytes. */
    end: () => {
      numberPages(pdf, starts)
      pdf.end()
      return bytes
    },
  }
}

export type Pages = Awaited<ReturnType<typeof openPages>>

async function openPdf({ title, author }: { title: string; author: string }) {
  const [{ default: Kit }, fonts] = await Promise.all([import('pdfkit'), readFonts()])
  const info = { Title: title, Author: author, Creator: 'Nguồn' }
  const pdf: Pdf = new Kit({ autoFirstPage: false, bufferPages: true, lang: 'vi-VN', info })
  const pieces: Buffer[] = []
  const bytes = new Promise<Uint8Array>((resolve, reject) => {
    pdf.on('data', (piece: Buffer) => pieces.push(piece))
    pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(pieces))))
    pdf.on('error', reject)
  })
  for (const { name, bytes: file } of fonts) pdf.registerFont(name, file)
  return { pdf, bytes }
}

function numberPages(pdf: Pdf, starts: ReadonlySet<number>): void {
  const { count } = pdf.bufferedPageRange()
  for (let page = 0, number = 1; page < count; page++, number++) {
    if (starts.has(page)) {
      number = 1
      continue
    }
    pdf.switchToPage(page)
    pdf.font('regular-latin').fontSize(13)
    const text = String(number)
    pdf.text(text, (pdf.page.width - pdf.widthOfString(text)) / 2, 10 * MM, { lineBreak: false })
  }
}
