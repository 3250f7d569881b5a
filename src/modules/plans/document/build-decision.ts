import type { Decision as PaperDecision } from '../../catalog/index.ts'
import type { MinimumLevel, PlanContent, PlanItem } from '../content/model.ts'
import { phaseOf } from '../content/model.ts'
import type { LegalBasis, PlanKind } from '../rules/model.ts'
import { measureWords, reasonWord } from '../views/words.ts'
import type { Decision, DocSection, DocTable } from './decision.ts'

export interface DecisionFacts {
  readonly content: PlanContent
  readonly kind: PlanKind
  readonly title: string
  readonly agency: { readonly name: string; readonly code: string }
  readonly above: string | undefined
  readonly contact: { readonly name?: string; readonly phone?: string; readonly email?: string }
  readonly basis: readonly (LegalBasis & { readonly inForce: boolean })[]
  /** Of the paper decision; empty while it is a draft. */
  readonly decision: PaperDecision
  readonly draft: boolean
  readonly publicUrl: string
  cycle(code: string): string
}

/** Writes the decision that issues a plan, and the plan behind it, from what the plan says. */
export function buildDecision(facts: DecisionFacts): Decision {
  const { content, agency, title, draft, decision } = facts
  const number = content.document?.number ?? decision.number ?? ''
  const date = content.document?.date ?? decision.date ?? ''
  const secondary = facts.basis.some(({ inForce, evidence }) => inForce && evidence === 'secondary')
  return {
    draft,
    above: facts.above?.toLocaleUpperCase('vi'),
    agency: agency.name.toLocaleUpperCase('vi'),
    number: number || '      /QĐ-',
    placeAndDate: placeAndDate(content.issuer.place, date),
    subject: `Ban hành ${title}`,
    authority: `${content.issuer.title} ${agency.name}`.toLocaleUpperCase('vi'),
    recitals: recitals(facts),
    articles: [
      `Ban hành kèm theo Quyết định này ${title}.`,
      'Quyết định này có hiệu lực kể từ ngày ký.',
      'Chánh Văn phòng, thủ trưởng các đơn vị nêu trong Kế hoạch và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này.',
    ],
    recipients: ['Như Điều 3;', 'Cổng dữ liệu quốc gia (để công bố);', 'Lưu: VT.'],
    attachedTo: `(Kèm theo Quyết định số ${number || '…'} ${dateSaid(date)} của ${agency.name})`,
    signer: { title: content.issuer.title, name: content.issuer.name },
    plan: { title: title.toLocaleUpperCase('vi'), sections: sections(facts) },
    annex: {
      title: 'DANH MỤC DỮ LIỆU MỞ VÀ LỊCH CÔNG BỐ',
      table: itemTable(content, facts.cycle),
    },
    notes: draft
      ? [
          'Dự thảo do máy lập từ nội dung kế hoạch. Kiểm tra thẩm quyền, căn cứ và nơi nhận trước khi trình ký.',
          ...(secondary ? ['Căn cứ lấy từ nguồn thứ cấp: đối chiếu bản gốc trước khi ký.'] : []),
        ]
      : [],
  }
}

/** "Hà Nội, ngày 20 tháng 11 năm 2026"; days and months below 10 and 3 with a zero, as the decree on layout asks. */
function placeAndDate(place: string, date: string): string {
  return `${place || '…'}, ${dateSaid(date)}`
}

function dateSaid(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-')
  if (day === '') return 'ngày      tháng      năm      '
  const plain = Number(month) < 3 ? month : String(Number(month))
  return `ngày ${day} tháng ${plain} năm ${year}`
}

function recitals({ basis, agency }: DecisionFacts): readonly string[] {
  const laws = basis
    .filter(({ inForce }) => inForce)
    .map(({ document, article }) => `Căn cứ ${document}${article.startsWith('Điều') ? `, ${article}` : ''};`)
  return [...new Set(laws), `Theo đề nghị của đơn vị chuyên trách về dữ liệu của ${agency.name}.`]
}

