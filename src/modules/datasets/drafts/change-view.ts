import type { Static } from 'typebox'
import type { Lang } from '../../../platform/http/index.ts'
import { describeProblem } from '../../../tabular/index.ts'
import { hitsToDecide } from '../personal.ts'
import type { Source } from '../rows-of-store.ts'
import type { ChangeView } from './schema.ts'
import type { DraftView } from './view-draft.ts'

/** A draft as the API shows it. */
export function changeView(
  view: DraftView,
  { lang, publicUrl }: { lang: Lang; publicUrl: string },
): Static<typeof ChangeView> {
  const tables = view.proposed.filter((item) => item.distribution.kind === 'table')
  return {
    id: view.change.id,
    dataset: view.resource.id,
    slug: view.resource.slug,
    url: `${publicUrl}/bo-du-lieu/${view.resource.slug}`,
    state: view.change.state,
    revision: view.change.revision,
    record: view.change.record,
    files: view.sources.map((source) => fileSummary(source, lang)),
    tables: tables.map(({ distribution, version }) => ({
      id: distribution.id,
      name: distribution.name,
      title: version.title,
      rows: version.rows ?? 0,
      columns: version.columns.length,
    })),
    missing: view.missing.map((item) => ({ field: item.field, message: item.message[lang] })),
    personal: hitsToDecide(view.proposed).map(({ table, columnTitle, kind, count }) => ({
      table,
      column: columnTitle,
      kind,
      count,
    })),
    quality: view.quality.score,
    suggested: view.completed,
  }
}

function fileSummary(source: Source, lang: Lang) {
  const problems = (source.understanding?.problems ?? []).map((problem) => ({
    code: problem.code,
    severity: problem.severity,
    message: describeProblem(problem, lang),
    ...(problem.sheet === undefined ? {} : { sheet: problem.sheet }),
    ...(problem.row === undefined ? {} : { row: problem.row }),
    ...(problem.column === undefined ? {} : { column: problem.column }),
  }))
  const failure = source.failure
    ? [{ code: 'datasets.unreadable', severity: 'error', message: source.failure[lang] }]
    : []
  return {
    id: source.id,
    name: source.fileName,
    state: source.state,
    size: source.size,
    problems: [...failure, ...problems],
  }
}
