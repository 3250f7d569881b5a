import { readFileSync } from 'node:fs'
import type { TestApp } from '../../src/testing/test-app.ts'

/** Datasets of the kinds that pages have to cope with: maps, wide tables, none at all, withdrawn. */
export async function publishPortalData(app: TestApp) {
  const record = (title: string) => ({ title })
  const provinces = await app.publishText('dan-so.csv', provinceTable(), record('Dân số các tỉnh thử nghiệm'))
  const years = await app.publishText('lua.csv', yearTable(), record('Sản lượng lúa thử nghiệm theo vùng, 2011–2016'))
  const wide = await app.publishText(
    'rong.csv',
    wideTable(),
    record(`Bảng rất rộng ${'về tình hình thực hiện các chỉ tiêu kinh tế xã hội chủ yếu '.repeat(4)}`.trim()),
  )
  const empty = await app.publishText('trong.csv', 'Tên,Số lượng\nkhông có,\n', record('Bảng gần như trống'))
  const document = await app.publishText('van-ban.pdf', pdf(), record('Văn bản chỉ có tệp PDF'))
  const withdrawn = await app.publishText('nham.csv', 'Năm,Số\n2020,1\n2021,2\n', record('Bảng sẽ thu hồi'))
  const { catalog } = app.modules
  const approver = await app.actor('approver')
  await catalog.withdrawResource(approver, { resourceId: withdrawn.id, reason: 'Số liệu nhầm năm', decision: {} })
  await catalog.noteCorrection(approver, { resourceId: years.id, text: 'Số năm 2016 của một vùng đã sửa ngày 20/11.' })
  const question = await catalog.askQuestion(approver, {
    resourceId: years.id,
    kind: 'question',
    body: 'Số liệu có gồm lúa nương không?',
    contact: '',
  })
  await catalog.answerFeedback(approver, { feedbackId: question, answer: 'Có, gồm cả lúa nương.' })
  return { provinces, years, wide, empty, document, withdrawn }
}

interface Seed {
  readonly items: readonly { readonly code: string; readonly name: string }[]
}

function provinceTable(): string {
  const path = new URL('../../seeds/codes/province-63.json', import.meta.url)
  const { items } = JSON.parse(readFileSync(path, 'utf8')) as Seed
  const rows = items.map(({ name }, index) => `${name},${500_000 + index * 31_337},${(0.5 + index / 100).toFixed(2)}`)
  return ['Tỉnh,Dân số (người),Tỷ lệ tăng (%)', ...rows, ''].join('\n')
}

function yearTable(): string {
  const regions = ['Đồng bằng sông Hồng', 'Bắc Trung Bộ', 'Tây Nguyên', 'Đông Nam Bộ', 'Đồng bằng sông Cửu Long']
  const years = [2011, 2012, 2013, 2014, 2015, 2016]
  const rows = regions.map((region, at) => [region, ...years.map((year) => (at + 1) * 900 + year - 2000)].join(','))
  return [`Vùng,${years.map((year) => `Năm ${year}`).join(',')}`, ...rows, ''].join('\n')
}

function wideTable(): string {
  const columns = Array.from(
    { length: 24 },
    (_, at) => `Chỉ tiêu số ${at + 1} về tỷ lệ hộ gia đình có tiếp cận dịch vụ`,
  )
  const rows = Array.from({ length: 30 }, (_, row) =>
    [`Đơn vị ${row + 1}`, ...columns.map((_, at) => row * at)].join(','),
  )
  return [`Đơn vị,${columns.join(',')}`, ...rows, ''].join('\n')
}

function pdf(): string {
  return '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
}
