import type { ChoiceName } from '../words.ts'

/** How inventories write the values of choices, beside their labels. */
export const CHOICE_ALIASES: Partial<Record<ChoiceName, Readonly<Record<string, readonly string[]>>>> = {
  class: {
    '1': ['Loại 1', 'Quốc gia', 'CSDL quốc gia', 'Cơ sở dữ liệu quốc gia'],
    '2a': ['Loại 2a', 'Dùng chung của bộ', 'CSDL của bộ', 'CSDL dùng chung của bộ'],
    '2b': ['Loại 2b', 'Dùng chung của ngành', 'CSDL ngành', 'CSDL chuyên ngành', 'Chuyên ngành'],
    '2c': [
      'Loại 2c',
      'Dùng chung của địa phương',
      'Dùng chung của tỉnh',
      'CSDL dùng chung của tỉnh',
      'CSDL của tỉnh',
      'Địa phương',
    ],
    '3': ['Loại 3', 'Nội bộ', 'CSDL nội bộ', 'CSDL khác', 'Khác', 'Nội bộ một hệ thống'],
  },
  status: {
    planned: ['Kế hoạch', 'Chưa xây dựng', 'Chưa triển khai', 'Dự kiến xây dựng'],
    building: ['Đang triển khai', 'Đang đầu tư', 'Đang thực hiện', 'Đang xây'],
    operating: [
      'Đang hoạt động',
      'Đang sử dụng',
      'Hoạt động',
      'Đã vận hành',
      'Vận hành',
      'Đã đưa vào sử dụng',
      'Đang khai thác',
    ],
    upgrading: ['Nâng cấp'],
    retired: ['Dừng', 'Ngừng hoạt động', 'Đã ngừng', 'Dừng hoạt động', 'Không còn sử dụng', 'Không sử dụng'],
  },
  outcome: {
    keep: ['Giữ', 'Duy trì', 'Tiếp tục sử dụng', 'Tiếp tục duy trì', 'KEEP'],
    upgrade: ['Cần nâng cấp', 'Nâng cấp, mở rộng', 'UPGRADE'],
    merge: ['Gộp', 'Sáp nhập', 'Tích hợp, hợp nhất', 'Trùng, hợp nhất', 'MERGE'],
    replace: ['Thay', 'REPLACE'],
    retire: ['Loại bỏ', 'Dừng sử dụng', 'Bỏ', 'RETIRE'],
  },
  level: {
    central: ['TW', 'Cấp trung ương', 'Bộ', 'Cấp bộ'],
    province: ['Tỉnh', 'Cấp tỉnh', 'Thành phố', 'Địa phương'],
    commune: ['Xã', 'Cấp xã', 'Phường', 'Đặc khu'],
  },
  mode: {
    online: ['Thời gian thực', 'Liên tục', 'Trực tuyến liên tục', 'Online'],
    periodic: ['Theo định kỳ', 'Theo kỳ', 'Đồng bộ định kỳ'],
    manual: ['Nhập tay', 'Nhập thủ công', 'Bằng tay'],
  },
  share: {
    open: ['Dữ liệu mở', 'Công khai', 'M'],
    shared: ['Dữ liệu dùng chung', 'Chia sẻ', 'Chia sẻ mặc định', 'Mặc định', 'Theo yêu cầu đặc thù', 'Có điều kiện'],
    private: ['Dữ liệu dùng riêng', 'Riêng', 'Không chia sẻ', 'Nội bộ', 'Không công khai'],
  },
  importance: { other: ['Khác', 'Thường'], important: ['Quan trọng'], core: ['Cốt lõi'] },
  personal: {
    none: ['Không', 'K', '0'],
    basic: ['Cơ bản', 'Có', 'Có cơ bản', 'x'],
    sensitive: ['Nhạy cảm', 'Có nhạy cảm'],
  },
  method: {
    query: ['Tra cứu', 'API', 'Web service', 'Dịch vụ', 'Qua API', 'Kết nối API'],
    sync: ['Đồng bộ', 'Đồng bộ dữ liệu'],
    orchestrated: ['Qua CSDL tổng hợp', 'Điều phối'],
    package: ['Đóng gói', 'File', 'Tệp', 'Gửi tệp', 'Trích xuất tệp', 'Excel'],
  },
  platform: {
    NDOP: ['Nền tảng chia sẻ, điều phối dữ liệu', 'Nền tảng điều phối'],
    NDXP: ['Trục NDXP', 'Nền tảng tích hợp, chia sẻ dữ liệu quốc gia'],
    LGSP: ['Trục LGSP', 'Nền tảng tích hợp chia sẻ của tỉnh', 'LGSP tỉnh', 'Trục liên thông của tỉnh'],
    direct: ['Trực tiếp'],
  },
  connection: {
    connected: ['Đã kết nối, chia sẻ', 'Đã', 'Có', 'Đã kết nối LGSP', 'Đã kết nối NDXP', 'Đã kết nối NDOP', 'x'],
    connecting: ['Đang thực hiện', 'Đang triển khai', 'Đang kết nối thử'],
    'not-connected': ['Chưa', 'Không', 'Chưa có'],
    'not-needed': ['Không cần', 'Không yêu cầu', 'Không thuộc diện'],
  },
  layer: { none: ['Chưa', 'Không'], partly: ['Đang làm'], done: ['Có', 'Xong', 'x', 'Đã có'] },
  investment: {
    built: ['Đầu tư', 'Xây dựng', 'Tự xây dựng', 'Mua sắm', 'Đầu tư công'],
    rented: ['Thuê', 'Thuê dịch vụ CNTT'],
    supplied: [
      'Bộ cấp',
      'Bộ, ngành triển khai',
      'Trung ương cấp',
      'Ngành dọc cấp',
      'Bộ triển khai',
      'Dùng chung của bộ',
    ],
  },
  milestone: {
    planned: ['Dự kiến', 'Chưa'],
    doing: ['Đang thực hiện', 'Đang triển khai'],
    done: ['Hoàn thành', 'Đã xong', 'Đã hoàn thành'],
    dropped: ['Hủy', 'Dừng'],
  },
  yes: { yes: ['x', 'X', '1', 'true', 'Đúng', 'Yes', '✓'], no: ['0', 'false', 'Sai', 'No', 'K'] },
}
