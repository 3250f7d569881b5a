import type { FastifyRequest } from 'fastify'
import { exportFormats } from '../../../platform/duck/index.ts'
import type { Http } from '../../../platform/http/index.ts'
import {
  action,
  admit,
  assertCan,
  can,
  type Form,
  type FormState,
  page,
  pathParam,
  queryOf,
  textIn,
  UNTOUCHED,
} from '../../identity/index.ts'
import type { SystemsDeps } from './deps.ts'
import { STEPS } from './dossier.ts'
import { systemErrors } from './errors.ts'
import { checklistIn, factsIn, statementIn } from './forms.ts'
import { moveDossier, saveChecklist } from './move-dossier.ts'
import { proposeLevel } from './propose-level.ts'
import { type RegisterQuery, readRegister } from './read-register.ts'
import { readSystem } from './read-system.ts'
import { STANDINGS } from './reads.ts'
import { addSystem, saveStatement } from './save-statement.ts'
import { settleLevel } from './settle-level.ts'
import { ChecklistPage } from './views/checklist-page.tsx'
import { LevelPage } from './views/level-page.tsx'
import { REGISTER_PATH, RegisterPage } from './views/register-page.tsx'
import { StatementPage } from './views/statement-page.tsx'
import { SystemPage } from './views/system-page.tsx'
import { systemsWorkbook } from './workbook.ts'

const module = 'datamap'
const read = 'datamap.system.read'
const write = 'datamap.system.write'
const ONE = `${REGISTER_PATH}/:id`
const PAGE_SIZE = 100
const MOST_EXPORTED = 50_000

/** Officers' pages of the register. */
export function systemPages(http: Http, deps: SystemsDeps): void {
  registerPages(http, deps)
  newSystemPages(http, deps)
  systemPage(http, deps)
  levelPages(http, deps)
  checklistPages(http, deps)
}

const FILTERS = ['co-quan', 'q', 'cap-do', 'ho-so', 'tinh-hinh'] as const

function queryIn(request: FastifyRequest): { kept: Readonly<Record<string, string>>; query: RegisterQuery } {
  const form = queryOf(request)
  const kept = Object.fromEntries(
    FILTERS.flatMap((name): [string, string][] => {
      const value = textIn(form, name).trim()
      return value === '' ? [] : [[name, value.slice(0, 200)]]
    }),
  )
  const level = kept['cap-do']
  return {
    kept,
    query: {
      agency: kept['co-quan'],
      q: kept['q'],
      level: level !== undefined && /^[0-5]$/.test(level) ? Number(level) : undefined,
      dossier: kept['ho-so'],
      standing: STANDINGS.find((one) => one === kept['tinh-hinh']),
    },
  }
}

function registerPages(http: Http, deps: SystemsDeps): void {
  page(http, {
    path: REGISTER_PATH,
    name: 'systems',
    module,
    summary: 'Sổ hệ thống thông tin',
    gate: read,
    async view(request) {
      const { kept, query } = queryIn(request)
      const at = Math.max(1, Math.trunc(Number(textIn(queryOf(request), 'trang')) || 1))
      const slice = { limit: PAGE_SIZE, offset: (Math.min(at, 10_000) - 1) * PAGE_SIZE }
      const register = await readRegister(deps, request.actor, { query, page: slice })
      const pages = Math.ceil(register.total / PAGE_SIZE)
      const mayAdd = can(request.actor, write)
      return <RegisterPage {...{ request, register, query: kept, page: at, pages, mayAdd }} />
    },
  })
  http.get(
    `${REGISTER_PATH}.xlsx`,
    {
      schema: { operationId: 'systemsWorkbook', summary: 'Danh sách hệ thống thông tin, XLSX', hide: true },
      config: { permission: read, operation: 'datamap.systems-workbook' },
    },
    async (request, reply) => {
      admit(request, read)
      const slice = { limit: MOST_EXPORTED, offset: 0 }
      const { lines } = await readRegister(deps, request.actor, { query: queryIn(request).query, page: slice })
      return reply
        .headers({
          'cache-control': 'no-store',
          'content-disposition': 'attachment; filename="he-thong-thong-tin.xlsx"',
        })
        .type(exportFormats.xlsx.type)
        .send(systemsWorkbook(lines, request.lang))
    },
  )
}

function newSystemPages(http: Http, deps: SystemsDeps): void {
  const path = `${REGISTER_PATH}/moi`
  const room = { path, module, gate: write } as const
  const show = async (request: FastifyRequest, state: FormState) => {
    const own = request.actor.grants[0]?.agencyId
    const agency = textIn(queryOf(request), 'co-quan') || (own ? ((await deps.agencies.byId(own))?.code ?? '') : '')
    return <StatementPage request={request} view={undefined} agency={agency} state={state} />
  }
  page(http, {
    ...room,
    name: 'newSystem',
    summary: 'Thêm hệ thống thông tin',
    view: (request) => show(request, UNTOUCHED),
  })
  action(http, {
    ...room,
    name: 'newSystem',
    summary: 'Thêm hệ thống thông tin',
    async run({ actor }, form) {
      const { id } = await addSystem(deps, actor, { agency: textIn(form, 'agency'), statement: statementIn(form, {}) })
      return `${REGISTER_PATH}/${id}?xong=luu`
    },
    again: show,
  })
}

