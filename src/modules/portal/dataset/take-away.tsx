import { Downloads, type Lang } from '../../../ui/index.ts'
import type { DatasetOnPage, TableOnPage } from './read-dataset.ts'
import { datasetWords } from './words.ts'

/** The ways to take the data away: the table in every format, and the files as they came. */
export function TakeAway({
  lang,
  dataset,
  table,
}: {
  lang: Lang
  dataset: DatasetOnPage
  table: TableOnPage | undefined
}) {
  const say = datasetWords(lang)
  const files = dataset.held.filter((item) => item.distribution.kind === 'file' && !item.version.erasure)
  const id = table?.held.distribution.id
  const base = `/api/v1/tables/${id ?? ''}/download?format=`
  const items = [
    ...(id
      ? [
          { text: 'CSV', href: `${base}csv` },
          { text: 'XLSX', href: `${base}xlsx` },
          { text: say.excelCsv, href: `${base}excel-csv` },
          { text: 'JSON', href: `${base}json` },
          { text: 'Parquet', href: `${base}parquet`, bytes: table?.held.version.bytes },
        ]
      : []),
    ...files.map(({ distribution, version }) => ({
      text: `${say.original} ${version.format}`,
      href: `/api/v1/files/${distribution.id}/download`,
      bytes: version.bytes,
    })),
  ]
  return (
    <div id="tai-ve">
      <Downloads
        lang={lang}
        label={say.download(table?.held.version.number ?? dataset.resource.version)}
        items={items}
      />
      {id && (
        <p class="small">
          <a href={`/bo-du-lieu/${dataset.resource.slug}/excel`}>{say.excel}</a>
        </p>
      )}
    </div>
  )
}
