import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import { assertCan } from '../../identity/index.ts'
import type { SystemsDeps } from './deps.ts'
import { citation } from './level-rules.ts'
import { moveDossier, saveChecklist } from './move-dossier.ts'
import { type Proposal, proposeLevel } from './propose-level.ts'
import { readRegister } from './read-register.ts'
import { readSystem } from './read-system.ts'
import { addSystem, saveStatement } from './save-statement.ts'
import {
  ChecklistBody,
  FiguresView,
  IdParams,
  LevelBody,
  NewSystem,
  ProposalBody,
  ProposalView,
  RegisterParams,
  RegisterView,
  StatementBody,
  StepBody,
  SystemOut,
} from './schema.ts'
import { settleLevel } from './settle-level.ts'

const tags = ['systems']
const PATH = '/api/v1/systems'
const read = 'datamap.system.read'
const write = 'datamap.system.write'

/** The register of information systems over HTTP; for those who may see it, never for the public. */
export function systemRoutes(http: Http, deps: SystemsDeps): void {
  readingRoutes(http, deps)
  figuresRoute(http, deps)
  writingRoutes(http, deps)
  proposalRoute(http, deps)
}

function readingRoutes(http: Http, deps: SystemsDeps): void {
  http.get(
    PATH,
    {
      schema: {
        operationId: 'listSystems',
        summary: 'Hệ thống thông tin trong phạm vi được xem',
        tags,
        querystring: RegisterParams,
        response: { 200: RegisterView },
      },
      config: { permission: read, operation: 'datamap.list-systems' },
    },
    async ({ actor, query: { limit, offset, ...query } }) => {
      const { total, lines } = await readRegister(deps, actor, { query, page: { limit, offset } })
      const systems = lines.map(({ agency: name, agencyCode: code, ...line }) => ({ ...line, agency: { code, name } }))
      return { total, systems }
    },
  )
  http.get(
    `${PATH}/:id`,
    {
      schema: {
        operationId: 'readSystem',
        summary: 'Một hệ thống thông tin',
        tags,
        params: IdParams,
        response: { 200: SystemOut },
      },
      config: { permission: read, operation: 'datamap.read-system' },
    },
    ({ actor, params }) => view(deps, actor, params.id),
  )
}

function figuresRoute(http: Http, deps: SystemsDeps): void {
  http.get(
    `${PATH}/figures`,
    {
      schema: {
        operationId: 'countSystems',
        summary: 'Số hệ thống theo cấp độ và mức đáp ứng, theo cây cơ quan',
        tags,
        querystring: RegisterParams,
        response: { 200: FiguresView },
      },
      config: { permission: read, operation: 'datamap.count-systems' },
    },
    async ({ actor, query: { agency } }) => {
      const register = await readRegister(deps, actor, { query: { agency }, page: { limit: 1, offset: 0 } })
      const { day, figures, branches } = register
      const view = (one: typeof figures) => ({ ...one, levels: [...one.levels] })
      return {
        day,
        figures: view(figures),
        branches: branches.map((branch) => ({ ...branch, figures: view(branch.figures) })),
      }
    },
  )
}

type Reader = Parameters<typeof readSystem>[1]

async function view(deps: SystemsDeps, actor: Reader, id: string) {
  const { system, agency, layers } = await readSystem(deps, actor, id)
  const { record, revision, dossier } = system
  const { statement, choice, checklist, approval } = record
  return {
    id,
    revision,
    agency,
    statement,
    level: choice ?? null,
    checklist,
    approval: approval ?? null,
    dossier,
    layers: [...layers],
  }
}

function writingRoutes(http: Http, deps: SystemsDeps): void {
  const response = { 200: SystemOut }
  http.post(
    PATH,
    {
      schema: { operationId: 'addSystem', summary: 'Thêm hệ thống thông tin', tags, body: NewSystem, response },
      config: { permission: write, operation: 'datamap.add-system' },
    },
    async ({ actor, body }) => view(deps, actor, (await addSystem(deps, actor, body)).id),
  )
  http.put(
    `${PATH}/:id`,
    {
      schema: {
        operationId: 'saveSystem',
        summary: 'Sửa thông tin hệ thống',
        tags,
        params: IdParams,
        body: StatementBody,
        response,
      },
      config: { permission: write, operation: 'datamap.save-system' },
    },
    async ({ actor, params, body }) => {
      await saveStatement(deps, actor, { ...body, ...params })
      return view(deps, actor, params.id)
    },
  )
  http.put(
    `${PATH}/:id/level`,
    {
      schema: {
        operationId: 'settleSystemLevel',
        summary: 'Chốt cấp độ',
        tags,
        params: IdParams,
        body: LevelBody,
        response,
      },
      config: { permission: write, operation: 'datamap.settle-level' },
    },
    async ({ actor, params, body }) => {
      await settleLevel(deps, actor, { ...body, ...params })
      return view(deps, actor, params.id)
    },
  )
  evidenceRoutes(http, deps)
}

function evidenceRoutes(http: Http, deps: SystemsDeps): void {
  const response = { 200: SystemOut }
  http.put(
    `${PATH}/:id/checklist`,
    {
      schema: {
        operationId: 'saveSystemChecklist',
        summary: 'Lưu bằng chứng hồ sơ và bốn lớp',
        tags,
        params: IdParams,
        body: ChecklistBody,
        response,
      },
      config: { permission: write, operation: 'datamap.save-checklist' },
    },
    async ({ actor, params, body }) => {
      await saveChecklist(deps, actor, { ...body, ...params })
      return view(deps, actor, params.id)
    },
  )
  http.post(
    `${PATH}/:id/steps`,
    {
      schema: {
        operationId: 'moveSystemDossier',
        summary: 'Đưa hồ sơ cấp độ sang bước sau, trả lại hoặc mở lại',
        tags,
        params: IdParams,
        body: StepBody,
        response,
      },
      config: { permission: write, operation: 'datamap.move-dossier' },
    },
    async ({ actor, params, body }) => {
      await moveDossier(deps, actor, { ...body, ...params })
      return view(deps, actor, params.id)
    },
  )
}

function proposalRoute(http: Http, deps: SystemsDeps): void {
  http.post(
    `${PATH}/proposal`,
    {
      schema: {
        operationId: 'proposeSystemLevel',
        summary: 'Cấp độ mà quy định đề xuất, kèm điều khoản',
        tags,
        body: ProposalBody,
        response: { 200: ProposalView },
      },
      config: { permission: read, operation: 'datamap.propose-level' },
    },
    async ({ actor, body, lang }) => {
      assertCan(actor, read)
      const day = body.day ?? dayInVietnam(deps.clock.now())
      const { now, later } = proposeLevel(deps.levelRules, { ...body, day })
      return { now: proposed(now, lang), later: later ? proposed(later, lang) : null }
    },
  )
}

function proposed({ level, regime, byTransition, grounds }: Proposal, lang: 'vi' | 'en') {
  return {
    level: level ?? null,
    regime: regime.document,
    byTransition,
    grounds: grounds.map((ground) => ({
      id: ground.id,
      level: ground.level,
      said: ground.said[lang],
      source: citation(ground, lang) ?? null,
    })),
  }
}
