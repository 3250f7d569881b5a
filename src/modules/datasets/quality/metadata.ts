import type { Said } from '../../../platform/errors.ts'
import type { Criterion, Judged } from './score.ts'

interface Wanted {
  readonly code: string
  readonly max: number
  readonly ok: boolean
  readonly at: string
  readonly mend: Said
}

/**
 * Indicators and points of the European metadata quality assessment. Points that the platform earns by itself
 * (working addresses, sizes, media types, dates) are given with the content.
 */
export function metadataCriteria({ record, held }: Judged): readonly Criterion[] {
  const hasTable = held.some((item) => item.distribution.kind === 'table')
  const wanted: Wanted[] = [
    {
      code: 'keywords',
      max: 30,
      ok: record.keywords.length > 0,
      at: 'keywords',
      mend: { vi: 'Thêm vài từ khoá người dân hay tìm.', en: 'Add a few keywords people search for.' },
    },
    {
      code: 'themes',
      max: 30,
      ok: record.themes.length > 0,
      at: 'themes',
      mend: { vi: 'Chọn chủ đề.', en: 'Choose a theme.' },
    },
    {
      code: 'areas',
      max: 20,
      ok: record.areas.length > 0,
      at: 'areas',
      mend: { vi: 'Ghi phạm vi địa lý: cả nước hay tỉnh nào.', en: 'Say which area the data cover.' },
    },
    {
      code: 'temporal',
      max: 20,
      ok: Boolean(record.temporal?.from ?? record.temporal?.to),
      at: 'temporal',
      mend: { vi: 'Ghi dữ liệu từ khi nào đến khi nào.', en: 'Say which period the data cover.' },
    },
    {
      code: 'access',
      max: 100,
      ok: held.length > 0,
      at: 'files',
      mend: { vi: 'Đưa tệp hoặc bảng lên để tải được.', en: 'Upload a file or table that can be downloaded.' },
    },
    {
      code: 'format',
      max: 60,
      ok: held.length > 0,
      at: 'files',
      mend: { vi: 'Đưa dữ liệu lên ở định dạng đọc được bằng máy.', en: 'Upload a machine-readable format.' },
    },
    {
      code: 'open-format',
      max: 50,
      ok: hasTable,
      at: 'files',
      mend: {
        vi: 'Đưa lên ở dạng bảng (XLSX, CSV) thay cho tệp chỉ để đọc.',
        en: 'Upload a table (XLSX, CSV) instead of a file for reading only.',
      },
    },
    {
      code: 'licence',
      max: 30,
      ok: record.licence !== undefined,
      at: 'licence',
      mend: { vi: 'Chọn giấy phép.', en: 'Choose a licence.' },
    },
    {
      code: 'contact',
      max: 20,
      ok: Boolean(record.contact.phone ?? record.contact.email),
      at: 'contact',
      mend: { vi: 'Ghi số điện thoại hoặc thư điện tử để hỏi.', en: 'Give a phone number or e-mail for questions.' },
    },
    {
      code: 'legal-basis',
      max: 20,
      ok: Boolean(record.legalBasis),
      at: 'legalBasis',
      mend: { vi: 'Ghi văn bản làm căn cứ công bố.', en: 'Name the document on which publication rests.' },
    },
    {
      code: 'source',
      max: 15,
      ok: Boolean(record.source),
      at: 'source',
      mend: { vi: 'Ghi dữ liệu lấy từ đâu.', en: 'Say where the data come from.' },
    },
    {
      code: 'english',
      max: 10,
      ok: Boolean(record.title.en),
      at: 'title.en',
      mend: { vi: 'Viết tên và mô tả tiếng Anh.', en: 'Write the title and description in English.' },
    },
  ]
  const criteria = wanted.map(({ ok, ...item }) => ({ ...item, points: ok ? item.max : 0 }))
  return [...criteria, describedColumns(record, held)]
}

function describedColumns(record: Judged['record'], held: Judged['held']): Criterion {
  const tables = held.filter((item) => item.distribution.kind === 'table')
  const columns = tables.flatMap((item) =>
    item.version.columns.map((column) => ({ table: item.distribution.id, column })),
  )
  const described = columns.filter(({ table, column }) => record.tables[table]?.columns[column.name]?.meaning)
  const share = columns.length === 0 ? 0 : described.length / columns.length
  const missing = columns.length - described.length
  return {
    code: 'column-meaning',
    max: 60,
    points: 60 * share,
    at: 'tables',
    mend: { vi: `Ghi nghĩa của ${missing} cột còn trống.`, en: `Say what ${missing} columns mean.` },
  }
}
