import type { FastifyRequest } from 'fastify'
import type { Http } from '../../../platform/http/index.ts'
import { ownValue } from '../../../platform/own-value.ts'
import {
  action,
  type Form,
  type FormState,
  justDone,
  page,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import { lastNotice } from '../contact/store.ts'
import { aboutSource, SHOWN_LETTERS } from '../contact/tell-contact.ts'
import type { HarvestDeps } from '../deps.ts'
import { askRun, stopRun } from '../manage/ask-run.ts'
import { addSource, changeSource, mapSource, switchSource } from '../manage/change-source.ts'
import { decideVanished } from '../manage/decide-vanished.ts'
import { manageErrors } from '../manage/errors.ts'
import { removeSource, viewRemoval } from '../manage/remove-source.ts'
import type { RunMode, Source } from '../model.ts'
import { readLog, readRuns } from '../runs/run-store.ts'
import { findSource } from '../source-store.ts'
import { HOME, ListPage } from './list-page.tsx'
import { MappingPage, mappingIn } from './mapping-page.tsx'
import { readProblemsPage } from './problem-reads.ts'
import { ProblemsPage } from './problems-page.tsx'
import { countProblemRecords, readSourceLines, readStates, readWords } from './reads.ts'
import { RemovePage } from './remove-page.tsx'
import { inputIn, SourceForm } from './source-form.tsx'
import { SourcePage, type SourcePageProps } from './source-page.tsx'
import { say } from './words.ts'

const gate = 'harvest.source.manage'
const room = { gate, module: 'harvest' } as const
const PATH = `${HOME}/:id`
const SHOWN_RUNS = 20

/** Operators' pages: the sources, one source, its mapping and its problems. */
export function roomRoutes(http: Http, deps: HarvestDeps): void {
  page(http, {
    ...room,
    path: HOME,
    name: 'harvestSources',
    summary: 'Nguồn thu thập',
    async view(request) {
      const done = justDone(request, { xoa: say(request.lang).removed })
      return <ListPage request={request} lines={await readSourceLines(deps.db)} done={done} />
    },
  })
  formRoutes(http, deps)
  sourceRoutes(http, deps)
  deedRoutes(http, deps)
  removeRoutes(http, deps)
  problemRoute(http, deps)
}

async function sourceOf(deps: HarvestDeps, request: FastifyRequest): Promise<Source> {
  const source = await findSource(deps.db, pathParam(request, 'id'))
  if (!source) throw manageErrors.sourceNotFound()
  return source
}

const agencyCode = async (deps: HarvestDeps, agencyId: string) =>
  (await deps.identity.agencies.byId(agencyId))?.code ?? ''

function formRoutes(http: Http, deps: HarvestDeps): void {
  const added = { ...room, path: `${HOME}/moi`, name: 'harvestAdd', summary: 'Thêm nguồn thu thập' }
  const form = async (request: FastifyRequest, state: FormState) => {
    const first = request.actor.grants[0]?.agencyId
    return <SourceForm request={request} state={state} agency={first ? await agencyCode(deps, first) : ''} />
  }
  page(http, { ...added, view: (request) => form(request, UNTOUCHED) })
  action(http, {
    ...added,
    run: async (request, sent) => `${HOME}/${(await addSource(deps, request.actor, inputIn(sent))).id}?xong=luu`,
    again: form,
  })
  const changed = { ...room, path: `${PATH}/sua`, name: 'harvestChange', summary: 'Sửa nguồn thu thập' }
  const change = async (request: FastifyRequest, state: FormState) => {
    const source = await sourceOf(deps, request)
    return <SourceForm {...{ request, state, source }} agency={await agencyCode(deps, source.agencyId)} />
  }
  page(http, { ...changed, view: (request) => change(request, UNTOUCHED) })
  action(http, {
    ...changed,
    run: async (request, sent) => {
      const { id } = await changeSource(deps, request.actor, { ...inputIn(sent), id: pathParam(request, 'id') })
      return `${HOME}/${id}?xong=luu`
    },
    again: change,
  })
  mappingRoutes(http, deps)
}

function mappingRoutes(http: Http, deps: HarvestDeps): void {
  const mapped = { ...room, path: `${PATH}/anh-xa`, name: 'harvestMapping', summary: 'Ánh xạ của nguồn' }
  const view = async (request: FastifyRequest, state: FormState) => {
    const found = await sourceOf(deps, request)
    const source = state.errors.length > 0 ? { ...found, mapping: mappingIn(state.form, found.mapping) } : found
    const words = await readWords(deps.db, source, deps.vocabulary)
    const [themes, licences] = await Promise.all([options(deps, 'theme', request), options(deps, 'licence', request)])
    return <MappingPage {...{ request, state, source, words, themes, licences }} />
  }
  page(http, { ...mapped, view: (request) => view(request, UNTOUCHED) })
  action(http, {
    ...mapped,
    run: async (request, sent) => {
      const { id, mapping } = await sourceOf(deps, request)
      await mapSource(deps, request.actor, { id, mapping: mappingIn(sent, mapping) })
      return `${HOME}/${id}?xong=luu`
    },
    again: view,
  })
}

async function options({ codes }: HarvestDeps, list: 'theme' | 'licence', { lang }: FastifyRequest) {
  return [...(await codes.labels(list, lang))].map(([value, text]) => ({ value, text }))
}

const MODES: Readonly<Record<string, RunMode>> = { preview: 'preview', full: 'full', changes: 'changes' }

interface Deed {
  readonly at: string
  readonly name: string
  readonly summary: string
  run(request: FastifyRequest, id: string, form: Form): Promise<string>
}

function sourceRoutes(http: Http, deps: HarvestDeps): void {
  page(http, {
    ...room,
    path: PATH,
    name: 'harvestSource',
    summary: 'Một nguồn thu thập',
    view: (request) => sourcePage(deps, request, UNTOUCHED),
  })
}

/** What the buttons of a source do. */
function deedRoutes(http: Http, deps: HarvestDeps): void {
  for (const { at, name, summary, run } of [...readingDeeds(deps), ...sourceDeeds(deps)]) {
    action(http, {
      ...room,
      path: `${PATH}/${at}`,
      name,
      summary,
      run: (request, form) => run(request, pathParam(request, 'id'), form),
      again: (request, state) => sourcePage(deps, request, state),
    })
  }
}

/** Begin and end a reading. */
function readingDeeds(deps: HarvestDeps): readonly Deed[] {
  return [
    {
      at: 'doc',
      name: 'harvestRead',
      summary: 'Đọc nguồn',
      run: async (request, sourceId, form) => {
        const mode = ownValue(MODES, textIn(form, 'mode')) ?? 'preview'
        const run = await askRun(deps, request.actor, { sourceId, mode })
        return `${HOME}/${sourceId}?xong=doc&lan=${run.id}`
      },
    },
    {
      at: 'dung',
      name: 'harvestStop',
      summary: 'Dừng lần đọc',
      run: async (request, id, form) => {
        const run = Number(textIn(form, 'run'))
        if (Number.isSafeInteger(run)) await stopRun(deps, request.actor, run)
        return `${HOME}/${id}`
      },
    },
  ]
}

/** On, off, decided, gone. */
function sourceDeeds(deps: HarvestDeps): readonly Deed[] {
  return [
    {
      at: 'bat',
      name: 'harvestSwitch',
      summary: 'Bật hoặc tắt nguồn',
      run: async (request, id, form) => {
        await switchSource(deps, request.actor, { id, on: textIn(form, 'on') === 'co' })
        return `${HOME}/${id}?xong=luu`
      },
    },
    {
      at: 'quyet-dinh',
      name: 'harvestDecide',
      summary: 'Quyết định về bản ghi biến mất',
      run: async (request, sourceId, form) => {
        await decideVanished(deps, request.actor, { sourceId, remove: textIn(form, 'go') === 'co' })
        return `${HOME}/${sourceId}?xong=quyet-dinh`
      },
    },
  ]
}

async function sourcePage(deps: HarvestDeps, request: FastifyRequest, state: FormState) {
  const source = await sourceOf(deps, request)
  const query = queryOf(request)
  const [runs, states, problems, agency, told] = await Promise.all([
    readRuns(deps.db, source.id, SHOWN_RUNS),
    readStates(deps.db, source.id),
    countProblemRecords(deps.db, source.id),
    agencyCode(deps, source.agencyId),
    readTold(deps, source.id),
  ])
  const chosen = runs.find((run) => String(run.id) === textIn(query, 'lan')) ?? runs[0]
  const log = chosen ? await readLog(deps.db, chosen.id) : []
  const words = say(request.lang)
  const said: Readonly<Record<string, string>> = { luu: words.done, doc: words.started, 'quyet-dinh': words.decided }
  const done = state.errors.length > 0 ? undefined : justDone(request, said)
  return <SourcePage {...{ request, state, source, agency, runs, chosen, log, states, problems, told, done }} />
}

/** Removing asks first: the page says what goes, the button below it does it. */
function removeRoutes(http: Http, deps: HarvestDeps): void {
  const removed = { ...room, path: `${PATH}/xoa`, name: 'harvestRemove', summary: 'Xóa nguồn thu thập' }
  const view = async (request: FastifyRequest, state: FormState) => {
    const source = await sourceOf(deps, request)
    return <RemovePage {...{ request, state, source }} removal={await viewRemoval(deps.db, source.id)} />
  }
  page(http, { ...removed, view: (request) => view(request, UNTOUCHED) })
  action(http, {
    ...removed,
    run: async (request) => {
      await removeSource(deps, request.actor, { sourceId: pathParam(request, 'id'), withRecords: true })
      return `${HOME}?xong=xoa`
    },
    again: view,
  })
}

async function readTold({ db, letters }: HarvestDeps, sourceId: string): Promise<SourcePageProps['told']> {
  const [notice, posted] = await Promise.all([
    lastNotice(db, sourceId),
    letters.about(aboutSource(sourceId), SHOWN_LETTERS),
  ])
  return { notice, letter: posted.find(({ key }) => key === notice?.key) }
}

function problemRoute(http: Http, deps: HarvestDeps): void {
  page(http, {
    ...room,
    path: `${PATH}/van-de`,
    name: 'harvestProblems',
    summary: 'Vấn đề của một nguồn',
    async view(request) {
      const source = await sourceOf(deps, request)
      const read = await readProblemsPage(deps.db, source.id, queryOf(request))
      const home = `${HOME}/${source.id}`
      const crumbs = [
        { href: HOME, text: say(request.lang).title },
        { href: home, text: source.name },
      ]
      return <ProblemsPage {...{ request, source, home, crumbs, ...read }} />
    },
  })
}