function sections(facts: DecisionFacts): readonly DocSection[] {
  const { content, contact } = facts
  const purpose =
    content.purpose || 'Công bố dữ liệu của cơ quan để người dân và doanh nghiệp tự do sử dụng, tái sử dụng và chia sẻ.'
  const parts: readonly DocSection[] = [
    { head: 'MỤC ĐÍCH, YÊU CẦU', paragraphs: purpose.split(/\n+/) },
    {
      head: 'DANH MỤC DỮ LIỆU MỞ VÀ KẾ HOẠCH CÔNG BỐ',
      paragraphs: [
        `Danh mục gồm ${content.items.length} bộ dữ liệu, thời hạn công bố và đơn vị chịu trách nhiệm của từng bộ nêu tại Phụ lục.`,
      ],
    },
    {
      head: 'GIAI ĐOẠN VÀ MỨC ĐỘ TỐI THIỂU CẦN ĐẠT',
      paragraphs: ['Mức độ tối thiểu được tính từ đầu thời kỳ đến hết giai đoạn.'],
      table: phaseTable(content),
    },
    { head: 'BẢO ĐẢM AN TOÀN', paragraphs: content.measures.split(/\n+/) },
    {
      head: 'TIẾP NHẬN PHẢN HỒI',
      paragraphs: [
        `Đầu mối: ${[contact.name, contact.phone, contact.email].filter(Boolean).join(', ')}.`,
        `Đề nghị mở dữ liệu gửi tại ${facts.publicUrl}/yeu-cau-du-lieu; phản hồi của người sử dụng là căn cứ xếp thứ tự ưu tiên.`,
      ],
    },
    {
      head: 'TỔ CHỨC THỰC HIỆN',
      paragraphs: [
        'Đơn vị nêu tại Phụ lục chuẩn bị, công bố và cập nhật bộ dữ liệu được giao đúng thời hạn, đúng chu kỳ.',
        'Tiến độ thực hiện được tính từ danh mục dữ liệu và công khai trên mạng.',
      ],
    },
  ]
  return parts.filter(({ paragraphs, table }) => table !== undefined || paragraphs.some(Boolean))
}

function phaseTable({ phases }: PlanContent): DocTable {
  return {
    heads: ['Giai đoạn', 'Thời gian', 'Mức độ tối thiểu'],
    widths: [0.24, 0.26, 0.5],
    rows: phases.map(({ name, from, to, minimum }) => [name, `${vnDay(from)} - ${vnDay(to)}`, levelSaid(minimum)]),
  }
}

function levelSaid(minimum: MinimumLevel): string {
  return (Object.keys(minimum) as (keyof MinimumLevel)[])
    .filter((name) => (minimum[name] ?? 0) > 0)
    .map((name) => {
      const { name: said, unit } = measureWords(name, 'vi')
      return `${said}: ${minimum[name] ?? 0}${unit}`
    })
    .join('; ')
}

function itemTable(content: PlanContent, cycle: (code: string) => string): DocTable {
  const row = (item: PlanItem, index: number) => [
    String(index + 1),
    item.title,
    item.unit,
    item.source ? sourceSaid(item.source) : '',
    item.formats.join(', '),
    item.frequency ? cycle(item.frequency) : '',
    vnDay(item.due),
    phaseOf(content, item.due)?.name ?? '',
    reasonWord(item.reason.kind, 'vi'),
  ]
  return {
    heads: [
      'TT',
      'Tên bộ dữ liệu',
      'Đơn vị chịu trách nhiệm',
      'Nguồn dữ liệu',
      'Định dạng',
      'Chu kỳ cập nhật',
      'Hạn công bố',
      'Giai đoạn',
      'Lý do',
    ],
    widths: [0.04, 0.23, 0.15, 0.15, 0.09, 0.1, 0.09, 0.07, 0.08],
    rows: content.items.map(row),
  }
}

/** The database, and its table where that has a name and not an identifier. */
function sourceSaid({ database, table }: NonNullable<PlanItem['source']>): string {
  return table && table !== database && !/^[\w.]+$/.test(table) ? `${database}, ${table}` : database
}

/** `2026-11-20` → `20/11/2026`. */
function vnDay(day: string): string {
  return day.split('-').reverse().join('/')
}

/** I, II, III … as sections are numbered. */
export function roman(number: number): string {
  const marks = [
    ['X', 10],
    ['IX', 9],
    ['V', 5],
    ['IV', 4],
    ['I', 1],
  ] as const
  let rest = number
  let text = ''
  for (const [mark, value] of marks) {
    while (rest >= value) {
      text += mark
      rest -= value
    }
  }
  return text
}
