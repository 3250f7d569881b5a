import { fieldsOf, integer, text } from './make.ts'

export const identityFields = fieldsOf('identity', [
  [
    'name',
    text,
    {
      vi: 'Tên cơ sở dữ liệu',
      en: 'Name',
      aliases: ['Tên CSDL', 'Tên', 'Cơ sở dữ liệu', 'CSDL', 'Tên cơ sở dữ liệu, hệ thống'],
    },
  ],
  ['nameEn', text, { vi: 'Tên tiếng Anh', en: 'Name in English' }],
  ['code', text, { vi: 'Mã cơ sở dữ liệu', en: 'Code', aliases: ['Mã CSDL', 'Mã'], maxLength: 60 }],
  [
    'class',
    { kind: 'choice', of: 'class' },
    {
      vi: 'Loại',
      en: 'Class',
      aliases: ['Phân loại CSDL', 'Nhóm CSDL', 'Loại CSDL', 'Loại cơ sở dữ liệu'],
      help: [
        '1 quốc gia; 2 dùng chung của bộ, ngành, địa phương; 3 nội bộ một hệ thống thông tin.',
        '1 national; 2 shared by a ministry, a sector or a locality; 3 inside one information system.',
      ],
    },
  ],
  [
    'status',
    { kind: 'choice', of: 'status' },
    {
      vi: 'Tình trạng',
      en: 'Status',
      aliases: ['Trạng thái', 'Trạng thái hoạt động', 'Hiện trạng', 'Tình trạng vận hành'],
    },
  ],
  [
    'rationalisation',
    { kind: 'choice', of: 'outcome' },
    {
      vi: 'Kết quả rà soát',
      en: 'Outcome of the review',
      aliases: ['Tình trạng rà soát', 'Rà soát', 'Đề xuất', 'Phương án'],
      help: ['Có trùng, nên nâng cấp, hợp nhất hay dừng?', 'Is it a double, should it be upgraded, merged or retired?'],
    },
  ],
  ['level', { kind: 'choice', of: 'level' }, { vi: 'Cấp', en: 'Level', aliases: ['Cấp quản lý', 'Cấp hành chính'] }],
  [
    'sector',
    { kind: 'code', list: 'theme' },
    { vi: 'Lĩnh vực', en: 'Sector', aliases: ['Ngành, lĩnh vực', 'Ngành', 'Chủ đề'] },
  ],
  [
    'domain',
    { kind: 'choice', of: 'domain' },
    {
      vi: 'Miền dữ liệu',
      en: 'Domain of the dictionary',
      help: ['Theo Từ điển dữ liệu dùng chung.', 'After the Common Data Dictionary.'],
    },
  ],
  [
    'yearInUse',
    integer,
    { vi: 'Năm đưa vào sử dụng', en: 'In use since', aliases: ['Năm', 'Năm triển khai', 'Năm đầu tư', 'Năm vận hành'] },
  ],
  [
    'system',
    text,
    {
      vi: 'Hệ thống thông tin',
      en: 'Information system',
      aliases: ['Hệ thống', 'Thuộc hệ thống', 'Tên hệ thống', 'Phần mềm'],
    },
  ],
  [
    'systemUrl',
    text,
    {
      vi: 'Địa chỉ của hệ thống',
      en: 'Address of the system',
      aliases: ['URL', 'Địa chỉ truy cập', 'Đường dẫn', 'Website', 'Địa chỉ'],
      maxLength: 500,
    },
  ],
])

export const ownershipFields = fieldsOf('ownership', [
  [
    'subUnit',
    text,
    {
      vi: 'Đơn vị trực thuộc quản lý',
      en: 'Unit in charge',
      aliases: ['Đơn vị trực thuộc', 'Đơn vị quản lý', 'Phòng, đơn vị'],
    },
  ],
  ['operator', text, { vi: 'Đơn vị vận hành', en: 'Operator', aliases: ['Đơn vị vận hành hệ thống'] }],
  [
    'itUnit',
    text,
    { vi: 'Đơn vị chuyên trách CNTT', en: 'IT unit', aliases: ['Đơn vị chuyên trách công nghệ thông tin'] },
  ],
  [
    'contactName',
    text,
    {
      vi: 'Đầu mối',
      en: 'Contact',
      aliases: ['Người đầu mối', 'Cán bộ đầu mối', 'Họ tên đầu mối'],
      closed: true,
      maxLength: 200,
    },
  ],
  ['contactPosition', text, { vi: 'Chức vụ của đầu mối', en: 'Position of the contact', closed: true, maxLength: 200 }],
  [
    'contactPhone',
    text,
    {
      vi: 'Điện thoại đầu mối',
      en: 'Phone',
      aliases: ['Điện thoại', 'Số điện thoại', 'SĐT'],
      closed: true,
      maxLength: 40,
    },
  ],
  [
    'contactEmail',
    text,
    {
      vi: 'Thư điện tử đầu mối',
      en: 'E-mail',
      aliases: ['Email', 'Thư điện tử', 'Hộp thư'],
      closed: true,
      maxLength: 200,
    },
  ],
  ['steward', text, { vi: 'Người quản lý dữ liệu', en: 'Data steward', closed: true, maxLength: 200 }],
  ['dataOfficer', text, { vi: 'Giám đốc dữ liệu (CDO)', en: 'Chief data officer', closed: true, maxLength: 200 }],
])

export const legalFields = fieldsOf('legal', [
  [
    'bases',
    { kind: 'bases' },
    {
      vi: 'Căn cứ pháp lý',
      en: 'Legal basis',
      aliases: ['Căn cứ', 'Văn bản', 'Quyết định', 'Văn bản pháp lý'],
      help: [
        'Mỗi dòng một văn bản: số; điều; ngày; trích yếu. Ví dụ: 88/2026/NĐ-CP; Điều 5; 2026-04-01; Quy định CSDL quốc gia về giáo dục.',
        'One document a line: number; article; date; title.',
      ],
    },
  ],
  [
    'regulation',
    text,
    { vi: 'Quy chế khai thác', en: 'Rules of use', aliases: ['Quy chế', 'Quy chế quản lý, khai thác'], maxLength: 500 },
  ],
])
