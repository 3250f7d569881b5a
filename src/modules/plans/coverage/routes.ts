import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { dayInVietnam } from '../../catalog/index.ts'
import type { PlansDeps } from '../deps.ts'
import { writeReportDocx, writeReportPdf } from '../document/report.ts'
import { DOCX, PDF, sendFile, XLSX } from '../pages/send-file.ts'
import { readCoverage, readIssued, readKindCoverage } from './read-coverage.ts'
import { coverageReport, kindReport } from './report.ts'
import { coverageWorkbook, kindWorkbook } from './write-workbook.ts'

const Kind = Type.Object({ kind: Type.String({ maxLength: 60 }) })
const limit = { rateLimit: { max: 30, timeWindow: '1 minute' } }

/** Coverage as files: of one kind of plan, and of all kinds with the progress of the open data plans. */
const FILES = [
  {
    ending: 'xlsx',
    name: 'Workbook',
    type: XLSX,
    ofKind: async (deps: PlansDeps, kind: string) => kindWorkbook(await readKindCoverage(deps, kind)),
    ofAll: async (deps: PlansDeps) => {
      const { coverage, ...held } = await readAll(deps)
      return coverageWorkbook(coverage, held)
    },
  },
  {
    ending: 'docx',
    name: 'Docx',
    type: DOCX,
    ofKind: async (deps: PlansDeps, kind: string) => writeReportDocx(await reportOfKind(deps, kind)),
    ofAll: async (deps: PlansDeps) => writeReportDocx(await reportOfAll(deps)),
  },
  {
    ending: 'pdf',
    name: 'Pdf',
    type: PDF,
    ofKind: async (deps: PlansDeps, kind: string) => writeReportPdf(await reportOfKind(deps, kind)),
    ofAll: async (deps: PlansDeps) => writeReportPdf(await reportOfAll(deps)),
  },
] as const

export function coverageRoutes(http: Http, deps: PlansDeps): void {
  for (const { ending, name, type, ofKind, ofAll } of FILES) {
    http.get(
      `/ke-hoach/loai/:kind/danh-sach.${ending}`,
      {
        schema: {
          operationId: `planKind${name}`,
          summary: `Danh sách cơ quan theo loại kế hoạch, ${ending.toUpperCase()}`,
          hide: true,
          params: Kind,
        },
        config: { permission: 'public', operation: `plans.kind-${ending}`, ...limit },
      },
      async (request, reply) => {
        const { kind } = request.params
        return sendFile(reply, { bytes: await ofKind(deps, kind), type, name: `${kind}.${ending}` })
      },
    )
    http.get(
      `/ke-hoach/tinh-hinh.${ending}`,
      {
        schema: {
          operationId: `planCoverage${name}`,
          summary: `Tình hình ban hành và thực hiện kế hoạch, ${ending.toUpperCase()}`,
          hide: true,
        },
        config: { permission: 'public', operation: `plans.coverage-${ending}`, ...limit },
      },
      async (_, reply) => sendFile(reply, { bytes: await ofAll(deps), type, name: `tinh-hinh-ke-hoach.${ending}` }),
    )
  }
}

async function reportOfKind(deps: PlansDeps, kind: string) {
  const coverage = await readKindCoverage(deps, kind)
  const now = deps.clock.now()
  const basis = deps.rules.basisOf(coverage.kind, dayInVietnam(now))
  return kindReport(coverage, { now, publicUrl: deps.publicUrl, basis })
}

async function reportOfAll(deps: PlansDeps) {
  const { coverage, ...held } = await readAll(deps)
  return coverageReport(coverage, { now: deps.clock.now(), publicUrl: deps.publicUrl, ...held })
}

async function readAll(deps: PlansDeps) {
  const plans = await readIssued(deps)
  const [coverage, tree] = await Promise.all([readCoverage(deps, plans), deps.agencies.tree()])
  return { coverage, plans, agencies: new Map(tree.all.map((agency) => [agency.id, agency])) }
}
