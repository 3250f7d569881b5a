import { fold } from './fold.ts'

// Patterns on folded text (lower case, no diacritics) where no other word folds to the same letters; Vietnamese words
// that differ only in their marks (cộng/công, năm/nam, tỉnh/tính, nguồn/nguôn) are matched with them.
const TOTAL =
  /^(?:(?:grand |sub-?|over-?all )?total\b(?! fertility)|tong (?:so|cong(?! ty))\b|toan (?:quoc|tinh|nganh|huyen|xa|thanh pho|bo|cau)\b|ca nuoc\b|whole country|all (?:\w+ )?(?:industries|items|ages|races|states|persons|sectors|groups|commodities|workers|causes)\b|all$|both sexes|general index|chi so chung|luy ke\b)/
const TOTAL_MARKED =
  /^(?:[ivx]{1,4}[.)])?[^\p{L}]*(?:tổng|cộng)(?![\p{L}\p{M}])(?!\s+(?:cục|công ty|hòa|hoà|liên đoàn|bí thư|thống|đài))/iu
// Page sums of a form are printed at its foot and again at the head of the next page.
const CARRIED = /^(?:cong |so )?(?:mang sang|chuyen sang|trang truoc)\b/
const TOTAL_END = /(?:[,:–-] ?total|, tong so|- tong so| total)(?: ?[\\/(*]*\d*[)*]*)$/
const AVERAGE = /^(?:average|mean|binh quan chung|trung binh|general average|weighted average)$/

/** Whether a label names a total, in Vietnamese or English ("Tổng số", "Cả nước", "Total", "Cộng"). */
export const isTotalLabel = (label: string): boolean => {
  const text = fold(label).replace(/^(?:[ivx]{1,4}[.)])?[^a-z]+/, '')
  return (
    TOTAL.test(text) ||
    CARRIED.test(text) ||
    TOTAL_END.test(text) ||
    AVERAGE.test(text) ||
    TOTAL_MARKED.test(label.normalize('NFC'))
  )
}

