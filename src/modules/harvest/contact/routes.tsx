import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Http } from '../../../platform/http/index.ts'
import { admit, page, pathParam, queryOf } from '../../identity/index.ts'
import type { HarvestDeps } from '../deps.ts'
import { manageErrors } from '../manage/errors.ts'
import type { Source } from '../model.ts'
import { readProblemsPage } from '../room/problem-reads.ts'
import { ProblemsPage } from '../room/problems-page.tsx'
import { findSource } from '../source-store.ts'
import { problemWorkbook } from './problem-workbook.ts'
import { readToMend } from './tell-contact.ts'

const PATH = '/lam-viec/thu-thap/:id'
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** For whoever keeps a source and has an account here: what is to be mended there. Operators have pages of their own. */
export function contactRoutes(http: Http, deps: HarvestDeps): void {
  page(http, {
    path: PATH,
    name: 'harvestContact',
    module: 'harvest',
    summary: 'Chỗ cần sửa ở nguồn do mình quản lý',
    gate: 'signed-in',
    async view(request) {
      const source = await ownSource(deps, request)
      const read = await readProblemsPage(deps.db, source.id, queryOf(request))
      return <ProblemsPage {...{ request, source, ...read, home: `/lam-viec/thu-thap/${source.id}`, crumbs: [] }} />
    },
  })
  workbook(http, deps, { path: `${PATH}/van-de.xlsx`, permission: 'signed-in', name: 'harvestContactWorkbook' })
  workbook(http, deps, {
    path: '/quan-tri/thu-thap/:id/van-de.xlsx',
    permission: 'harvest.source.manage',
    name: 'harvestProblemsWorkbook',
  })
}

interface Workbook {
  readonly path: string
  readonly permission: 'signed-in' | 'harvest.source.manage'
  readonly name: string
}

function workbook(http: Http, deps: HarvestDeps, { path, permission, name }: Workbook): void {
  http.get(
    path,
    {
      schema: {
        operationId: name,
        summary: 'Vấn đề của một nguồn, dạng Excel',
        hide: true,
        params: Type.Object({ id: Type.String({ format: 'uuid' }) }),
      },
      config: { permission, operation: 'harvest.problems-workbook' },
    },
    async (request, reply) => {
      admit(request, permission)
      const source = permission === 'signed-in' ? await ownSource(deps, request) : await anySource(deps, request)
      return reply
        .type(XLSX)
        .header('content-disposition', 'attachment; filename="can-sua.xlsx"')
        .send(Buffer.from(await problemWorkbook(await readToMend(deps, source.id))))
    },
  )
}

async function anySource(deps: HarvestDeps, request: FastifyRequest): Promise<Source> {
  const source = await findSource(deps.db, pathParam(request, 'id'))
  if (!source) throw manageErrors.sourceNotFound()
  return source
}

/** A source whose contact is the person who asks; whether others exist is not said. */
async function ownSource(deps: HarvestDeps, request: FastifyRequest): Promise<Source> {
  const source = await anySource(deps, request)
  const contact = source.contactEmail === undefined ? undefined : await deps.identity.findPerson(source.contactEmail)
  if (contact === undefined || contact.id !== request.actor.id) throw manageErrors.sourceNotFound()
  return source
}