function systemPage(http: Http, deps: SystemsDeps): void {
  const show = async (request: FastifyRequest, state: FormState) => (
    <SystemPage request={request} view={await viewOf(deps, request)} state={state} />
  )
  page(http, {
    path: ONE,
    name: 'system',
    module,
    summary: 'Một hệ thống thông tin',
    gate: read,
    view: (request) => show(request, UNTOUCHED),
  })
  action(http, {
    path: `${ONE}/ho-so`,
    name: 'systemDossier',
    module,
    summary: 'Đưa hồ sơ cấp độ sang bước sau, trả lại hoặc mở lại',
    gate: write,
    async run(request, form) {
      const id = pathParam(request, 'id')
      const step = STEPS.find((one) => one === textIn(form, 'step')) ?? 'submit'
      const on = textIn(form, 'on')
      const decision = { number: textIn(form, 'number'), on, authority: textIn(form, 'authority') }
      const isDecided = step === 'approve' && /^\d{4}-\d{2}-\d{2}$/.test(on)
      await moveDossier(deps, request.actor, {
        id,
        revision: revisionIn(form),
        step,
        note: textIn(form, 'note'),
        decision: isDecided ? decision : undefined,
      })
      return `${REGISTER_PATH}/${id}?xong=luu#ho-so`
    },
    again: show,
  })
  statementPages(http, deps)
}

function statementPages(http: Http, deps: SystemsDeps): void {
  const room = {
    path: `${ONE}/sua`,
    name: 'systemStatement',
    module,
    summary: 'Sửa thông tin hệ thống',
    gate: write,
  } as const
  const show = async (request: FastifyRequest, state: FormState) => (
    <StatementPage request={request} view={await writableOf(deps, request)} agency="" state={state} />
  )
  page(http, { ...room, view: (request) => show(request, UNTOUCHED) })
  action(http, {
    ...room,
    async run(request, form) {
      const { system } = await writableOf(deps, request)
      const statement = statementIn(form, system.record.statement.facts)
      await saveStatement(deps, request.actor, { id: system.id, revision: revisionIn(form), statement })
      return `${REGISTER_PATH}/${system.id}?xong=luu`
    },
    again: show,
  })
}

function levelPages(http: Http, deps: SystemsDeps): void {
  const room = { path: `${ONE}/cap-do`, name: 'systemLevel', module, summary: 'Xác định cấp độ', gate: write } as const
  const show = async (request: FastifyRequest, state: FormState, asked: Form) => {
    const view = await writableOf(deps, request)
    const given = factsIn(asked)
    const { facts: kept, investedOn } = view.system.record.statement
    const facts = Object.keys(given).length > 0 ? given : kept
    const proposal = proposeLevel(deps.levelRules, { facts, day: view.day, investedOn })
    return <LevelPage request={request} view={view} facts={facts} proposal={proposal} state={state} />
  }
  page(http, { ...room, view: (request) => show(request, UNTOUCHED, queryOf(request)) })
  action(http, {
    ...room,
    async run(request, form) {
      const id = pathParam(request, 'id')
      const level = Number(textIn(form, 'level'))
      if (!Number.isInteger(level) || level < 1 || level > 5) throw systemErrors.noLevel()
      const decision = { id, revision: revisionIn(form), facts: factsIn(form), level, reason: textIn(form, 'reason') }
      await settleLevel(deps, request.actor, decision)
      return `${REGISTER_PATH}/${id}?xong=luu#cap-do`
    },
    again: (request, state) => show(request, state, state.form),
  })
}

function checklistPages(http: Http, deps: SystemsDeps): void {
  const room = {
    path: `${ONE}/kiem-tra`,
    name: 'systemChecklist',
    module,
    summary: 'Bằng chứng hồ sơ và bốn lớp',
    gate: write,
  } as const
  const show = async (request: FastifyRequest, state: FormState) => (
    <ChecklistPage request={request} view={await writableOf(deps, request)} state={state} />
  )
  page(http, { ...room, view: (request) => show(request, UNTOUCHED) })
  action(http, {
    ...room,
    async run(request, form) {
      const { system, parts } = await writableOf(deps, request)
      const checklist = checklistIn(form, parts, system.record.checklist)
      await saveChecklist(deps, request.actor, { id: system.id, revision: revisionIn(form), checklist })
      return `${REGISTER_PATH}/${system.id}?xong=luu#bon-lop`
    },
    again: show,
  })
}

function viewOf(deps: SystemsDeps, request: FastifyRequest) {
  return readSystem(deps, request.actor, pathParam(request, 'id'))
}

async function writableOf(deps: SystemsDeps, request: FastifyRequest) {
  const view = await viewOf(deps, request)
  assertCan(request.actor, write, view.system)
  return view
}

function revisionIn(form: Form): number {
  const revision = Number(textIn(form, 'revision'))
  return Number.isInteger(revision) ? revision : 0
}
