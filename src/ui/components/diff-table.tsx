import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'
import { ScrollBox } from './scroll-box.tsx'

export interface DiffRow {
  readonly field: string
  readonly before?: ComponentChildren
  readonly after?: ComponentChildren
}

/** What a change does, field by field. A side without a value is shown as a dash. */
export function DiffTable({ lang, caption, rows }: { lang: Lang; caption: string; rows: readonly DiffRow[] }) {
  const say = t(lang)
  return (
    <ScrollBox lang={lang} label={caption}>
      <table class="tb diff">
        <caption class="vh">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{say.field}</th>
            <th scope="col">{say.before}</th>
            <th scope="col">{say.after}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <th scope="row">
                {row.field}
                <span class="id">{kindOf(row, lang)}</span>
              </th>
              <td>{isEmpty(row.before) ? '–' : <del>{row.before}</del>}</td>
              <td>{isEmpty(row.after) ? '–' : <ins>{row.after}</ins>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function kindOf(row: DiffRow, lang: Lang): string {
  const say = t(lang)
  if (isEmpty(row.before)) return say.added
  return isEmpty(row.after) ? say.removed : say.changed
}

function isEmpty(value: ComponentChildren): boolean {
  return value === undefined || value === null || value === ''
}
