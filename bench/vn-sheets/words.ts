/** Regions and some of their provinces (until 30/06/2025). */
export const REGIONS: readonly (readonly [string, readonly string[]])[] = [
  ['Đồng bằng sông Hồng', ['Hà Nội', 'Vĩnh Phúc', 'Bắc Ninh', 'Hải Dương', 'Hưng Yên', 'Thái Bình', 'Nam Định']],
  ['Trung du và miền núi phía Bắc', ['Hà Giang', 'Cao Bằng', 'Lào Cai', 'Yên Bái', 'Phú Thọ', 'Điện Biên']],
  ['Bắc Trung Bộ và Duyên hải miền Trung', ['Thanh Hóa', 'Nghệ An', 'Quảng Trị', 'Đà Nẵng', 'Bình Định', 'Khánh Hòa']],
  ['Tây Nguyên', ['Kon Tum', 'Gia Lai', 'Đắk Lắk', 'Lâm Đồng']],
  ['Đông Nam Bộ', ['Bình Phước', 'Tây Ninh', 'Bình Dương', 'Đồng Nai', 'TP. Hồ Chí Minh']],
  ['Đồng bằng sông Cửu Long', ['Long An', 'Tiền Giang', 'Bến Tre', 'Đồng Tháp', 'An Giang', 'Cần Thơ', 'Cà Mau']],
]

export const PROVINCES: readonly string[] = REGIONS.flatMap(([, provinces]) => provinces)

/** What a form may count, with its unit: invented, none of a real publication. */
export interface Topic {
  readonly title: string
  readonly unit: string
  readonly low: number
  readonly high: number
  readonly places: number
}

export const TOPICS: readonly Topic[] = [
  { title: 'Khối lượng rác thải được thu gom', unit: 'Nghìn tấn', low: 12, high: 980, places: 1 },
  { title: 'Số trạm sạc xe điện đang hoạt động', unit: 'Trạm', low: 11, high: 2400, places: 0 },
  { title: 'Diện tích mặt nước nuôi tôm', unit: 'Nghìn ha', low: 3, high: 140, places: 2 },
  { title: 'Số hồ sơ trực tuyến đã giải quyết', unit: 'Hồ sơ', low: 1200, high: 98_000, places: 0 },
  { title: 'Chi cho thư viện cơ sở', unit: 'Triệu đồng', low: 150, high: 9700, places: 1 },
  { title: 'Lượng khách đi xe buýt', unit: 'Nghìn lượt', low: 41, high: 8800, places: 1 },
]

/** Columns of one form that belong together, each with its unit. */
export const PARTS: readonly (readonly (readonly [string, string])[])[] = [
  [
    ['Số cơ sở', 'Cơ sở'],
    ['Số lao động', 'Người'],
    ['Doanh thu', 'Tỷ đồng'],
  ],
  [
    ['Diện tích gieo trồng', 'Nghìn ha'],
    ['Năng suất', 'Tạ/ha'],
    ['Sản lượng', 'Nghìn tấn'],
  ],
  [
    ['Số thư viện', 'Thư viện'],
    ['Số đầu sách', 'Cuốn'],
    ['Lượt bạn đọc', 'Lượt'],
  ],
]

/** Rows that are things and not places. */
export const ITEMS: readonly (readonly string[])[] = [
  ['Xi măng', 'Thép cán', 'Phân lân', 'Giấy in', 'Sữa bột', 'Bia chai', 'Vải bông', 'Nước máy'],
  ['Đường bộ', 'Đường sắt', 'Đường thủy', 'Đường biển', 'Hàng không'],
  ['Chè búp', 'Cà phê nhân', 'Hồ tiêu', 'Cao su mủ khô', 'Hạt điều', 'Quả vải'],
]
