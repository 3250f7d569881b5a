import { date, fieldsOf, integer, lines, long, number, text, yes } from './make.ts'

export const contentFields = fieldsOf('content', [
  ['purpose', long, { vi: 'Mục đích', en: 'Purpose', aliases: ['Mục tiêu', 'Mục đích sử dụng'] }],
  ['scope', long, { vi: 'Phạm vi', en: 'Scope', aliases: ['Phạm vi dữ liệu', 'Phạm vi quản lý'] }],
  [
    'content',
    long,
    { vi: 'Nội dung', en: 'Content', aliases: ['Nội dung dữ liệu', 'Dữ liệu chính', 'Nội dung chính'] },
  ],
  [
    'entities',
    lines,
    {
      vi: 'Đối tượng quản lý',
      en: 'Entities',
      aliases: ['Đối tượng', 'Nhóm dữ liệu'],
      help: ['Mỗi dòng một đối tượng hoặc nhóm dữ liệu.', 'One entity or group of data a line.'],
    },
  ],
  ['masterData', yes, { vi: 'Giữ dữ liệu chủ', en: 'Holds master data', aliases: ['Dữ liệu chủ'] }],
  [
    'masterKey',
    text,
    {
      vi: 'Khoá chung',
      en: 'Master key',
      help: ['Ví dụ: số định danh cá nhân.', 'For example the personal identification number.'],
      maxLength: 200,
    },
  ],
  [
    'records',
    integer,
    { vi: 'Số bản ghi', en: 'Number of records', aliases: ['Số lượng bản ghi', 'Khối lượng dữ liệu'] },
  ],
  ['firstPeriod', text, { vi: 'Dữ liệu từ', en: 'Data from', maxLength: 20 }],
  ['lastPeriod', text, { vi: 'Dữ liệu đến', en: 'Data until', maxLength: 20 }],
  ['retention', text, { vi: 'Thời hạn lưu', en: 'Retention', aliases: ['Thời gian lưu trữ'] }],
])

export const updateFields = fieldsOf('update', [
  [
    'sources',
    lines,
    {
      vi: 'Nguồn dữ liệu',
      en: 'Sources',
      aliases: ['Nguồn', 'Nguồn thu thập'],
      help: ['Mỗi dòng một nguồn.', 'One source a line.'],
    },
  ],
  [
    'collectionMethod',
    long,
    {
      vi: 'Cách thu thập, cập nhật',
      en: 'Way of collecting and updating',
      aliases: ['Cơ chế thu thập, cập nhật', 'Phương thức thu thập', 'Cơ chế cập nhật', 'Cách thức cập nhật'],
    },
  ],
  [
    'mode',
    { kind: 'choice', of: 'mode' },
    { vi: 'Hình thức cập nhật', en: 'Mode of update', aliases: ['Chế độ cập nhật'] },
  ],
  [
    'frequency',
    { kind: 'code', list: 'frequency' },
    { vi: 'Tần suất cập nhật', en: 'Frequency of update', aliases: ['Chu kỳ cập nhật', 'Định kỳ cập nhật'] },
  ],
  ['lastUpdated', date, { vi: 'Cập nhật lần cuối', en: 'Last updated', aliases: ['Ngày cập nhật gần nhất'] }],
  ['digitisedPercent', number, { vi: 'Tỷ lệ số hoá (%)', en: 'Digitised (%)', aliases: ['Tỷ lệ số hóa'] }],
])

export const classificationFields = fieldsOf('classification', [
  [
    'sharing',
    { kind: 'choice', of: 'share' },
    { vi: 'Phân loại chia sẻ', en: 'Sharing class', aliases: ['Phân loại dữ liệu'] },
  ],
  [
    'importance',
    { kind: 'choice', of: 'importance' },
    { vi: 'Mức quan trọng', en: 'Importance', aliases: ['Dữ liệu quan trọng, cốt lõi'] },
  ],
  [
    'personalData',
    { kind: 'choice', of: 'personal' },
    { vi: 'Dữ liệu cá nhân', en: 'Personal data', aliases: ['Có dữ liệu cá nhân'] },
  ],
  [
    'stateSecret',
    yes,
    {
      vi: 'Có bí mật nhà nước',
      en: 'Holds state secrets',
      closed: true,
      help: ['Có thì không bao giờ hiện với người dân.', 'Then it never shows to the public.'],
    },
  ],
  ['hidden', yes, { vi: 'Không hiện với người dân', en: 'Not shown to the public', closed: true }],
])

export const sharingFields = fieldsOf('sharing', [
  ['what', long, { vi: 'Thông tin chia sẻ', en: 'What is shared', aliases: ['Dữ liệu chia sẻ', 'Nội dung chia sẻ'] }],
  [
    'methods',
    { kind: 'choices', of: 'method' },
    { vi: 'Phương thức chia sẻ', en: 'Ways of sharing', aliases: ['Hình thức chia sẻ', 'Cách chia sẻ'] },
  ],
  [
    'platforms',
    { kind: 'choices', of: 'platform' },
    { vi: 'Nền tảng chia sẻ', en: 'Platforms', aliases: ['Nền tảng', 'Qua nền tảng'] },
  ],
  ['frequency', text, { vi: 'Tần suất chia sẻ', en: 'Frequency of sharing', aliases: ['Tần suất'] }],
  ['scope', long, { vi: 'Phạm vi chia sẻ', en: 'Scope of sharing', aliases: ['Phạm vi khai thác'] }],
  [
    'detail',
    long,
    { vi: 'Chi tiết chia sẻ', en: 'Details of sharing', aliases: ['Chi tiết', 'Chi tiết dữ liệu chia sẻ'] },
  ],
  [
    'connection',
    { kind: 'choice', of: 'connection' },
    {
      vi: 'Tình trạng kết nối',
      en: 'Connection',
      aliases: ['Kết nối', 'Trạng thái kết nối', 'Tình trạng kết nối, chia sẻ'],
    },
  ],
  [
    'consumers',
    lines,
    {
      vi: 'Nơi dùng',
      en: 'Consumers',
      aliases: ['Đơn vị khai thác', 'Đối tượng khai thác'],
      help: ['Mỗi dòng một cơ quan hoặc hệ thống.', 'One agency or system a line.'],
    },
  ],
  [
    'services',
    lines,
    {
      vi: 'Dịch vụ chia sẻ',
      en: 'Services',
      aliases: ['Dịch vụ chia sẻ dữ liệu', 'API'],
      help: ['Mỗi dòng một dịch vụ.', 'One service a line.'],
    },
  ],
  [
    'transactionsPerMonth',
    integer,
    { vi: 'Giao dịch mỗi tháng', en: 'Transactions a month', aliases: ['Số giao dịch'] },
  ],
  ['openListReviewedOn', date, { vi: 'Rà soát danh mục mở lần cuối', en: 'Open list last reviewed' }],
])
