import { roman } from './build-decision.ts'
import { type Decision, MOTTO, NATION } from './decision.ts'
import { openPages, type Pages } from './pdf-pages.ts'

const TEXT = 13
const INDENT = 28
const text = { face: 'regular', size: TEXT, align: 'both', indent: INDENT } as const
const centred = { face: 'bold', size: TEXT, align: 'center', after: 2 } as const

/** The decision as a PDF with its own font, ready to be read and printed. */
export async function writePdf(decision: Decision): Promise<Uint8Array> {
  const pages = await openPages({ title: decision.subject, author: decision.agency })
  pages.section('upright')
  for (const note of decision.notes) pages.paragraph(note, { face: 'italic', size: 10, after: 2 })
  drawHead(pages, decision)
  drawBody(pages, decision)
  drawFoot(pages, decision)
  pages.section('upright')
  await drawPlan(pages, decision)
  pages.section('wide')
  pages.paragraph('PHỤ LỤC', centred)
  pages.paragraph(decision.annex.title, centred)
  pages.paragraph(decision.attachedTo, { face: 'italic', size: TEXT, align: 'center', after: 12 })
  await pages.table(decision.annex.table, 9.5)
  return pages.end()
}

function drawHead(pages: Pages, decision: Decision): void {
  const small = { ...centred, size: 11.5 }
  pages.columns(
    [0.4, 0.6],
    [
      (box) => {
        if (decision.above) pages.paragraph(decision.above, { ...small, face: 'regular' }, box)
        pages.paragraph(decision.agency, small, box)
        pages.rule(50, box)
        pages.paragraph(`Số: ${decision.number}`, { ...small, face: 'regular' }, box)
      },
      (box) => {
        pages.paragraph(NATION, { ...small, size: 11 }, box)
        pages.paragraph(MOTTO, { ...small, size: 12 }, box)
        pages.rule(140, box)
        pages.paragraph(decision.placeAndDate, { face: 'italic', size: 12, align: 'center' }, box)
      },
    ],
  )
  pages.gap(10)
}

function drawBody(pages: Pages, decision: Decision): void {
  pages.paragraph('QUYẾT ĐỊNH', { ...centred, size: 14 })
  pages.paragraph(decision.subject, centred)
  pages.rule(90)
  pages.paragraph(decision.authority, { ...centred, after: 8 })
  for (const recital of decision.recitals) pages.paragraph(recital, { ...text, face: 'italic' })
  pages.paragraph('QUYẾT ĐỊNH:', { ...centred, after: 8 })
  for (const [index, article] of decision.articles.entries())
    pages.paragraph(article, { ...text, lead: `Điều ${index + 1}.` })
}

function drawFoot(pages: Pages, { recipients, signer }: Decision): void {
  pages.need(150)
  pages.gap(8)
  pages.columns(
    [0.5, 0.5],
    [
      (box) => {
        pages.paragraph('Nơi nhận:', { face: 'italic', size: 11, after: 0 }, box)
        for (const recipient of recipients)
          pages.paragraph(`- ${recipient}`, { face: 'regular', size: 10, after: 0 }, box)
      },
      (box) => {
        pages.paragraph(signer.title, centred, box)
        pages.gap(70)
        if (signer.name) pages.paragraph(signer.name, centred, box)
      },
    ],
  )
}

async function drawPlan(pages: Pages, decision: Decision): Promise<void> {
  pages.paragraph(decision.plan.title, centred)
  pages.paragraph(decision.attachedTo, { face: 'italic', size: TEXT, align: 'center', after: 12 })
  for (const [index, { head, paragraphs, table }] of decision.plan.sections.entries()) {
    pages.need(50)
    pages.paragraph(`${roman(index + 1)}. ${head}`, { face: 'bold', size: TEXT, indent: INDENT })
    for (const line of paragraphs) pages.paragraph(line, text)
    if (table) {
      await pages.table(table, 11)
      pages.gap(8)
    }
  }
}
