import { type Fact, Facts, formatDate, type Lang, StateMark } from '../../../ui/index.ts'
import { dayInVietnam, freshnessOf } from '../../catalog/index.ts'
import { freshnessLabel, type Labels } from '../labels.ts'
import { foreignFacts } from './foreign-part.tsx'
import type { DatasetOnPage } from './read-dataset.ts'
import { datasetWords } from './words.ts'

export interface StateLineProps {
  readonly frame: { readonly lang: Lang }
  readonly dataset: DatasetOnPage
  readonly labels: Labels
  readonly now: Date
}

/** Version, freshness, licence, quality, whom to ask. */
export function StateLine(props: StateLineProps) {
  if (props.dataset.resource.origin) {
    const { licence, contact } = props.dataset.record
    const known = [licence && licenceFact(props), (contact.email ?? contact.phone) && contactFact(props)]
    const facts = foreignFacts({ lang: props.frame.lang, dataset: props.dataset })
    return <Facts items={[...facts, ...known.filter((fact) => typeof fact === 'object')]} />
  }
  return (
    <Facts items={[versionFact(props), freshFact(props), licenceFact(props), qualityFact(props), contactFact(props)]} />
  )
}

function versionFact({ frame, dataset }: StateLineProps): Fact {
  const say = datasetWords(frame.lang)
  const { resource, table } = dataset
  const value = (
    <>
      <span class="num">{resource.version}</span>, {say.publishedOn}{' '}
      <span class="num nw">{resource.publishedAt ? formatDate(resource.publishedAt, frame.lang) : ''}</span>
    </>
  )
  return { term: say.version, value: table ? <a href="#phien-ban">{value}</a> : value }
}

function freshFact({ frame, dataset, now }: StateLineProps): Fact {
  const { lang } = frame
  const say = datasetWords(lang)
  const { dueOn } = dataset.resource.summary
  const fresh = freshnessLabel(freshnessOf(dueOn, dayInVietnam(now)), lang)
  const due = dueOn ? `, ${say.dueOn(formatDate(dueOn, lang))}` : ''
  return { term: say.fresh, value: <StateMark kind={fresh.kind}>{`${fresh.text}${due}`}</StateMark> }
}

// The list says in brackets what the name means; the whole of it stands further down.
function licenceFact({ frame, dataset, labels }: StateLineProps): Fact {
  const { licence } = dataset.record
  const value = licence ? (labels.licence(licence).split(' (')[0] ?? '') : ''
  return { term: datasetWords(frame.lang).licence, value: <a href="#tu-dau">{value}</a> }
}

function qualityFact({ frame, dataset }: StateLineProps): Fact {
  const say = datasetWords(frame.lang)
  const { score, mends } = dataset.quality
  const value = (
    <>
      <a href="#chat-luong">
        <span class="num">{score}</span>/100
      </a>
      {mends.length > 0 && `, ${say.mends(mends.length)}`}
    </>
  )
  return { term: say.quality, value }
}

function contactFact({ frame, dataset }: StateLineProps): Fact {
  const { phone, email, name } = dataset.record.contact
  const address = email ? `mailto:${email}` : phone && `tel:${phone.replace(/\s/g, '')}`
  const text = email ?? phone ?? name ?? ''
  return { term: datasetWords(frame.lang).contact, value: address ? <a href={address}>{text}</a> : text }
}
