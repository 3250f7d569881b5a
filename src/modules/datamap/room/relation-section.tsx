import { CsrfField, Field, type Lang } from '../../../ui/index.ts'
import { type Form, queryOf, textIn } from '../../identity/index.ts'
import { type DatabaseRecord, RELATIONS, type Relation } from '../record.ts'
import { choiceLabel, choicesOf } from '../words.ts'
import { DraftFrame, type DraftFrameProps } from './draft-page.tsx'
import { draftHref } from './sections.ts'
import { draftWords } from './words.ts'

/** Something in the catalogue a relation can lead to. */
export interface Target {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly agency: string
}

/** The relations after what a form asks: one removed, or one added. */
export function relationsFromForm(relations: DatabaseRecord['relations'], form: Form): Relation[] {
  const dropped = textIn(form, 'bo-dong')
  if (dropped !== '') return relations.filter((_, index) => String(index) !== dropped)
  const type = RELATIONS.find((one) => one === textIn(form, 'type'))
  const name = textIn(form, 'name').trim().slice(0, 300)
  const to = textIn(form, 'to').trim()
  if (type === undefined || name === '') return [...relations]
  const note = textIn(form, 'note').trim().slice(0, 1000)
  const added: Relation = { type, name, ...(to ? { to } : {}), ...(note ? { note } : {}) }
  const known = relations.some((one) => one.type === type && (to ? one.to === to : one.name === name))
  return known ? [...relations] : [...relations, added]
}

export interface RelationSectionProps extends Omit<DraftFrameProps, 'children'> {
  /** What the search of the page has found. */
  readonly targets: readonly Target[]
}

/** Relations of a draft: those there are, a search for the other end, and a name for what is not in the catalogue. */
export function RelationSection(props: RelationSectionProps) {
  const { request, view, targets } = props
  const { lang } = request
  const say = draftWords(lang)
  const q = textIn(queryOf(request), 'tim')
  return (
    <DraftFrame {...props}>
      <p>{say.relationLede}</p>
      {view.record.relations.length === 0 ? <p class="muted">{say.noRelation}</p> : <Relations {...props} />}
      {view.mayWrite && (
        <>
          <form class="filters" method="get" action={draftHref(view.change.id, 'quan-he').split('?')[0]}>
            <input type="hidden" name="phan" value="quan-he" />
            <div class="grow">
              <Field lang={lang} name="tim" label={say.findTarget} value={q} type="search" />
            </div>
            <button class="btn plain" type="submit">
              {say.search}
            </button>
          </form>
          {q !== '' && targets.length === 0 && <p>{say.foundNothing(q)}</p>}
          {targets.map((target) => (
            <AddForm key={target.id} {...props} target={target} />
          ))}
          <details open={q !== '' && targets.length === 0}>
            <summary>{say.outside}</summary>
            <AddForm {...props} target={undefined} />
          </details>
        </>
      )}
    </DraftFrame>
  )
}

function Relations({ request, view }: RelationSectionProps) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  return (
    <ol class="fixes plainpts">
      {view.record.relations.map(({ type, name, note }, index) => (
        <li key={index}>
          <p>
            {choiceLabel('relation', type, lang)} <b>{name}</b>
            {note && <span class="muted">. {note}</span>}
          </p>
          {view.mayWrite && (
            <form method="post" action={`/lam-viec/ban-do/thay-doi/${view.change.id}/quan-he`}>
              <CsrfField token={csrfToken} />
              <input type="hidden" name="version" value={view.change.revision} />
              <input type="hidden" name="bo-dong" value={index} />
              <button class="quiet" type="submit">
                {say.drop}
                <span class="vh">: {name}</span>
              </button>
            </form>
          )}
        </li>
      ))}
    </ol>
  )
}

function AddForm({ request, view, target }: RelationSectionProps & { target: Target | undefined }) {
  const { lang, csrfToken } = request
  const say = draftWords(lang)
  const suffix = target?.id ?? 'ngoai'
  return (
    <form class="item-row" method="post" action={`/lam-viec/ban-do/thay-doi/${view.change.id}/quan-he`}>
      <CsrfField token={csrfToken} />
      <input type="hidden" name="version" value={view.change.revision} />
      {target ? (
        <>
          <p>
            <b>{target.title}</b> <span class="muted">{target.agency}</span>
          </p>
          <input type="hidden" name="to" value={target.id} />
          <input type="hidden" name="name" value={target.title} />
        </>
      ) : (
        <Field lang={lang} name="name" label={say.outsideName} maxLength={300} />
      )}
      <RelationType lang={lang} id={`type-${suffix}`} kind={target?.kind} />
      <button class="btn plain" type="submit">
        {say.connect}
        {target && <span class="vh">: {target.title}</span>}
      </button>
    </form>
  )
}

// A dataset is what a database is published as; nothing else makes sense.
function RelationType({ lang, id, kind }: { lang: Lang; id: string; kind: string | undefined }) {
  const say = draftWords(lang)
  const options = choicesOf('relation', lang).filter(
    ({ value }) => (value === 'published-as') === (kind === 'dataset') || kind === undefined,
  )
  return (
    <div class="field">
      <label for={id}>{say.relation}</label>
      <select id={id} name="type">
        {options.map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}
