import type { FastifyRequest } from 'fastify'
import { invalidFields } from '../../../platform/errors.ts'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import {
  type Actor,
  type Agency,
  action,
  agenciesWhere,
  can,
  type FormState,
  isInForce,
  nameIn,
  page,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { DatamapDeps } from '../deps.ts'
import { createDatabase } from '../edit/create-database.ts'
import { type OwnedFilter, readOwned } from '../reads/read-owned.ts'
import { emptyDatabase } from '../record.ts'
import { ListPage } from './list-page.tsx'
import { NewPage } from './new-page.tsx'
import { draftHref } from './sections.ts'

const MODULE = 'datamap'

/** The officers' list of databases, and the way to a new one. */
export function listRoutes(http: Http, deps: DatamapDeps): void {
  page(http, {
    path: '/lam-viec/ban-do',
    name: 'databases',
    module: MODULE,
    summary: 'Cơ sở dữ liệu của cơ quan',
    gate: 'catalog.draft.read',
    view: (request) => listPage(deps, request),
  })
  const gate = 'datamap.database.write'
  const show = (request: FastifyRequest, state: FormState) => newPage(deps, request, state)
  const path = '/lam-viec/ban-do/moi'
  const summary = 'Thêm cơ sở dữ liệu'
  page(http, { path, name: 'databaseNew', module: MODULE, summary, gate, view: (request) => show(request, UNTOUCHED) })
  action(http, {
    path,
    name: 'databaseNew',
    module: MODULE,
    summary,
    gate,
    async run(request, form) {
      const name = textIn(form, 'name').trim()
      if (name === '')
        throw invalidFields('datamap.no-name', [
          { field: 'name', message: { vi: 'Hãy ghi tên cơ sở dữ liệu.', en: 'Give the name of the database.' } },
        ])
      const draft = await createDatabase(deps, request.actor, {
        agency: textIn(form, 'agency'),
        record: emptyDatabase(name),
      })
      return `${draftHref(draft.id, 'nhan-biet')}&xong=moi`
    },
    again: show,
  })
}

async function listPage(deps: DatamapDeps, request: FastifyRequest) {
  const { actor, lang } = request
  const query = queryOf(request)
  const filter: OwnedFilter = {
    q: textIn(query, 'q').slice(0, 200),
    class: textIn(query, 'loai').slice(0, 10),
    state: textIn(query, 'tinh'),
    page: Math.min(10_000, Math.max(1, Math.floor(Number(textIn(query, 'trang')) || 1))),
  }
  const year = Number(dayInVietnam(deps.clock.now()).slice(0, 4))
  const [{ rows, total }, tree] = await Promise.all([readOwned(deps.db, actor, { filter, year }), deps.agencies.tree()])
  const changes = await deps.catalog.reader.changes(rows.flatMap(({ changeId }) => changeId ?? []))
  const states = new Map([...changes].map(([id, { state }]) => [id, state]))
  const agencies = new Map(rows.map(({ agencyId }) => [agencyId, nameIn(lang, tree.byId(agencyId))]))
  const mayWrite = can(actor, 'datamap.database.write')
  return <ListPage {...{ request, filter, rows, total, states, agencies, year, mayWrite }} />
}

async function newPage(deps: DatamapDeps, request: FastifyRequest, state: FormState) {
  return <NewPage request={request} state={state} agencies={await agenciesOf(deps, request.actor)} />
}

/** Agencies in force whose databases the actor may write; those of their own roles first. */
export async function agenciesOf(deps: DatamapDeps, actor: Actor): Promise<readonly Agency[]> {
  const where = agenciesWhere(actor, 'datamap.database.write')
  const today = dayInVietnam(deps.clock.now())
  const own = new Set(actor.grants.map((grant) => grant.agencyId))
  const { all } = await deps.agencies.tree()
  return all
    .filter((agency) => isInForce(agency, today) && (where === 'all' || where.includes(agency.id)))
    .sort((one, other) => Number(own.has(other.id)) - Number(own.has(one.id)) || one.code.localeCompare(other.code))
}
