import type * as Docx from 'docx'
import { roman } from './build-decision.ts'
import { type Decision, type DocTable, MOTTO, NATION } from './decision.ts'
import { createRowKeeper, type RowKeeper } from './fill-rows.ts'

// The decree on the layout of administrative documents: A4, Times New Roman 13 to 14, margins 20, 15, 20, 30 mm.
const MM = 56.7
const MARGIN = { top: 20 * MM, bottom: 20 * MM, left: 30 * MM, right: 15 * MM }
/** Width of a line on an upright page, mm. */
const LINE = 165
const FONT = 'Times New Roman'
/** Half points. */
const SIZE = { text: 28, small: 24, tiny: 22, table: 24 }

type Kit = typeof Docx

/** The decision as a Word document that can be edited and signed. */
export async function writeDocx(decision: Decision): Promise<Uint8Array> {
  const kit = await import('docx')
  const rows = createRowKeeper()
  const page = { size: { width: 11906, height: 16838 }, margin: MARGIN }
  const numbers = { header: pageNumber(kit) }
  const wide = { ...page, size: { ...page.size, orientation: kit.PageOrientation.LANDSCAPE } }
  const document = new kit.Document({
    creator: decision.agency,
    title: decision.subject,
    styles: { default: { document: { run: { font: FONT, size: SIZE.text } } } },
    sections: [
      {
        properties: { page, titlePage: true },
        headers: { default: numbers.header },
        children: [...head(kit, decision), ...body(kit, decision), ...foot(kit, decision)],
      },
      {
        properties: { page, titlePage: true },
        headers: { default: numbers.header },
        children: plan(kit, decision, rows),
      },
      {
        properties: { page: wide, titlePage: true },
        headers: { default: numbers.header },
        children: annex(kit, decision, rows),
      },
    ],
  })
  return rows.fill(new Uint8Array(await kit.Packer.toBuffer(document)))
}

interface Look {
  readonly align?: 'left' | 'center' | 'right' | 'both'
  readonly bold?: boolean
  readonly italic?: boolean
  readonly size?: number
  readonly after?: number
  readonly indent?: boolean
  readonly underline?: boolean
}

export function paragraph(kit: Kit, text: string, look: Look = {}): Docx.Paragraph {
  const { align = 'left', bold = false, italic = false, size = SIZE.text, after = 120, indent, underline } = look
  return new kit.Paragraph({
    alignment: align,
    spacing: { after, line: 276, lineRule: 'auto' },
    keepLines: true,
    ...(indent ? { indent: { firstLine: 567 } } : {}),
    children: [new kit.TextRun({ text, bold, italics: italic, size, ...(underline ? { underline: {} } : {}) })],
  })
}

function pageNumber(kit: Kit): Docx.Header {
  const run = new kit.TextRun({ children: [kit.PageNumber.CURRENT], size: SIZE.text })
  return new kit.Header({ children: [new kit.Paragraph({ alignment: 'center', children: [run] })] })
}

/** Two columns without lines: who issues it, and the name of the state with its motto. */
function head(kit: Kit, decision: Decision): Docx.FileChild[] {
  const centre = { align: 'center', after: 0 } as const
  const left = [
    ...(decision.above ? [paragraph(kit, decision.above, { ...centre, size: SIZE.small + 2 })] : []),
    paragraph(kit, decision.agency, { ...centre, bold: true, size: SIZE.small + 2 }),
    rule(kit, { room: LINE * 0.38, length: 18 }),
    paragraph(kit, `Số: ${decision.number}`, { ...centre, size: SIZE.small + 2 }),
  ]
  const right = [
    paragraph(kit, NATION, { ...centre, bold: true, size: SIZE.small }),
    paragraph(kit, MOTTO, { ...centre, bold: true, size: SIZE.small + 2 }),
    rule(kit, { room: LINE * 0.62, length: 56 }),
    paragraph(kit, decision.placeAndDate, { ...centre, italic: true, size: SIZE.small + 2 }),
  ]
  return [
    ...decision.notes.map((note) => paragraph(kit, note, { italic: true, size: SIZE.tiny, after: 60 })),
    columns(kit, [left, right], [38, 62]),
  ]
}