const NOTE =
  /^\(?(?:sources?\s*[:.(]|nguon(?: so lieu| du lieu| tin)?\s*:|nguon (?:so|du) lieu\b|ghi chu|chu thich|luu y|notes?\b|see (?:foot)?notes?|footnotes?|symbols?\b|\(\*+\)|\*+|[\\/]\d{1,2}\b|[a-z]{1,2} (?:represents|not |figure|less|base|estimate|data|revised|preliminary|denotes|withheld|no )|(?:-+|\(?x\)?|\(?na\)?|\(?z\)?|\(?d\)?|\(?s\)?|\(?b\)?|\.{2,3}|…)[\s.:]+(?:represents|not|indicates|less|zero|data|estimate|figure|withheld|khong)|note:|for more information|internet release|http|www\.)/
const NOTE_HEAD = /^(?:nguon|ghi chu|chu thich|source|notes?|footnotes?|symbols?)\s*:?$/

/** Whether a line is a footnote, a source or a remark. */
export const isNoteLine = (line: string): boolean => {
  const text = fold(line)
  return NOTE_HEAD.test(text) || NOTE.test(text)
}

// What stands around the tables of Vietnamese forms (Decree 30/2020): agency, motto, form number, place and date, unit.
const FORM =
  /^(?:cong hoa xa hoi chu nghia|doc lap|uy ban nhan dan|ubnd|bieu (?:so|mau)|mau (?:so|bieu)|phu luc|kem theo|\(?kem theo|ban hanh|\(?ban hanh|don vi (?:tinh|bao cao|nhan)|don vi:|dvt|unit|ngay nhan|ky bao cao|nam bao cao|so:|tinh den ngay)/

// "Sở" and "Bộ" head agencies; without their marks they would be "số" and "bò".
const MINISTRY = /^(?:sở|bộ|tổng cục|cục) \p{L}/iu

/** Whether a line belongs to the frame of a form rather than to a header. */
export const isFormLine = (line: string): boolean =>
  FORM.test(fold(line)) || MINISTRY.test(line.normalize('NFC').trim())

const MOMENT = /^\(?(?:so lieu )?(?:tinh den|ky bao cao|nam bao cao|thoi diem)\b/

/** Whether a line of a form's frame tells the time of its figures. */
export const isMomentLine = (line: string): boolean => MOMENT.test(fold(line))

const OFFICE =
  /^(?:PHÒNG|BAN|CHI CỤC|CỤC|VỤ|VIỆN|TRUNG TÂM|TRƯỜNG|VĂN PHÒNG|THANH TRA|BỆNH VIỆN|HỘI ĐỒNG|CÔNG TY|TỔNG CÔNG TY|HUYỆN|TỈNH|THÀNH PHỐ|THỊ XÃ|XÃ|PHƯỜNG|QUẬN) (?!.*\d{4})/u

/** Whether a line names the office that issues a form: in capitals, without a year. */
export function isOfficeLine(line: string): boolean {
  const text = line.normalize('NFC').trim()
  return text.length <= 60 && text === text.toUpperCase() && OFFICE.test(text)
}

const SIGNATURE =
  /^(?:nguoi lap|thu truong|ke toan truong|giam doc|chu tich|tm\.|kt\.|\.{0,}ngay .{0,12}thang|noi nhan|\(ky|nguoi kiem tra|prepared by)/

/** Whether a line is part of the signatures under a report. */
export const isSignatureLine = (line: string): boolean => SIGNATURE.test(fold(line))

const ORDINAL = /^(?:s ?t ?t|so ?tt|tt|so thu tu|no\.?|#|stt\.?)$/

/** Whether a header names a running number (STT, TT, No.). */
export const isOrdinalHeader = (label: string): boolean => ORDINAL.test(fold(label))

const CODE =
  /(?:^| )(?:ma|ma so|code|codes|id|naics|isic|fips|ansi|hs|so hieu|ky hieu|zip|postal|dien thoai|phone|fax|cmnd|cccd|mst|so (?:cmnd|cccd|dien thoai|tai khoan))(?: |$)/

/** Whether a header names codes or numbers that are names: they stay text however they look. */
export const isCodeHeader = (label: string): boolean => CODE.test(fold(label).replace(/[^a-z0-9]+/g, ' '))

const GENERIC =
  /^(?:items?|iterms?|indicators?|indices|indexes|characteristics?|chi tieu|ten chi tieu|noi dung|hang muc|khoan muc|danh muc|number|type|types|measures?|variables?|subject|particulars|description|series|mien ta|dien giai)$/

/** Whether a header says nothing but "what the figures are": its values then name measures. */
export const isGenericHeader = (label: string): boolean =>
  GENERIC.test(
    fold(label)
      .replace(/[^a-z ]+/g, ' ')
      .trim(),
  )

// "Nam" are men and "Quỹ" is a fund.
const TIME_MARKED = /^(?:năm|quý)(?:\s*[/,]\s*(?:tháng|quý|năm))?$/iu
const TIME_HEADER =
  /^(?:year|years|month|months|thang|quarter|quarters|period|periods|time|date|day|ngay|ngay thang|ky|thoi gian|thoi ky|nam hoc|school year|school years|calendar year|fiscal year|year and month)$/

/** Whether a header names time. */
export const isTimeHeader = (label: string): boolean =>
  TIME_MARKED.test(label.normalize('NFC').trim()) ||
  TIME_HEADER.test(
    fold(label)
      .replace(/[^a-z ]+/g, ' ')
      .trim(),
  )

const UNIT_HEADER = /^(?:unit of measure|don vi (?:tinh|do)|dvt|dv tinh|unit indicator)$/
// "Đơn vị" heads units of measure and offices alike.
const UNIT_OR_OFFICE = /^(?:units?|don vi)$/

/** Whether a header names a column of units of measure: `maybe` where it may as well name offices. */
export function unitHeader(label: string): 'yes' | 'maybe' | 'no' {
  const plain = fold(label)
    .replace(/[^a-z ]+/g, ' ')
    .trim()
  if (UNIT_HEADER.test(plain)) return 'yes'
  return UNIT_OR_OFFICE.test(plain) ? 'maybe' : 'no'
}

// "Năm sinh", "Năm thành lập", "Thời gian thi công" tell of the thing itself; "Năm học", "Ngày đo" say when it was counted.
const OWN_TIME =
  /^(?:(?:năm|ngày|tháng)(?:,? (?:tháng|năm))*|thời (?:gian|hạn)) (?!học|báo cáo|tài chính|ngân sách|kế hoạch|thống kê|số liệu|dữ liệu|quan trắc|đo|điều tra|lấy mẫu|thu thập|dương lịch)\p{L}|^(?:year|date) (?:of (?:birth|death|construction|completion|foundation|establishment|issue)|built|founded|established|completed|opened)\b/iu

/** Whether a header names a time that belongs to the thing in the row (its birth, founding, building), not to the figures. */
export const isOwnTimeHeader = (label: string): boolean =>
  OWN_TIME.test(label.normalize('NFC').replace(/\s+/g, ' ').trim())
