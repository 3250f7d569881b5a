import type { ComponentChildren } from 'preact'
import { formatNumber, type Lang, ScrollBox, StateMark, words } from '../../../ui/index.ts'
import type { ItemProgress } from '../progress/model.ts'
import { dayText } from './day-text.ts'
import { reasonWord, stageMark } from './words.ts'

const tableWords = words(
  {
    item: 'Bộ dữ liệu',
    unit: 'Đơn vị',
    due: 'Hạn công bố',
    cycle: 'Cập nhật',
    state: 'Tình trạng',
    dataset: 'Bộ dữ liệu đã công bố',
    from: (database: string) => `Từ ${database}`,
    late: 'công bố sau hạn',
    stale: 'chậm cập nhật',
    poor: (score: string, wanted: string) => `chất lượng ${score}, cần ${wanted}`,
  },
  {
    item: 'Dataset',
    unit: 'Unit',
    due: 'Due',
    cycle: 'Updates',
    state: 'State',
    dataset: 'Published dataset',
    from: (database: string) => `From ${database}`,
    late: 'published after the due day',
    stale: 'update overdue',
    poor: (score: string, wanted: string) => `quality ${score}, ${wanted} wanted`,
  },
)

export interface ItemsTableProps {
  readonly lang: Lang
  readonly caption: string
  readonly items: readonly ItemProgress[]
  /** Label of an update cycle. */
  cycle(code: string): string
  /** What an officer may do with the row. */
  readonly acts?: (item: ItemProgress) => ComponentChildren
}

/** The list of a plan held against the catalogue. */
export function ItemsTable({ lang, caption, items, cycle, acts }: ItemsTableProps) {
  const say = tableWords(lang)
  return (
    <ScrollBox lang={lang} label={caption}>
      <table class="tb plan-items">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            {[say.item, say.state, say.due, say.unit, say.dataset, say.cycle].map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((progress) => {
            const { item, dataset } = progress
            const mark = stageMark(progress.stage, lang)
            return (
              <tr key={item.id} id={`muc-${item.id}`}>
                <th scope="row">
                  {item.title}
                  <p>
                    {reasonWord(item.reason.kind, lang)}
                    {item.source && `. ${say.from(item.source.database)}`}
                  </p>
                </th>
                <td>
                  <StateMark kind={mark.kind}>{mark.text}</StateMark>
                  {faultsOf(progress, lang).map((fault) => (
                    <p key={fault}>{fault}</p>
                  ))}
                </td>
                <td class="num nw">{dayText(item.due, lang)}</td>
                <td>{item.unit}</td>
                <td>
                  {dataset?.isPublic && <a href={`/bo-du-lieu/${dataset.slug}`}>{dataset.title}</a>}
                  {acts?.(progress)}
                </td>
                <td>{item.frequency ? cycle(item.frequency) : ''}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function faultsOf(progress: ItemProgress, lang: Lang): readonly string[] {
  const say = tableWords(lang)
  if (progress.stage !== 'published') return []
  const number = (value: number) => formatNumber(value, lang)
  return [
    ...(progress.onTime ? [] : [say.late]),
    ...(progress.fresh ? [] : [say.stale]),
    ...(progress.goodEnough
      ? []
      : [say.poor(number(progress.dataset?.quality ?? 0), number(progress.phase?.minimum.quality ?? 0))]),
  ]
}
