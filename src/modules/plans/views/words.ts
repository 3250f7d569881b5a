import { type Lang, words } from '../../../ui/index.ts'
import type { MinimumLevel, Reason } from '../content/model.ts'
import type { ItemStage } from '../progress/model.ts'

const stages = words<Readonly<Record<ItemStage, string>>>(
  {
    published: 'Đã công bố',
    late: 'Quá hạn',
    'due-soon': 'Sắp đến hạn',
    planned: 'Trong kế hoạch',
    withdrawn: 'Đã thu hồi',
  },
  {
    published: 'Published',
    late: 'Overdue',
    'due-soon': 'Due soon',
    planned: 'Planned',
    withdrawn: 'Withdrawn',
  },
)

const STAGE_KINDS = {
  published: 'good',
  late: 'bad',
  'due-soon': 'warn',
  planned: 'idle',
  withdrawn: 'bad',
} as const

/** A stage as a shape and a word. */
export function stageMark(stage: ItemStage, lang: Lang) {
  return { kind: STAGE_KINDS[stage], text: stages(lang)[stage] }
}

const measures = words<Readonly<Record<keyof MinimumLevel, { name: string; unit: string }>>>(
  {
    datasets: { name: 'Số bộ dữ liệu đã công bố', unit: '' },
    share: { name: 'Tỷ lệ danh mục đã công bố', unit: '%' },
    fresh: { name: 'Tỷ lệ bộ còn đúng hạn cập nhật', unit: '%' },
    quality: { name: 'Điểm chất lượng thấp nhất', unit: '' },
    openFormat: { name: 'Tỷ lệ bộ có định dạng mở', unit: '%' },
  },
  {
    datasets: { name: 'Datasets published', unit: '' },
    share: { name: 'Share of the list published', unit: '%' },
    fresh: { name: 'Share up to date', unit: '%' },
    quality: { name: 'Lowest quality score', unit: '' },
    openFormat: { name: 'Share in an open format', unit: '%' },
  },
)

export function measureWords(name: keyof MinimumLevel, lang: Lang): { readonly name: string; readonly unit: string } {
  return measures(lang)[name]
}

const reasons = words<Readonly<Record<Reason['kind'], string>>>(
  {
    'data-map': 'Từ bản đồ dữ liệu',
    request: 'Người dân đề nghị',
    search: 'Nhiều người tìm',
    officer: 'Cơ quan đưa vào',
  },
  {
    'data-map': 'From the data map',
    request: 'Asked for by the public',
    search: 'Often searched for',
    officer: 'Added by the agency',
  },
)

export function reasonWord(kind: Reason['kind'], lang: Lang): string {
  return reasons(lang)[kind]
}

const issuers = words<Readonly<Record<string, string>>>(
  {
    ministry: 'bộ',
    ministerial: 'cơ quan ngang bộ',
    'government-body': 'cơ quan thuộc Chính phủ',
    'province-committee': 'UBND cấp tỉnh',
    'state-enterprise': 'tập đoàn, tổng công ty nhà nước',
  },
  {
    ministry: 'ministries',
    ministerial: 'ministerial bodies',
    'government-body': 'bodies of the Government',
    'province-committee': 'provincial committees',
    'state-enterprise': 'state groups and corporations',
  },
)

/** Kind of agency in words, as the rules name it. */
export function issuerWords(kind: string, lang: Lang): string {
  return issuers(lang)[kind] ?? kind
}
