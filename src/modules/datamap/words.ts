import type { Lang } from '../../ui/index.ts'

type Pair = readonly [vi: string, en: string]

/** Labels of the values a field may have. */
const CHOICES = {
  class: {
    '1': ['1 – CSDL quốc gia', '1 – national'],
    '2a': ['2a – dùng chung của bộ', '2a – shared in a ministry'],
    '2b': ['2b – dùng chung của ngành', '2b – shared in a sector'],
    '2c': ['2c – dùng chung của địa phương', '2c – shared in a locality'],
    '3': ['3 – nội bộ một hệ thống', '3 – inside one system'],
  },
  status: {
    planned: ['Dự kiến', 'Planned'],
    building: ['Đang xây dựng', 'Being built'],
    operating: ['Đang vận hành', 'In operation'],
    upgrading: ['Đang nâng cấp', 'Being upgraded'],
    retired: ['Đã dừng', 'Retired'],
  },
  outcome: {
    keep: ['Giữ nguyên', 'Keep'],
    upgrade: ['Nâng cấp', 'Upgrade'],
    merge: ['Hợp nhất', 'Merge'],
    replace: ['Thay thế', 'Replace'],
    retire: ['Dừng', 'Retire'],
  },
  level: {
    central: ['Trung ương', 'Central'],
    province: ['Tỉnh, thành phố', 'Province'],
    commune: ['Xã, phường', 'Commune'],
  },
  domain: {
    'DOM-HUMAN': ['Con người', 'People'],
    'DOM-ORG': ['Tổ chức', 'Organisations'],
    'DOM-ASSET': ['Tài sản', 'Assets'],
    'DOM-CADASTRE': ['Địa chính', 'Cadastre'],
    'DOM-ADDRESS': ['Địa chỉ', 'Addresses'],
    'DOM-GEO': ['Nền địa lý', 'Geographic base'],
  },
  mode: {
    online: ['Trực tuyến', 'Online'],
    periodic: ['Định kỳ', 'Periodic'],
    manual: ['Thủ công', 'By hand'],
  },
  share: {
    open: ['Mở', 'Open'],
    shared: ['Dùng chung', 'Shared'],
    private: ['Dùng riêng', 'Private'],
  },
  importance: {
    other: ['Dữ liệu khác', 'Other data'],
    important: ['Dữ liệu quan trọng', 'Important data'],
    core: ['Dữ liệu cốt lõi', 'Core data'],
  },
  personal: {
    none: ['Không có', 'None'],
    basic: ['Có, loại cơ bản', 'Yes, basic'],
    sensitive: ['Có, loại nhạy cảm', 'Yes, sensitive'],
  },
  method: {
    query: ['Tra cứu qua nền tảng', 'Look-up through a platform'],
    sync: ['Đồng bộ qua nền tảng', 'Copied through a platform'],
    orchestrated: ['Đồng bộ lên CSDL tổng hợp rồi điều phối', 'Copied up, then handed on'],
    package: ['Đóng gói trên vật mang tin', 'Packaged on media'],
  },
  platform: {
    NDOP: ['NDOP', 'NDOP'],
    NDXP: ['NDXP', 'NDXP'],
    LGSP: ['LGSP', 'LGSP'],
    direct: ['Kết nối trực tiếp', 'Direct connection'],
  },
  connection: {
    connected: ['Đã kết nối', 'Connected'],
    connecting: ['Đang kết nối', 'Being connected'],
    'not-connected': ['Chưa kết nối', 'Not connected'],
    'not-needed': ['Không phải kết nối', 'Need not connect'],
  },
  layer: {
    none: ['Chưa có', 'Missing'],
    partly: ['Một phần', 'Partly'],
    done: ['Đủ', 'Complete'],
  },
  investment: {
    built: ['Đầu tư xây dựng', 'Built'],
    rented: ['Thuê dịch vụ', 'Rented'],
    supplied: ['Bộ, ngành cấp', 'Supplied by a ministry'],
  },
  milestone: {
    planned: ['Chưa làm', 'Planned'],
    doing: ['Đang làm', 'Under way'],
    done: ['Xong', 'Done'],
    dropped: ['Thôi không làm', 'Dropped'],
  },
  relation: {
    feeds: ['Cấp dữ liệu cho', 'Feeds'],
    copies: ['Sao chép từ', 'Copies'],
    'refers-to': ['Tham chiếu dữ liệu chủ của', 'Refers to master data of'],
    'served-by': ['Cung cấp qua dịch vụ', 'Served by'],
    'published-as': ['Công bố thành bộ dữ liệu', 'Published as dataset'],
  },
  yes: { yes: ['Có', 'Yes'], no: ['Không', 'No'] },
} satisfies Readonly<Record<string, Readonly<Record<string, Pair>>>>

export type ChoiceName = keyof typeof CHOICES

/** Values of a choice with their labels, in their order. */
export function choicesOf(name: ChoiceName, lang: Lang): readonly { readonly value: string; readonly text: string }[] {
  return Object.entries<Pair>(CHOICES[name]).map(([value, pair]) => ({ value, text: pair[lang === 'vi' ? 0 : 1] }))
}

/** Label of one value; the value itself when the choice does not know it. */
export function choiceLabel(name: ChoiceName, value: string | undefined, lang: Lang): string {
  if (value === undefined) return ''
  const pair = (CHOICES[name] as Readonly<Record<string, Pair>>)[value]
  return pair?.[lang === 'vi' ? 0 : 1] ?? value
}
