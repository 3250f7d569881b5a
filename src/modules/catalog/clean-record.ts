import { type FieldProblem, invalidFields } from '../../platform/errors.ts'
import { cleanText } from '../../platform/text.ts'
import type { Localized, ResourceRecord } from './record.ts'

const TITLE_MAX = 300

/** The record as it is kept: texts cleaned, doubles dropped. Throws with every field that is too long. */
export function cleanRecord(record: ResourceRecord): ResourceRecord {
  const title = cleanLocalized(record.title)
  const long = Object.entries(title).filter(([, text]) => text.length > TITLE_MAX)
  if (long.length > 0)
    throw invalidFields(
      'catalog.title-too-long',
      long.map(([lang, text]) => tooLong(lang, text)),
    )
  return {
    ...record,
    title,
    description: cleanLocalized(record.description),
    keywords: unique(record.keywords.map(cleanText).filter(Boolean)),
    themes: unique(record.themes),
    areas: unique(record.areas),
  }
}

/** What is still missing before others can be asked to review it; DCAT-AP 3 mandatory and the rules on open data. */
export function missingForReview(record: ResourceRecord): readonly FieldProblem[] {
  const problems: FieldProblem[] = []
  const need = (ok: boolean, field: string, message: { vi: string; en: string }) => {
    if (!ok) problems.push({ field, message })
  }
  need(record.title.vi !== '', 'title.vi', { vi: 'Chưa có tên bộ dữ liệu.', en: 'The title is missing.' })
  need(record.description.vi !== '', 'description.vi', { vi: 'Chưa có mô tả.', en: 'The description is missing.' })
  need(record.themes.length > 0, 'themes', { vi: 'Chưa chọn chủ đề.', en: 'No theme is chosen.' })
  need(record.licence !== undefined, 'licence', { vi: 'Chưa chọn giấy phép.', en: 'No licence is chosen.' })
  need(record.frequency !== undefined, 'frequency', {
    vi: 'Chưa chọn chu kỳ cập nhật.',
    en: 'No update cycle is chosen.',
  })
  need(Boolean(record.contact.phone || record.contact.email), 'contact', {
    vi: 'Chưa có số điện thoại hoặc thư điện tử để người dùng hỏi.',
    en: 'A phone number or e-mail for questions is missing.',
  })
  return problems
}

function cleanLocalized(text: Localized): Localized {
  const en = text.en === undefined ? '' : cleanText(text.en)
  return { vi: cleanText(text.vi), ...(en ? { en } : {}) }
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)]
}

function tooLong(lang: string, text: string): FieldProblem {
  return {
    field: `title.${lang}`,
    message: {
      vi: `Tên dài ${text.length} ký tự; hãy rút xuống tối đa ${TITLE_MAX}, phần còn lại đưa vào mô tả.`,
      en: `The title has ${text.length} characters; shorten it to ${TITLE_MAX} and move the rest to the description.`,
    },
  }
}
