import type { Problem } from './model.ts'

export type Language = 'vi' | 'en'

type Sentence = (params: Readonly<Record<string, string | number>>) => string

interface Sentences {
  readonly vi: Sentence
  readonly en: Sentence
}

const SENTENCES: Readonly<Record<string, Sentences>> = {
  'empty-file': {
    vi: () => 'Tệp trống, không có dữ liệu để đọc.',
    en: () => 'The file is empty; there is nothing to read.',
  },
  'not-a-table': {
    vi: () => 'Tệp đọc được nhưng không có bảng nào bên trong.',
    en: () => 'The file can be read but holds no table.',
  },
  'password-protected': {
    vi: () => 'Tệp đặt mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.',
    en: () => 'The file is protected by a password. Remove the password and send it again.',
  },
  'unsupported-format': {
    vi: (p) => `Chưa đọc được định dạng ${p['format'] ?? 'này'}. Hãy lưu lại thành XLSX hoặc CSV.`,
    en: (p) => `The format ${p['format'] ?? ''} cannot be read. Save it as XLSX or CSV.`,
  },
  'damaged-file': {
    vi: (p) => `Tệp hỏng hoặc bị cắt dở (${p['detail'] ?? 'không mở được'}). Hãy xuất lại từ phần mềm gốc.`,
    en: (p) => `The file is damaged or cut off (${p['detail'] ?? 'it cannot be opened'}). Export it again.`,
  },
  'too-large': {
    vi: (p) => `Tệp quá lớn khi mở ra (${p['detail'] ?? 'vượt giới hạn'}). Hãy chia nhỏ hoặc gửi dạng CSV.`,
    en: (p) => `The file is too large once opened (${p['detail'] ?? 'over the limit'}). Split it or send CSV.`,
  },
  'stray-quote': {
    vi: () => 'Dấu nháy đặt sai chỗ; dòng này đã được đọc lại, chữ giữ nguyên.',
    en: () => 'A quote stands in the wrong place; the record was read anew and its text kept.',
  },
  'record-mended': {
    vi: () => 'Dòng có số dấu phân cách sai hoặc dùng dấu khác; đã xếp lại theo các cột của bảng.',
    en: () => 'The record has a wrong number of separators or another one; it was fitted to the columns of the table.',
  },
  'more-records-mended': {
    vi: (p) => `Còn ${p['count'] ?? 0} dòng khác đã được sửa tương tự.`,
    en: (p) => `${p['count'] ?? 0} more records were mended in the same way.`,
  },
}

/** One sentence about a problem that a clerk understands. */
export function describeProblem(problem: Problem, language: Language): string {
  const sentence = SENTENCES[problem.code]?.[language]
  return sentence ? sentence(problem.params ?? {}) : problem.code
}
