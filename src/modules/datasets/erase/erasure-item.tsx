import { CsrfField, type Fact, Facts, Field, formatBytes, formatDateTime, type Lang } from '../../../ui/index.ts'
import type { SeenErasure } from './view-erasure.ts'
import { say } from './words.ts'

/** One request with everything it concerns; with a form when the reader may decide it. */
export function ErasureItem({ lang, erasure, csrf }: { lang: Lang; erasure: SeenErasure; csrf: string | undefined }) {
  const word = say(lang)
  return (
    <article>
      <h3>
        <a href={`/bo-du-lieu/${erasure.dataset.slug}`}>{erasure.dataset.title}</a>
      </h3>
      <ul>
        {erasure.sources.map((source) => (
          <li key={source.id}>
            {word.file}: {source.name} <span class="muted">({formatBytes(source.bytes, lang)})</span>
          </li>
        ))}
        {erasure.versions.map((version) => (
          <li key={version.id}>
            {version.title}
            {version.number !== undefined && <span class="muted"> ({word.version(version.number)})</span>}
          </li>
        ))}
      </ul>
      <Facts items={factsOf(erasure, lang)} />
      <Outcome lang={lang} erasure={erasure} />
      {csrf !== undefined && (
        <form method="post" action={`/lam-viec/xoa/${erasure.id}`}>
          <CsrfField token={csrf} />
          <Field lang={lang} name="text" label={word.decision} maxLength={4000} />
          <p>
            <button class="btn harm" type="submit" name="viec" value="duyet">
              {word.confirm}
            </button>{' '}
            <button class="btn plain" type="submit" name="viec" value="tu-choi">
              {word.refuse}
            </button>
          </p>
        </form>
      )}
    </article>
  )
}

function factsOf(erasure: SeenErasure, lang: Lang): Fact[] {
  const word = say(lang)
  const decided = erasure.decided_by
    ? [
        {
          term: word.decidedBy,
          value: [erasure.decided_by, timeOf(erasure.decided_at, lang), erasure.decision].filter(Boolean).join(' · '),
        },
      ]
    : []
  return [
    { term: word.states[erasure.state] ?? erasure.state, value: erasure.reason },
    { term: word.basis, value: erasure.basis },
    { term: word.askedBy, value: `${erasure.asked_by} · ${timeOf(erasure.asked_at, lang)}` },
    ...decided,
  ]
}

function Outcome({ lang, erasure }: { lang: Lang; erasure: SeenErasure }) {
  const word = say(lang)
  if (erasure.state !== 'done') return null
  if (!erasure.removed_at) return <p>{word.removing}</p>
  return (
    <div>
      <p>
        {word.removedAt} {timeOf(erasure.removed_at, lang)}.
      </p>
      {erasure.kept.length > 0 && <p>{word.kept(erasure.kept.length)}</p>}
      {erasure.backups.length > 0 && (
        <>
          <h4>{word.backups}</h4>
          <p class="muted">{word.backupsHelp}</p>
          <ul>
            {erasure.backups.map((backup) => (
              <li key={backup.sha256}>
                {backup.file} <span class="muted">({timeOf(backup.made_at, lang)})</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function timeOf(iso: string | undefined, lang: Lang): string {
  return iso ? formatDateTime(new Date(iso), lang) : ''
}
