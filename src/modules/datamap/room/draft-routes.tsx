import { isDeepStrictEqual } from 'node:util'
import type { FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Http } from '../../../platform/http/index.ts'
import { catalogErrors, type StoredHit } from '../../catalog/index.ts'
import {
  action,
  admit,
  assertCan,
  attempt,
  can,
  type Form,
  FormBody,
  type FormState,
  nameIn,
  page,
  paramsOf,
  pathParam,
  queryOf,
  sendPrivatePage,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import { findingsOf } from '../checks/read-facts.ts'
import { cleanDatabase } from '../clean-database.ts'
import type { DatamapDeps } from '../deps.ts'
import { difference } from '../difference.ts'
import { saveDatabase } from '../edit/create-database.ts'
import { type DatabaseRecord, emptyDatabase } from '../record.ts'
import { loadSayCode } from '../say-codes.ts'
import { contentOf, findPublished } from '../store.ts'
import { loadMatchers } from '../values/codes-of-field.ts'
import { type DraftView, FieldsSection } from './draft-page.tsx'
import { readHomeSystem, saveWithNewSystem, withHome } from './home-system.ts'
import { itemsFromForm, setMany } from './item-rows.ts'
import { ItemSection } from './item-section.tsx'
import { RelationSection, relationsFromForm, type Target } from './relation-section.tsx'
import { RoadmapSection, roadmapFromForm } from './roadmap-rows.tsx'
import { readSection, requireSection } from './section-form.ts'
import { draftHref, SECTION_NAMES, type Section, sectionNamed } from './sections.ts'
import { SendSection } from './send-section.tsx'
import { ENTER_SYSTEM } from './system-control.tsx'

const PATH = '/lam-viec/ban-do/thay-doi/:id'
const MODULE = 'datamap'
const MOST_TARGETS = 8

/** The form of a database, section by section, and what can be done with its draft. */
export function draftRoutes(http: Http, deps: DatamapDeps): void {
  page(http, {
    path: PATH,
    name: 'databaseDraft',
    module: MODULE,
    summary: 'Bản nháp của một cơ sở dữ liệu, theo từng phần',
    gate: 'catalog.draft.read',
    view: (request) => draftPage(deps, request, UNTOUCHED),
  })
  saveRoute(http, deps)
  rowRoutes(http, deps)
  endRoutes(http, deps)
}

async function readDraft(deps: DatamapDeps, request: FastifyRequest): Promise<DraftView> {
  const { actor, lang } = request
  const change = await deps.catalog.reader.change(pathParam(request, 'id'))
  if (!change) throw catalogErrors.changeNotFound()
  assertCan(actor, 'catalog.draft.read', { agencyId: change.agencyId })
  const [resource, agency, record] = await Promise.all([
    deps.catalog.reader.resource(change.resourceId),
    deps.agencies.byId(change.agencyId),
    contentOf(deps.db, change),
  ])
  if (resource?.kind !== 'database') throw catalogErrors.changeNotFound()
  return {
    change,
    resource,
    record,
    agency: nameIn(lang, agency),
    mayWrite: change.state === 'draft' && can(actor, 'datamap.database.write', change),
    maySubmit: can(actor, 'catalog.change.submit', change),
  }
}

async function draftPage(deps: DatamapDeps, request: FastifyRequest, state: FormState): Promise<VNode> {
  const view = await readDraft(deps, request)
  const section = sectionNamed(textIn(state.form, 'phan') || textIn(queryOf(request), 'phan'))
  const props = { request, state, view, section }
  switch (section.name) {
    case 'muc':
      return <ItemSection {...props} />
    case 'lo-trinh':
      return <RoadmapSection {...props} />
    case 'quan-he':
      return <RelationSection {...props} targets={await findTargets(deps, request, view)} />
    case 'gui':
      return sendPage(deps, props)
    case 'nhan-biet':
    case 'noi-dung':
    case 'chia-se':
    case 'an-toan':
      return (
        <FieldsSection
          {...props}
          matchers={await loadMatchers(deps.codes)}
          home={await readHomeSystem(deps, request.actor, { agencyId: view.change.agencyId, record: view.record })}
        />
      )
    default:
      return section.name satisfies never
  }
}

interface Shown {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly view: DraftView
  readonly section: Section
}

async function sendPage(deps: DatamapDeps, props: Shown): Promise<VNode> {
  const { lang } = props.request
  const { record, change } = props.view
  const [findings, say, published] = await Promise.all([
    findingsOf(deps, record, change),
    loadSayCode(deps, lang),
    findPublished(deps.db, change.resourceId),
  ])
  const rows = difference(published ?? emptyDatabase(''), record, { lang, say })
  return <SendSection {...props} findings={findings} rows={rows} say={say} />
}

async function findTargets(deps: DatamapDeps, request: FastifyRequest, view: DraftView): Promise<readonly Target[]> {
  const q = textIn(queryOf(request), 'tim').trim().slice(0, 200)
  if (q === '') return []
  const { hits } = await deps.catalog.engine.search({
    q,
    filters: { kind: ['database', 'dataset'] },
    limit: MOST_TARGETS + 1,
    lang: request.lang,
  })
  return hits
    .filter(({ id }) => id !== view.resource.id)
    .slice(0, MOST_TARGETS)
    .map((hit) => {
      const { kind, agency } = JSON.parse(hit.stored) as StoredHit
      return { id: hit.id, kind, title: hit.title, agency }
    })
}

/** One address for the form's own button and for saving while it is written. */
function saveRoute(http: Http, deps: DatamapDeps): void {
  const path = `${PATH}/luu`
  const gate = 'datamap.database.write'
  http.post(
    path,
    {
      schema: {
        operationId: 'databaseDraftSave',
        summary: 'Lưu một phần',
        hide: true,
        params: paramsOf(path),
        body: FormBody,
      },
      config: { permission: gate, operation: 'datamap.draft-save' },
    },
    async (request, reply) => {
      admit(request, gate)
      const form = request.body
      const section = sectionNamed(textIn(form, 'phan'))
      if (request.headers['x-fragment'] === 'tu-luu') {
        const view = await readDraft(deps, request)
        const record = await recordAfter(deps, view, { form, section, strict: false })
        const revision = await save(deps, request, { form, view, record })
        return reply.code(204).header('x-draft-version', revision).send()
      }
      const tried = await attempt(request.lang, async () => {
        const view = await readDraft(deps, request)
        const record = await recordAfter(deps, view, { form, section, strict: true })
        return save(deps, request, { form, view, record })
      })
      const id = pathParam(request, 'id')
      if (tried.done)
        return reply.redirect(`${draftHref(id, section.name === 'muc' ? 'muc' : nextOf(section))}&xong=luu`, 303)
      return sendPrivatePage(reply, await draftPage(deps, request, { errors: tried.errors, form }), 400)
    },
  )
}

function nextOf({ name }: Section) {
  return SECTION_NAMES[SECTION_NAMES.indexOf(name) + 1] ?? 'gui'
}

interface Asked {
  readonly form: Form
  readonly section: Section
  /** False while it is being written: what cannot be read yet keeps what it had. */
  readonly strict: boolean
}

async function recordAfter(
  deps: DatamapDeps,
  { record }: Pick<DraftView, 'record'>,
  { form, section, strict }: Asked,
): Promise<DatabaseRecord> {
  if (section.name === 'muc') return { ...record, items: itemsFromForm(record.items, form) }
  if (section.name === 'lo-trinh') return { ...record, roadmap: roadmapFromForm(form) }
  const reading = { groups: section.groups, matchers: await loadMatchers(deps.codes) }
  return strict ? requireSection(record, form, reading) : readSection(record, form, reading).record
}

async function save(
  deps: DatamapDeps,
  request: FastifyRequest,
  { form, view: { change, record: before }, record: said }: { form: Form; view: DraftView; record: DatabaseRecord },
): Promise<number> {
  const { actor } = request
  const { agencyId } = change
  const record = await withHome(deps, actor, { agencyId, record: said, before })
  const edit = { changeId: change.id, revision: Number(textIn(form, 'version')), record }
  const { system, systemId } = record.identity
  // While it is being written nothing is entered: half a name is no system.
  const enters = textIn(form, ENTER_SYSTEM) === '1' && request.headers['x-fragment'] === undefined
  if (enters && system !== undefined && systemId === undefined)
    return saveWithNewSystem(deps, actor, { edit, agencyId })
  // Already stored, by this very form a moment ago: the button must not collide with the saving while typing.
  if (isDeepStrictEqual(cleanDatabase(record), before)) return change.revision
  return (await saveDatabase(deps, actor, edit)).revision
}

function rowRoutes(http: Http, deps: DatamapDeps): void {
  const gate = 'datamap.database.write'
  const again = (request: FastifyRequest, state: FormState) => draftPage(deps, request, state)
  action(http, {
    path: `${PATH}/nhieu-muc`,
    name: 'databaseItemsMany',
    module: MODULE,
    summary: 'Đặt chế độ chia sẻ cho nhiều mục',
    gate,
    async run(request, form) {
      const view = await readDraft(deps, request)
      const { record } = view
      const filter = { q: textIn(form, 'q'), withoutShare: textIn(form, 'thieu') === '1' }
      const items = setMany(record.items, filter, {
        share: textIn(form, 'nhieu.share'),
        personal: textIn(form, 'nhieu.personal'),
      })
      await save(deps, request, { form, view, record: { ...record, items } })
      return `${draftHref(pathParam(request, 'id'), 'muc')}&xong=luu`
    },
    again: (request, state) => again(request, { ...state, form: { phan: 'muc' } }),
  })
  action(http, {
    path: `${PATH}/quan-he`,
    name: 'databaseRelation',
    module: MODULE,
    summary: 'Thêm hoặc bỏ một quan hệ',
    gate,
    async run(request, form) {
      const view = await readDraft(deps, request)
      const { record } = view
      const relations = relationsFromForm(record.relations, form)
      await save(deps, request, { form, view, record: { ...record, relations } })
      return `${draftHref(pathParam(request, 'id'), 'quan-he')}&xong=luu`
    },
    again: (request, state) => again(request, { ...state, form: { phan: 'quan-he' } }),
  })
}

function endRoutes(http: Http, deps: DatamapDeps): void {
  const again = (request: FastifyRequest, state: FormState) =>
    draftPage(deps, request, { ...state, form: { ...state.form, phan: 'gui' } })
  action(http, {
    path: `${PATH}/gui`,
    name: 'databaseSubmit',
    module: MODULE,
    summary: 'Gửi duyệt cơ sở dữ liệu',
    gate: 'catalog.change.submit',
    async run(request, form) {
      const { change, record } = await readDraft(deps, request)
      const note = textIn(form, 'note').trim()
      if (note !== '' && note !== change.note && change.state === 'draft')
        await saveDatabase(deps, request.actor, { changeId: change.id, revision: change.revision, record, note })
      await deps.catalog.submitChange(request.actor, change.id)
      return '/lam-viec/ban-do?xong=gui'
    },
    again,
  })
  action(http, {
    path: `${PATH}/lay-lai`,
    name: 'databaseTakeBack',
    module: MODULE,
    summary: 'Lấy lại bản đã gửi',
    gate: 'catalog.change.submit',
    async run(request) {
      const changeId = pathParam(request, 'id')
      await deps.catalog.returnChange(request.actor, { changeId, reason: 'Người soạn lấy lại để sửa tiếp' })
      return `${draftHref(changeId, 'gui')}&xong=lay-lai`
    },
    again,
  })
  action(http, {
    path: `${PATH}/bo`,
    name: 'databaseDrop',
    module: MODULE,
    summary: 'Bỏ bản nháp',
    gate: 'datamap.database.write',
    async run(request) {
      await deps.catalog.discardChange(request.actor, pathParam(request, 'id'))
      return '/lam-viec/ban-do?xong=bo'
    },
    again,
  })
}
