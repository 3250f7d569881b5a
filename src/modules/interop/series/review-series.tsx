import type { DiffRow, Lang } from '../../../ui/index.ts'
import type { Change, ResourceRecord } from '../../catalog/index.ts'
import { nameIn } from '../../identity/index.ts'
import type { SeriesDeps } from './deps.ts'
import { seriesWords } from './words.ts'

/** What the approver of a series is shown: its words, and how they differ from those that are public. */
export async function reviewSeries(deps: SeriesDeps, change: Change, { lang }: { readonly lang: Lang }) {
  const [resource, agency] = await Promise.all([
    deps.catalog.reader.resource(change.resourceId),
    deps.identity.agencies.byId(change.agencyId),
  ])
  const say = seriesWords(lang)
  const { title, description } = change.record
  return {
    agency: nameIn(lang, agency),
    facts: [{ term: say.title, value: title.vi }, ...(title.en ? [{ term: say.titleEn, value: title.en }] : [])],
    rows: resource?.record ? difference(resource.record, change.record, lang) : [],
    parts: [
      { id: 'mo-ta', title: say.description, body: <p>{description.vi}</p> },
      ...(description.en ? [{ id: 'mo-ta-en', title: say.descriptionEn, body: <p>{description.en}</p> }] : []),
    ],
  }
}

function difference(before: ResourceRecord, after: ResourceRecord, lang: Lang): readonly DiffRow[] {
  const now = new Map(textsOf(after, lang))
  return textsOf(before, lang)
    .map(([field, text]) => ({ field, before: text, after: now.get(field) }))
    .filter((row) => row.before !== row.after)
}

function textsOf({ title, description }: ResourceRecord, lang: Lang): readonly (readonly [string, string])[] {
  const say = seriesWords(lang)
  return [
    [say.title, title.vi],
    [say.description, description.vi],
    [say.titleEn, title.en ?? ''],
    [say.descriptionEn, description.en ?? ''],
  ]
}
