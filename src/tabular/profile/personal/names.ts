const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()

/** Family names of nearly all Vietnamese, without diacritics. */
const FAMILY_NAMES = new Set(
  (
    'nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dao doan vuong trinh truong dinh lam phung mai to ha ' +
    'cao luong luu thai chu tang ta quach kieu nghiem tong la ninh trieu thach danh kim dam khuc mac giang khong bach quan ton nong ' +
    'ma lo giap vi sung hau thao vang lau mua chau van au lieu mach tu tiet uong vien cam cu diep khuong nham phi sam than thi tieu ung ' +
    'hua ngan hau kha lai lu lanh lenh luc mau mong nghe phuong trang tran vuu bang ban be canh che cung quang ca dieu bac ro ksor siu rmah kpa'
  ).split(' '),
)

const NAME_WORD = /^\p{Lu}[\p{L}\p{M}']*\.?$/u

/** Full name of a Vietnamese person by its look: family name first, two to six capitalised words, no digit. */
export function looksLikePersonName(text: string): boolean {
  const words = text
    .normalize('NFC')
    .trim()
    .replace(/^(?:Ông|Bà|Anh|Chị|Mr\.?|Mrs\.?|Ms\.?)\s+/u, '')
    .split(/\s+/)
  if (words.length < 2 || words.length > 6) return false
  return (
    words.every((word) => NAME_WORD.test(word)) &&
    FAMILY_NAMES.has(fold(words[0] ?? '')) &&
    !looksLikeOrganisation(text)
  )
}

/** Names of two words are often streets and communes too. */
export function hasMiddleName(text: string): boolean {
  return text.trim().split(/\s+/).length >= 3
}

const ORGANISATION =
  /^(?:(?:truong|benh vien|trung tam|cong ty|cty|tap doan|tong cong ty|ubnd|uy ban|hdnd|hop tac xa|htx|doanh nghiep|dntn|ngan hang|nha thuoc|quay thuoc|nha hang|khach san|nha nghi|dai hoc|cao dang|hoc vien|chi nhanh|chi cuc|cuc|co so|nha may|xi nghiep|bao tang|thu vien|cong an|toa an|sieu thi|van phong|phong kham|dai ly|cua hang|tram y te|tram|mam non|mau giao|tieu hoc|thpt|thcs|thpt|mn|so (?:gi|y|t|n|k|x|v|l|c|d|h)\w*|phong (?:gi|y|t|n|k|x|v|l|c|d|h)\w*|ban (?:quan|qlda|chi)|vien (?:nghien|khoa|kiem)|hoi (?:nong|lien|cuu|chu)|quy|bo|kho bac|bao hiem|dien luc|to chuc)\b|[tT][hH] )|\b(?:tnhh|cong ty co phan|jsc|ltd|co\.)\b/

/** Whether a text names an institution: school, hospital, office, enterprise. */
export function looksLikeOrganisation(text: string): boolean {
  const plain = fold(text.trim())
  return ORGANISATION.test(plain)
}

/** What a column's label says it holds. Labels are folded; words stand whole. */
const LABELS = {
  'citizen-id':
    /\b(?:cccd|can cuoc|dinh danh ca nhan|so dinh danh|so ddcn|ma dinh danh|cmnd|cmt|cmtnd|chung minh(?: nhan dan| thu)?|id card|national id|giay to tuy than)\b/,
  passport: /\b(?:ho chieu|passport)\b/,
  phone: /\b(?:dien thoai|dt|sdt|so dt|di dong|dtdd|phone|mobile|tel|telephone|hotline|duong day nong|lien he|zalo)\b/,
  email: /\b(?:e ?mail|thu dien tu|hop thu)\b/,
  'tax-code': /\b(?:mst|ma so thue|ma thue|tax code|tax id|ma so doanh nghiep|ma so dn|msdn)\b/,
  'bank-account': /\b(?:so tai khoan|stk|so tk|tai khoan ngan hang|bank account|account number)\b/,
  'health-card': /\b(?:bhyt|the bao hiem|ma the|so the)\b/,
  plate: /\b(?:bien so|bien kiem soat|bks|license plate)\b/,
  'person-name':
    /\b(?:ho va ten|ho ten|ho (?:va )?(?:chu )?dem|ho lot|ho va chu lot|ten chu ho|chu ho|full name|nguoi (?!lon)\w+|ho ten \w+|dai dien|giam doc|hieu truong|chu co so|chu doanh nghiep|chu ho kinh doanh|chu so huu|can bo|nhan vien|hoc vien|benh nhan|thi sinh|sinh vien|hoc sinh|ten (?:khach hang|bo|me|cha|con)|vo chong|nguoi dan)\b/,
  'birth-date':
    /\b(?:ngay sinh|ngay thang nam sinh|nam sinh|sinh ngay|dob|date of birth|birth ?date|birthday|birth year)\b/,
  'home-address': /\b(?:thuong tru|tam tru|noi o|cho o|noi cu tru|que quan|dia chi|nguyen quan|ho khau|address)\b/,
  sensitive:
    /\b(?:ton giao|dan toc|chan doan|ten benh|benh ly|tien su benh|tinh trang suc khoe|suc khoe|nhom mau|hiv|khuyet tat|tien an|dang vien|sinh trac|van tay|religion|ethnicity|diagnosis)\b/,
} as const

export type LabelKind = keyof typeof LABELS

/** Whether a column's label says that it holds this kind of thing. */
export function labelSays(label: string, kind: LabelKind): boolean {
  const plain = fold(label.replaceAll('_', ' '))
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  return LABELS[kind].test(plain)
}

/** Labels of columns that hold places and institutions, where names of persons are names of streets or schools. */
export function labelSaysPlace(label: string): boolean {
  const plain = fold(label.replaceAll('_', ' ')).replace(/[^a-z0-9]+/g, ' ')
  return /\b(?:truong|duong|pho|dia chi|xa|phuong|huyen|quan|tinh|thanh pho|cong ty|don vi|co quan|dia phuong|dia diem|tuyen|street|ward|district|province|school|tac gia|author)\b/.test(
    plain,
  )
}
