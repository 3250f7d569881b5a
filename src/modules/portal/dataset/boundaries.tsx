import { type Lang, Message } from '../../../ui/index.ts'
import { type DatasetQuery, datasetHref } from './query.ts'
import type { DatasetOnPage, TableOnPage } from './read-dataset.ts'
import { datasetWords } from './words.ts'

export interface BoundariesProps {
  readonly lang: Lang
  readonly dataset: DatasetOnPage
  readonly table: TableOnPage
  readonly query: DatasetQuery
}

/** Whether a table of the former 63 provinces is seen as published or on the 34 of today, and what that cost. */
export function Boundaries({ lang, dataset, table, query }: BoundariesProps) {
  const say = datasetWords(lang)
  const { shown } = table
  if (!shown.hasOn34) return null
  const { slug } = dataset.resource
  if (!shown.on34) {
    return (
      <p class="boundaries">
        {say.on63} <a href={datasetHref(slug, query, { 'dia-gioi': '34' })}>{say.onNew}</a>
      </p>
    )
  }
  const { refused, problems } = shown.on34
  return (
    <Message kind="note">
      <p>
        {say.on34} <a href={datasetHref(slug, query, { 'dia-gioi': undefined })}>{say.onOld}</a>
      </p>
      {refused.length + problems.length > 0 && (
        <details>
          <summary>{say.leftOut(refused.length, problems.length)}</summary>
          <ul lang="vi">
            {refused.map((item) => (
              <li key={item.column}>{item.message}</li>
            ))}
            {problems.slice(0, MOST_PROBLEMS).map((item) => (
              <li key={item.message}>{item.message}</li>
            ))}
          </ul>
        </details>
      )}
    </Message>
  )
}

const MOST_PROBLEMS = 20