/** A solid line in the middle below a title; `room` and `length` in mm: the cell or page, and the line itself. */
function rule(kit: Kit, { room, length }: { room: number; length: number }): Docx.Paragraph {
  const side = ((room - length) / 2) * MM
  return new kit.Paragraph({
    spacing: { before: 0, after: 120, line: 60, lineRule: 'exact' },
    indent: { left: side, right: side },
    border: { bottom: { style: kit.BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    children: [],
  })
}

function columns(kit: Kit, cells: readonly Docx.Paragraph[][], widths: readonly number[]): Docx.Table {
  const none = { style: kit.BorderStyle.NONE, size: 0, color: 'auto' } as const
  const borders = { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }
  return new kit.Table({
    width: { size: 100, type: kit.WidthType.PERCENTAGE },
    borders,
    rows: [
      new kit.TableRow({
        children: cells.map(
          (children, index) =>
            new kit.TableCell({ children, width: { size: widths[index] ?? 50, type: kit.WidthType.PERCENTAGE } }),
        ),
      }),
    ],
  })
}

function body(kit: Kit, decision: Decision): Docx.Paragraph[] {
  const centre = { align: 'center', bold: true } as const
  return [
    paragraph(kit, '', { after: 120 }),
    paragraph(kit, 'QUYẾT ĐỊNH', { ...centre, after: 60 }),
    paragraph(kit, decision.subject, { ...centre, after: 0 }),
    rule(kit, { room: LINE, length: 50 }),
    paragraph(kit, decision.authority, { ...centre, after: 160 }),
    ...decision.recitals.map((text) => paragraph(kit, text, { italic: true, indent: true, align: 'both' })),
    paragraph(kit, 'QUYẾT ĐỊNH:', { ...centre, after: 160 }),
    ...decision.articles.map((text, index) => article(kit, index + 1, text)),
  ]
}

function article(kit: Kit, number: number, text: string): Docx.Paragraph {
  return new kit.Paragraph({
    alignment: 'both',
    spacing: { after: 120, line: 276, lineRule: 'auto' },
    indent: { firstLine: 567 },
    children: [
      new kit.TextRun({ text: `Điều ${number}. `, bold: true, size: SIZE.text }),
      new kit.TextRun({ text, size: SIZE.text }),
    ],
  })
}

function foot(kit: Kit, decision: Decision): Docx.FileChild[] {
  const { signer, recipients } = decision
  const left = [
    paragraph(kit, 'Nơi nhận:', { bold: true, italic: true, size: SIZE.small, after: 0 }),
    ...recipients.map((text) => paragraph(kit, `- ${text}`, { size: SIZE.tiny, after: 0 })),
  ]
  const right = [
    paragraph(kit, signer.title, { align: 'center', bold: true, after: 1200 }),
    paragraph(kit, signer.name, { align: 'center', bold: true }),
  ]
  return [paragraph(kit, ''), columns(kit, [left, right], [50, 50])]
}

function plan(kit: Kit, decision: Decision, rows: RowKeeper): Docx.FileChild[] {
  return [
    paragraph(kit, decision.plan.title, { align: 'center', bold: true, after: 0 }),
    paragraph(kit, decision.attachedTo, { align: 'center', italic: true, after: 200 }),
    ...decision.plan.sections.flatMap(({ head: name, paragraphs, table }, index) => [
      paragraph(kit, `${roman(index + 1)}. ${name}`, { bold: true, indent: true }),
      ...paragraphs.map((text) => paragraph(kit, text, { indent: true, align: 'both' })),
      ...(table ? [tableOf(kit, table, rows), paragraph(kit, '')] : []),
    ]),
  ]
}

function annex(kit: Kit, decision: Decision, rows: RowKeeper): Docx.FileChild[] {
  return [
    paragraph(kit, 'PHỤ LỤC', { align: 'center', bold: true, after: 0 }),
    paragraph(kit, decision.annex.title, { align: 'center', bold: true, after: 0 }),
    paragraph(kit, decision.attachedTo, { align: 'center', italic: true, after: 200 }),
    tableOf(kit, decision.annex.table, rows),
  ]
}

/** A table with its head on every page; the keeper puts its rows in once the document is written. */
export function tableOf(kit: Kit, table: DocTable, rows: RowKeeper): Docx.Table {
  const { heads, widths } = table
  const cell = (text: string, index: number, bold: boolean) =>
    new kit.TableCell({
      width: { size: Math.round((widths[index] ?? 0.1) * 100), type: kit.WidthType.PERCENTAGE },
      margins: { left: 60, right: 60, top: 40, bottom: 40 },
      verticalAlign: bold ? 'center' : 'top',
      children: [paragraph(kit, text, { bold, size: SIZE.table, after: 0, align: bold ? 'center' : 'left' })],
    })
  return new kit.Table({
    width: { size: 100, type: kit.WidthType.PERCENTAGE },
    rows: [
      new kit.TableRow({ tableHeader: true, children: heads.map((text, index) => cell(text, index, true)) }),
      new kit.TableRow({
        cantSplit: true,
        children: rows.marksOf(table).map((text, index) => cell(text, index, false)),
      }),
    ],
  })
}
