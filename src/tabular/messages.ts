import type { Problem } from './model.ts'
import { TIDY_SENTENCES } from './tidy/messages.ts'

export type Language = 'vi' | 'en'

type Sentence = (params: Readonly<Record<string, string | number>>) => string

interface Sentences {
  readonly vi: Sentence
  readonly en: Sentence
}

const SENTENCES: Readonly<Record<string, Sentences>> = {
  ...TIDY_SENTENCES,
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
    vi: (p) => `${formatName(p['format'], 'vi')}. Hãy gửi bảng dạng XLSX, ODS hoặc CSV.`,
    en: (p) => `${formatName(p['format'], 'en')}. Send the table as XLSX, ODS or CSV.`,
  },
  'damaged-file': {
    vi: (p) => `Tệp hỏng hoặc bị cắt dở${bracketed(p['detail'])}. Hãy xuất lại từ phần mềm gốc.`,
    en: (p) => `The file is damaged or cut off${bracketed(p['detail'])}. Export it again.`,
  },
  'too-large': {
    vi: (p) => `Tệp quá lớn khi mở ra${bracketed(p['detail'])}. Hãy chia nhỏ hoặc gửi dạng CSV.`,
    en: (p) => `The file is too large once opened${bracketed(p['detail'])}. Split it or send CSV.`,
  },
  'macros-ignored': {
    vi: () => 'Tệp có macro; Nguồn không chạy macro, chỉ đọc giá trị đã lưu.',
    en: () => 'The file holds macros; they are not run, only stored values are read.',
  },
  'external-links-ignored': {
    vi: () => 'Tệp có công thức trỏ sang tệp khác; chỉ đọc giá trị đã lưu.',
    en: () => 'Some formulas point to other files; only stored values are read.',
  },
  'html-table': {
    vi: () => 'Tệp thật ra là trang HTML; đã đọc các bảng trong trang.',
    en: () => 'The file is really an HTML page; its tables were read.',
  },
  'mixed-encodings': {
    vi: () => 'Tệp ghép từ nhiều nguồn nên các dòng dùng mã chữ khác nhau; đã giải mã từng dòng.',
    en: () => 'Lines of the file use different encodings; each was decoded by its own.',
  },
  'utf8-read-as-cp1252': {
    vi: () => 'Chữ có dấu từng bị đọc nhầm mã (kiểu “Há»™i”); đã khôi phục.',
    en: () => 'Letters had been read in a wrong encoding (“Há»™i”); they were restored.',
  },
  nfd: {
    vi: () => 'Dấu thanh viết rời khỏi chữ; đã ghép lại theo chuẩn Unicode dựng sẵn.',
    en: () => 'Marks stood apart from their letters; they were composed (Unicode NFC).',
  },
  'legacy-font': {
    vi: (p) => `Chữ gõ theo bảng mã cũ ${fontName(p['font'])}; đã chuyển sang Unicode.`,
    en: (p) => `The text uses the legacy table ${fontName(p['font'])}; it was mapped to Unicode.`,
  },
  'windows-punctuation': {
    vi: () => 'Dấu câu của Windows lưu sai mã; đã khôi phục.',
    en: () => 'Windows punctuation was stored as control characters; it was restored.',
  },
  'unreadable-characters': {
    vi: () => 'Có ký tự không đọc được (hiện là “\ufffd”); tệp nguồn đã mất các ký tự này.',
    en: () => 'Some characters cannot be read (shown as “\ufffd”); the source has lost them.',
  },
  'nul-bytes': {
    vi: () => 'Tệp lẫn byte rỗng (NUL); đã bỏ các byte này.',
    en: () => 'The file contained NUL bytes; they were removed.',
  },
  'styles-skipped': {
    vi: () => 'Bảng tính rất lớn nên chỉ đọc giá trị, không đọc phông chữ và định dạng ô.',
    en: () => 'The workbook is very large: values were read, fonts and number formats were not.',
  },
  'fonts-skipped': {
    vi: () => 'Tệp thiếu vài phần nên không đọc được phông chữ của ô; giá trị vẫn đọc đủ.',
    en: () => 'Parts of the workbook are missing: fonts could not be read, values could.',
  },
  'small-cells': {
    vi: (p) =>
      `Cột “${p['column'] ?? ''}” có ${p['count'] ?? 0} ô đếm dưới ${p['below'] ?? 5} người; người quen có thể nhận ra họ. Nên gộp nhóm hoặc che các ô này.`,
    en: (p) =>
      `Column “${p['column'] ?? ''}” has ${p['count'] ?? 0} counts below ${p['below'] ?? 5} persons, who may be recognised. Merge groups or hide these cells.`,
  },
  'near-duplicate-table': {
    vi: (p) =>
      `Bảng “${p['table'] ?? ''}” gần trùng bảng “${p['other'] ?? ''}” của ${p['agency'] ?? ''} (giống ${p['percent'] ?? 0} %). Hãy xem có cần công bố lại không.`,
    en: (p) =>
      `Table “${p['table'] ?? ''}” is nearly the same as “${p['other'] ?? ''}” of ${p['agency'] ?? ''} (${p['percent'] ?? 0} % alike). See whether it has to be published again.`,
  },
  sampled: {
    vi: (p) => `Tệp quá dài để đọc hết một lần; chỉ đọc ${p['megabytes'] ?? 0} MB đầu.`,
    en: (p) => `The file is too long to be read at once; only its first ${p['megabytes'] ?? 0} MB were read.`,
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

const FORMAT_NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  pdf: { vi: 'Tệp là PDF, chưa đọc được bảng bên trong', en: 'The file is a PDF; tables inside cannot be read yet' },
  image: { vi: 'Tệp là ảnh, không có bảng để đọc', en: 'The file is a picture, not a table' },
  doc: { vi: 'Tệp là văn bản Word đời cũ (.doc)', en: 'The file is an old Word document (.doc)' },
  rtf: { vi: 'Tệp là văn bản RTF', en: 'The file is an RTF document' },
  zip: { vi: 'Tệp nén chứa nhiều tệp; hãy gửi từng tệp', en: 'The archive holds several files; send them one by one' },
  archive: { vi: 'Tệp nén kiểu này chưa mở được', en: 'This kind of archive cannot be opened' },
  parquet: {
    vi: 'Lệnh này không đọc Parquet; hãy tải tệp lên nút Nguồn',
    en: 'Parquet is read by the node, not by this command',
  },
  database: { vi: 'Tệp là cơ sở dữ liệu, không phải một bảng', en: 'The file is a database, not a table' },
  xml: { vi: 'Tệp XML này không phải bảng tính hay SDMX', en: 'This XML is neither a spreadsheet nor SDMX' },
}

function formatName(format: string | number | undefined, language: Language): string {
  const unknown = { vi: 'Không nhận ra định dạng của tệp', en: 'The format of the file is unknown' }
  return (FORMAT_NAMES[String(format)] ?? unknown)[language]
}

function bracketed(detail: string | number | undefined): string {
  return detail === undefined ? '' : ` (${detail})`
}

const FONT_NAMES: Readonly<Record<string, string>> = { tcvn3: 'TCVN3 (ABC)', vni: 'VNI', viscii: 'VISCII', vps: 'VPS' }

function fontName(font: string | number | undefined): string {
  return FONT_NAMES[String(font)] ?? String(font ?? '')
}

/** One sentence about a problem that a clerk understands. */
export function describeProblem(problem: Problem, language: Language): string {
  const sentence = SENTENCES[problem.code]?.[language]
  return sentence ? sentence(problem.params ?? {}) : problem.code
}
