import { type DiffRow, type Fact, type Lang } from '../../../ui/index.ts'
import { type Change, type ResourceRecord } from '../../catalog/index.ts'
import { nameIn } from '../../identity/index.ts'
import type { SeriesDeps } from './deps.ts'
import { seriesWords } from './words.ts'

/** What the approver of a series is shown: its words, and how they differ from those that are public. */
export async function reviewSeries(deps: SeriesDeps, change: Change, { lang }: { readonly lang: Lang }) {
  const [resource, agency] = await Promise.all([
    deps.catalog.reader.resource(change.resourceId),
    deps.identity.agencies.byId(change.agencyId),
  ])
  const after = facts(change.record, lang)
  const before = new Map(resource?.record ? facts(resource.record, lang) : [])
  const rows: readonly DiffRow[] = resource?.record
    ? after
        .filter(([field, text]) => (before.get(field) ?? '') !== text)
        .map(([field, text]) => ({ field, before: before.get(field), after: text }))
    : []
  const said: readonly Fact[] = after.flatMap(([term, value]) => (value ? [{ term, value }] : []))
  return { agency: nameIn(lang, agency), facts: said, rows, parts: [] }
}

function facts({ title, description }: ResourceRecord, lang: Lang): readonly (readonly [string, string])[] {
  const say = seriesWords(lang)
  return [
    [say.title, title.vi],
    [say.description, description.vi],
    [say.titleEn, title.en ?? ''],
    [say.descriptionEn, description.en ?? ''],
  ]
}
