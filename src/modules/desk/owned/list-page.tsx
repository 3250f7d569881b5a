import type { FastifyRequest } from 'fastify'
import {
  DataTable,
  EmptyState,
  Field,
  formatNumber,
  type Lang,
  Select,
  type StateKind,
  StateMark,
} from '../../../ui/index.ts'
import { DeskPage } from '../web/desk-page.tsx'
import type { OwnedFilter, OwnedRow } from './read-owned.ts'
import { OWNED_STATES, type OwnedState, ownedWords } from './words.ts'

const MOST_SHOWN = 500
const MARKS: Readonly<Record<OwnedState, StateKind>> = {
  'on-time': 'good',
  late: 'warn',
  'no-promise': 'idle',
  withdrawn: 'bad',
}

export interface OwnedListProps {
  readonly request: FastifyRequest
  readonly rows: readonly OwnedRow[]
  readonly filter: OwnedFilter
}

/** Every dataset of the agencies, with its state; the list can be taken away as a workbook. */
export function OwnedListPage({ request, rows, filter }: OwnedListProps) {
  const { lang } = request
  const say = ownedWords(lang)
  const query = new URLSearchParams({ q: filter.q, tinh: filter.state })
  return (
    <DeskPage request={request} title={say.title}>
      <header class="ds-head">
        <div>
          <h1>{say.title}</h1>
          <p class="ds-by">
            {say.count(formatNumber(rows.length, lang))} <a href={`/lam-viec/bo-du-lieu.xlsx?${query}`}>{say.export}</a>{' '}
            <a href="/lam-viec/chuoi">{say.series}</a>
          </p>
        </div>
      </header>
      <form class="filters" method="get" action="/lam-viec/bo-du-lieu">
        <div class="grow">
          <Field lang={lang} name="q" label={say.find} value={filter.q} type="search" />
        </div>
        <Select
          lang={lang}
          name="tinh"
          label={say.state}
          value={filter.state}
          empty={say.all}
          options={OWNED_STATES.map((state) => ({ value: state, text: say.states[state] }))}
        />
        <button class="btn plain" type="submit">
          {say.apply}
        </button>
      </form>
      {rows.length === 0 ? (
        <EmptyState title={say.none}>
          <p>{say.noneHint}</p>
        </EmptyState>
      ) : (
        <OwnedTable lang={lang} rows={rows} />
      )}
    </DeskPage>
  )
}

function OwnedTable({ lang, rows }: { lang: Lang; rows: readonly OwnedRow[] }) {
  const say = ownedWords(lang)
  const name = say.columns
  return (
    <DataTable
      lang={lang}
      caption={say.title}
      columns={[
        { name: 'title', title: name.title },
        { name: 'state', title: name.state },
        { name: 'published', title: name.published, type: 'date' },
        { name: 'due', title: name.due, type: 'date' },
        { name: 'rows', title: name.rows, type: 'integer', role: 'measure' },
        { name: 'quality', title: name.quality, type: 'integer', role: 'measure' },
      ]}
      rows={rows.slice(0, MOST_SHOWN).map(({ title, resource, fresh }) => [
        title,
        stateOf(resource.state, fresh),
        resource.publishedAt?.toISOString().slice(0, 10),
        resource.summary.dueOn,
        resource.summary.rows,
        resource.summary.quality,
        // Beyond the columns: only the link is made of it.
        resource.slug,
      ])}
      rowCount={rows.length}
      cell={(value, column, row) => {
        if (column.name === 'title') return <a href={`/lam-viec/bo-du-lieu/${row.at(-1)}`}>{value}</a>
        if (column.name !== 'state') return undefined
        const state = value as OwnedState
        return <StateMark kind={MARKS[state]}>{say.states[state]}</StateMark>
      }}
    />
  )
}

export function stateOf(state: string, fresh: OwnedRow['fresh']): OwnedState {
  return state === 'withdrawn' ? 'withdrawn' : fresh
}
