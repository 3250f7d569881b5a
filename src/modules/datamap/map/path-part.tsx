import { formatNumber, type Lang } from '../../../ui/index.ts'
import type { PathStep } from './find-path.ts'
import { MAP_PATH, type MapQuery, mapHref } from './query.ts'
import type { MapView, PathEnd, PathView } from './view.ts'
import { mapWords } from './words.ts'

interface PathPartProps {
  readonly lang: Lang
  readonly query: MapQuery
  readonly view: MapView
}

/** Asks for two databases and shows where data pass between them. */
export function PathPart({ lang, query, view }: PathPartProps) {
  const say = mapWords(lang)
  return (
    <section class="dm-path" id="duong-di">
      <h2>{say.path}</h2>
      <p class="muted">{say.pathHelp}</p>
      <form class="dm-tools" action={`${MAP_PATH}#duong-di`}>
        {(['tu', 'den'] as const).map((name) => (
          <div key={name} class="field grow">
            <label for={name}>{name === 'tu' ? say.from : say.to}</label>
            <input
              id={name}
              name={name}
              type="text"
              required
              maxLength={200}
              value={endOf(view, name)?.found?.name ?? query[name]}
              autocomplete="off"
            />
          </div>
        ))}
        <button class="btn plain" type="submit">
          {say.findPath}
        </button>
      </form>
      {view.path && <Found lang={lang} query={query} view={view} path={view.path} />}
    </section>
  )
}

function endOf({ path }: MapView, name: 'tu' | 'den'): PathEnd | undefined {
  return name === 'tu' ? path?.from : path?.to
}

function Found({ lang, query, view, path }: PathPartProps & { path: PathView }) {
  const say = mapWords(lang)
  const { from, to, steps } = path
  if (!from.found) return <Unknown lang={lang} end={from} href={(slug) => mapHref(query, { tu: slug })} />
  if (!to.found) return <Unknown lang={lang} end={to} href={(slug) => mapHref(query, { den: slug })} />
  if (!steps) return <p>{say.noPath(from.found.name, to.found.name)}</p>
  return (
    <>
      <p>
        <b>{say.steps(formatNumber(steps.length - 1, lang))}</b>
      </p>
      <ol class="dm-steps">
        {steps.map((step) => {
          const database = view.map.byId.get(step.id)
          return (
            <li key={step.id}>
              {step.by && <span class="by">{relationText(lang, step)}</span>}
              <a href={database?.href ?? `${MAP_PATH}/${database?.slug ?? ''}`}>{database?.name}</a>
            </li>
          )
        })}
      </ol>
    </>
  )
}

/** A step reads from the database before it: "cấp dữ liệu cho", or turned round. */
function relationText(lang: Lang, { id, by }: PathStep): string {
  if (!by) return ''
  const [forth, back] = mapWords(lang).relation[by.type] ?? [by.type, by.type]
  return by.to === id ? forth : back
}

function Unknown({ lang, end, href }: { lang: Lang; end: PathEnd; href: (slug: string) => string }) {
  const say = mapWords(lang)
  if (end.choices.length === 0) return <p>{say.noDatabase(end.text)}</p>
  return (
    <>
      <p>{say.which(end.text)}</p>
      <ul class="plain">
        {end.choices.map(({ id, slug, name }) => (
          <li key={id}>
            <a href={`${href(slug)}#duong-di`}>{name}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
