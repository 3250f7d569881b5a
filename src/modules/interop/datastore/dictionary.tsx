import { Crumbs, DataTable, type Lang, Layout, PageHead } from '../../../ui/index.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { linesOf, notesOf, POSTGRES_TYPE } from './types.ts'

/** One line of a data dictionary. */
export interface DictionaryLine {
  readonly column: string
  readonly type: string
  readonly label: string
  readonly description: string
}

/** The data dictionary of a table: every column, its type, its label, what it means. */
export function dictionaryOf({ columns }: OpenTable): readonly DictionaryLine[] {
  return columns.map((column) => ({
    column: column.name,
    type: POSTGRES_TYPE[column.type],
    label: column.title,
    description: notesOf(column),
  }))
}

/** The dictionary as CSV with a header. */
export function dictionaryCsv(lines: readonly DictionaryLine[]): string {
  const rows = lines.map(({ column, type, label, description }) => [column, type, label, description])
  return linesOf([['column', 'type', 'label', 'description'], ...rows], ',')
}

type Frame = Omit<Parameters<typeof Layout>[0], 'title' | 'children'>

/** The dictionary as a page. */
export function DictionaryPage({ table, frame }: { table: OpenTable; frame: Frame }) {
  const { lang } = frame
  const say = WORDS[lang]
  const href = `/bo-du-lieu/${table.resource.slug}`
  const columns = (['column', 'type', 'label', 'description'] as const).map((name) => ({
    name,
    title: say[name],
    type: 'text' as const,
    role: 'attribute' as const,
  }))
  const rows = dictionaryOf(table).map((line) => columns.map(({ name }) => line[name]))
  return (
    <Layout {...frame} title={`${say.title}: ${table.title}`} description={say.lede}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href, text: table.resource.record?.title.vi ?? table.title }]} />
        <PageHead title={`${say.title}: ${table.title}`} lede={say.lede} />
        <DataTable lang={lang} caption={say.title} columns={columns} rows={rows} />
        <p>
          {say.download} <a href={`/dataset/${table.resource.slug}/dictionary/${table.id}.csv`}>CSV</a> ·{' '}
          <a href={`/dataset/${table.resource.slug}/dictionary/${table.id}.json`}>JSON</a>
        </p>
      </div>
    </Layout>
  )
}

const WORDS: Readonly<
  Record<Lang, Readonly<Record<string, string>> & DictionaryLine & { title: string; lede: string }>
> = {
  vi: {
    title: 'Từ điển dữ liệu',
    lede: 'Tên cột dùng khi lập trình, kiểu dữ liệu, nhãn và ý nghĩa của từng cột trong bảng.',
    column: 'Tên cột',
    type: 'Kiểu',
    label: 'Nhãn',
    description: 'Ý nghĩa',
    download: 'Tải từ điển này:',
  },
  en: {
    title: 'Data dictionary',
    lede: 'The name of every column for programs, its type, its label and what it means.',
    column: 'Column',
    type: 'Type',
    label: 'Label',
    description: 'Meaning',
    download: 'Download this dictionary:',
  },
}
