import { fold } from '../../../platform/text.ts'
import type { DatabaseItem } from '../record.ts'

/** Words that say nothing about what an item is. */
const EMPTY_WORDS: ReadonlySet<string> = new Set([
  'ma',
  'so',
  'cua',
  'va',
  'cac',
  'the',
  'of',
  'thong',
  'tin',
  'du',
  'lieu',
])

/** Different names of one thing, as inventories write them; the key is what they are compared by. */
const SAME: readonly (readonly [name: string, key: string])[] = [
  ['ho va ten', 'ho ten'],
  ['ho ten dem', 'ho ten'],
  ['full name', 'ho ten'],
  ['fullname', 'ho ten'],
  ['hoten', 'ho ten'],
  ['so dinh danh ca nhan', 'dinh danh'],
  ['so dinh danh', 'dinh danh'],
  ['ma dinh danh ca nhan', 'dinh danh'],
  ['can cuoc cong dan', 'dinh danh'],
  ['so cccd', 'dinh danh'],
  ['cccd', 'dinh danh'],
  ['so can cuoc', 'dinh danh'],
  ['cmnd', 'dinh danh'],
  ['ngay thang nam sinh', 'ngay sinh'],
  ['ngaysinh', 'ngay sinh'],
  ['date of birth', 'ngay sinh'],
  ['birth date', 'ngay sinh'],
  ['dob', 'ngay sinh'],
  ['gioitinh', 'gioi tinh'],
  ['gender', 'gioi tinh'],
  ['sex', 'gioi tinh'],
  ['noi thuong tru', 'thuong tru'],
  ['dia chi thuong tru', 'thuong tru'],
  ['ho khau thuong tru', 'thuong tru'],
  ['noi o hien tai', 'cho o'],
  ['dia chi hien tai', 'cho o'],
  ['so dien thoai', 'dien thoai'],
  ['sdt', 'dien thoai'],
  ['phone', 'dien thoai'],
  ['thu dien tu', 'email'],
  ['dan toc', 'dan toc'],
  ['quoc tich', 'quoc tich'],
  ['ma so thue', 'ma thue'],
  ['mst', 'ma thue'],
  ['ten doanh nghiep', 'doanh nghiep'],
  ['ma so doanh nghiep', 'doanh nghiep ma'],
]
const KEYS = new Map(SAME)

/** What an item is compared by: its name without diacritics, case, punctuation and filler. */
export function foldItem({ title, column }: Pick<DatabaseItem, 'title' | 'column'>): string {
  const words = plainWords(title)
  const known = KEYS.get(words.join(' ')) ?? (column === undefined ? undefined : KEYS.get(plainWords(column).join(' ')))
  if (known !== undefined) return known
  const telling = words.filter((word) => !EMPTY_WORDS.has(word))
  return (telling.length > 0 ? telling : words).join(' ')
}

// Column names glue words together by case or underscores: `NgaySinh`, `ngay_sinh`.
function plainWords(text: string): string[] {
  const apart = text.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
  return fold(apart)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
}
