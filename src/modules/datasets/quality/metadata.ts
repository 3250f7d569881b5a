import type { Said } from '../../../platform/errors.ts'
import type { Criterion, Judged } from './model.ts'

interface Indicator {
  readonly code: string
  readonly max: number
  readonly at: string
  readonly isMet: (judged: Judged) => boolean
  readonly mend: Said
}

/**
 * Indicators and points of the European metadata quality assessment. Points that the platform earns by itself
 * (working addresses, sizes, media types, dates) come with the content, under `access` and `format`.
 */
const INDICATORS: readonly Indicator[] = [
  {
    code: 'keywords',
    max: 30,
    at: 'keywords',
    isMet: ({ record }) => record.keywords.length > 0,
    mend: { vi: 'Thêm vài từ khoá người dân hay tìm.', en: 'Add a few keywords people search for.' },
  },
  {
    code: 'themes',
    max: 30,
    at: 'themes',
    isMet: ({ record }) => record.themes.length > 0,
    mend: { vi: 'Chọn chủ đề.', en: 'Choose a theme.' },
  },
  {
    code: 'areas',
    max: 20,
    at: 'areas',
    isMet: ({ record }) => record.areas.length > 0,
    mend: { vi: 'Ghi phạm vi địa lý: cả nước hay tỉnh nào.', en: 'Say which area the data cover.' },
  },
  {
    code: 'temporal',
    max: 20,
    at: 'temporal',
    isMet: ({ record }) => Boolean(record.temporal?.from ?? record.temporal?.to),
    mend: { vi: 'Ghi dữ liệu từ khi nào đến khi nào.', en: 'Say which period the data cover.' },
  },
  {
    code: 'access',
    max: 100,
    at: 'files',
    isMet: ({ held }) => held.length > 0,
    mend: { vi: 'Đưa tệp hoặc bảng lên để tải được.', en: 'Upload a file or table that can be downloaded.' },
  },
  {
    code: 'format',
    max: 60,
    at: 'files',
    isMet: ({ held }) => held.length > 0,
    mend: { vi: 'Đưa dữ liệu lên ở định dạng đọc được bằng máy.', en: 'Upload a machine-readable format.' },
  },
  {
    code: 'open-format',
    max: 50,
    at: 'files',
    isMet: ({ held }) => held.some((item) => item.distribution.kind === 'table'),
    mend: {
      vi: 'Đưa lên ở dạng bảng (XLSX, CSV) thay cho tệp chỉ để đọc.',
      en: 'Upload a table (XLSX, CSV) instead of a file for reading only.',
    },
  },
  {
    code: 'licence',
    max: 30,
    at: 'licence',
    isMet: ({ record }) => record.licence !== undefined,
    mend: { vi: 'Chọn giấy phép.', en: 'Choose a licence.' },
  },
  {
    code: 'contact',
    max: 20,
    at: 'contact',
    isMet: ({ record }) => Boolean(record.contact.phone || record.contact.email),
    mend: { vi: 'Ghi số điện thoại hoặc thư điện tử để hỏi.', en: 'Give a phone number or e-mail for questions.' },
  },
  {
    code: 'legal-basis',
    max: 20,
    at: 'legalBasis',
    isMet: ({ record }) => Boolean(record.legalBasis),
    mend: { vi: 'Ghi văn bản làm căn cứ công bố.', en: 'Name the document on which publication rests.' },
  },
  {
    code: 'source',
    max: 15,
    at: 'source',
    isMet: ({ record }) => Boolean(record.source),
    mend: { vi: 'Ghi dữ liệu lấy từ đâu.', en: 'Say where the data come from.' },
  },
  {
    code: 'english',
    max: 10,
    at: 'title.en',
    isMet: ({ record }) => Boolean(record.title.en),
    mend: { vi: 'Viết tên và mô tả tiếng Anh.', en: 'Write the title and description in English.' },
  },
]

export function metadataCriteria(judged: Judged): readonly Criterion[] {
  const criteria = INDICATORS.map(({ isMet, ...item }) => ({ ...item, points: isMet(judged) ? item.max : 0 }))
  return [...criteria, describedColumns(judged)]
}

function describedColumns({ record, held }: Judged): Criterion {
  const tables = held.filter((item) => item.distribution.kind === 'table')
  const columns = tables.flatMap((item) =>
    item.version.columns.map((column) => record.tables[item.distribution.id]?.columns[column.name]?.meaning),
  )
  const missing = columns.filter((meaning) => !meaning).length
  const share = columns.length === 0 ? 0 : 1 - missing / columns.length
  const mend = { vi: `Ghi nghĩa của ${missing} cột còn trống.`, en: `Say what ${missing} columns mean.` }
  return { code: 'column-meaning', max: 60, points: 60 * share, at: 'tables', mend }
}
