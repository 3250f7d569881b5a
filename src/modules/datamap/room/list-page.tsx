import type { FastifyRequest } from 'fastify'
import {
  EmptyState,
  Field,
  formatDay,
  formatNumber,
  type Lang,
  Pager,
  ScrollBox,
  Select,
  type StateKind,
  StateMark,
} from '../../../ui/index.ts'
import type { Change } from '../../catalog/index.ts'
import { justDone, WorkPage } from '../../identity/index.ts'
import { OWNED_PER_PAGE, OWNED_STATES, type OwnedDatabase, type OwnedFilter } from '../reads/read-owned.ts'
import { choicesOf } from '../words.ts'
import { listWords } from './list-words.ts'
import { draftHref } from './sections.ts'
import { doneWords } from './words.ts'

export interface ListPageProps {
  readonly request: FastifyRequest
  readonly filter: OwnedFilter
  readonly rows: readonly OwnedDatabase[]
  readonly total: number
  /** State of open changes, by id. */
  readonly states: ReadonlyMap<string, Change['state']>
  readonly agencies: ReadonlyMap<string, string>
  readonly year: number
  readonly mayWrite: boolean
}

/** The databases of the officer's agencies: state, what is missing, and the ways to add more. */
export function ListPage(props: ListPageProps) {
  const { request, filter, rows, total, mayWrite } = props
  const { lang } = request
  const say = listWords(lang)
  const pages = Math.max(1, Math.ceil(total / OWNED_PER_PAGE))
  return (
    <WorkPage request={request} title={say.title} done={justDone(request, doneWords(lang))}>
      <header class="ds-head">
        <div>
          <h1>{say.title}</h1>
          <p class="ds-by">
            {say.count(formatNumber(total, lang))} <a href="/ban-do-du-lieu">{say.map}</a>{' '}
            <a href="/lam-viec/ban-do/trung">{say.doubles}</a>
          </p>
        </div>
        {mayWrite && (
          <p class="acts">
            <a class="btn" href="/lam-viec/ban-do/nap">
              {say.inventory}
            </a>{' '}
            <a class="btn plain" href="/lam-viec/ban-do/moi">
              {say.add}
            </a>
          </p>
        )}
      </header>
      <Filters lang={lang} filter={filter} />
      {rows.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        <Table {...props} lang={lang} />
      )}
      {pages > 1 && (
        <Pager lang={lang} page={filter.page} pages={pages} href={(page) => listHref({ ...filter, page })} />
      )}
    </WorkPage>
  )
}

function listHref({ q, class: own, state, page }: OwnedFilter): string {
  const query = new URLSearchParams({ q, loai: own, tinh: state, trang: String(page) })
  return `/lam-viec/ban-do?${query}`
}

function Filters({ lang, filter }: { lang: Lang; filter: OwnedFilter }) {
  const say = listWords(lang)
  return (
    <form class="filters" method="get" action="/lam-viec/ban-do">
      <div class="grow">
        <Field lang={lang} name="q" label={say.find} value={filter.q} type="search" />
      </div>
      <Select
        lang={lang}
        name="loai"
        label={say.class}
        value={filter.class}
        empty={say.all}
        options={choicesOf('class', lang)}
      />
      <Select
        lang={lang}
        name="tinh"
        label={say.state}
        value={filter.state}
        empty={say.all}
        options={OWNED_STATES.map((state) => ({ value: state, text: say.states[state] ?? state }))}
      />
      <button class="btn plain" type="submit">
        {say.apply}
      </button>
    </form>
  )
}

function Table(props: ListPageProps & { readonly lang: Lang }) {
  const { lang, rows, agencies } = props
  const name = listWords(lang).columns
  return (
    <ScrollBox lang={lang} label={listWords(lang).title}>
      <table class="tb named stacks">
        <caption class="vh">{listWords(lang).title}</caption>
        <thead>
          <tr>
            <th scope="col">{name.name}</th>
            <th scope="col">{name.class}</th>
            <th scope="col">{name.state}</th>
            <th scope="col" class="n">
              {name.items}
            </th>
            <th scope="col">{name.updated}</th>
            <th scope="col">{name.agency}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { kind, text } = markOf(row, props)
            return (
              <tr key={row.resourceId}>
                <th scope="row">
                  <a href={hrefOf(row)}>{row.name || row.slug || '–'}</a>
                </th>
                <td data-label={name.class}>{row.class && <span class="cls">{row.class}</span>}</td>
                <td data-label={name.state}>
                  <StateMark kind={kind}>{text}</StateMark>
                  <LiveMarks lang={lang} row={row} />
                </td>
                <td class="n num" data-label={name.items}>
                  {formatNumber(row.items, lang)}
                </td>
                <td class="nw num" data-label={name.updated}>
                  {formatDay(row.updatedAt, lang)}
                </td>
                <td data-label={name.agency}>{agencies.get(row.agencyId)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** What the readings of the running database ask for. */
function LiveMarks({ lang, row }: { readonly lang: Lang; readonly row: OwnedDatabase }) {
  const { marks } = listWords(lang)
  const { drift, readingStopped, resourceId } = row
  if (drift === 0 && !readingStopped) return null
  return (
    <div>
      <a href={`/lam-viec/ban-do/${resourceId}/doc-csdl`}>
        {drift > 0 && <StateMark kind="warn">{marks.drift(formatNumber(drift, lang))}</StateMark>}
        {readingStopped && <StateMark kind="bad">{marks.stopped}</StateMark>}
      </a>
    </div>
  )
}

function hrefOf({ changeId, slug }: OwnedDatabase): string {
  return slug !== undefined ? `/lam-viec/ban-do/${slug}` : draftHref(changeId ?? '', 'gui')
}

function markOf(row: OwnedDatabase, { request, states, year }: ListPageProps): { kind: StateKind; text: string } {
  const { lang } = request
  const { marks } = listWords(lang)
  const state = row.changeId === undefined ? undefined : states.get(row.changeId)
  if (state === 'in_review') return { kind: 'idle', text: marks.review }
  if (state === 'scheduled') return { kind: 'idle', text: marks.scheduled }
  if (state === 'draft' && row.gaps > 0) return { kind: 'warn', text: marks.gaps(formatNumber(row.gaps, lang)) }
  if (state === 'draft') return { kind: 'idle', text: marks.draft }
  if (row.withdrawn) return { kind: 'bad', text: marks.withdrawn }
  return row.reviewedIn === year ? { kind: 'good', text: marks.published } : { kind: 'warn', text: marks.late }
}
