import { date, fieldsOf, integer, number, text } from './make.ts'

const layer = { kind: 'choice', of: 'layer' } as const

export const securityFields = fieldsOf('security', [
  [
    'level',
    { kind: 'grade', from: 1, to: 5 },
    {
      vi: 'Cấp độ an toàn hệ thống',
      en: 'Security level',
      aliases: ['Cấp độ', 'Cấp độ an toàn thông tin', 'Cấp độ ATTT'],
      closed: true,
    },
  ],
  [
    'decisionNumber',
    text,
    { vi: 'Số quyết định phê duyệt cấp độ', en: 'Decision on the level', closed: true, maxLength: 120 },
  ],
  ['decisionDate', date, { vi: 'Ngày quyết định cấp độ', en: 'Date of the decision', closed: true }],
  ['onSite', layer, { vi: 'Lớp 1: lực lượng tại chỗ', en: 'Layer 1: own people', closed: true }],
  [
    'monitoring',
    layer,
    { vi: 'Lớp 2: giám sát, bảo vệ chuyên nghiệp', en: 'Layer 2: professional monitoring', closed: true },
  ],
  [
    'assessment',
    layer,
    { vi: 'Lớp 3: kiểm tra, đánh giá độc lập', en: 'Layer 3: independent assessment', closed: true },
  ],
  ['nationalLink', layer, { vi: 'Lớp 4: kết nối giám sát quốc gia', en: 'Layer 4: national monitoring', closed: true }],
  ['label', text, { vi: 'Nhãn tín nhiệm mạng', en: 'Trust label', closed: true }],
])

export const qualityFields = fieldsOf('quality', [
  ['index', number, { vi: 'Chỉ số chất lượng (0–100)', en: 'Quality index (0–100)', aliases: ['DQI', 'Chất lượng'] }],
  ['checkedOn', date, { vi: 'Kiểm tra chất lượng lần cuối', en: 'Quality last checked', aliases: ['Ngày kiểm tra'] }],
  ['errors', integer, { vi: 'Số lỗi đã biết', en: 'Known errors' }],
])

export const costFields = fieldsOf('cost', [
  [
    'investment',
    { kind: 'choice', of: 'investment' },
    { vi: 'Hình thức đầu tư', en: 'Investment', aliases: ['Đầu tư', 'Hình thức'], closed: true },
  ],
  [
    'amount',
    number,
    { vi: 'Kinh phí (triệu đồng)', en: 'Cost (million đồng)', aliases: ['Kinh phí', 'Tổng mức đầu tư'], closed: true },
  ],
])
