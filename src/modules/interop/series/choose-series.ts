import type { FieldProblem } from '../../../platform/errors.ts'
import { isUuid } from '../../../platform/ids.ts'
import {
  type CatalogModule,
  type Change,
  type Resource,
  readAgencySeries,
  readResources,
  SERIES,
} from '../../catalog/index.ts'
import type { AgencyReader } from '../../identity/index.ts'

interface Deps {
  readonly catalog: Pick<CatalogModule, 'db'>
  readonly identity: { readonly agencies: AgencyReader }
}

/** Public series that a dataset of this agency may join: its own and those of the agencies above it. */
export async function seriesToJoin({ catalog, identity }: Deps, agencyId: string): Promise<readonly Resource[]> {
  const path = await identity.agencies.path(agencyId)
  return readAgencySeries(
    catalog.db,
    path.map(({ id }) => id),
  )
}

/** Why a dataset may not join the series its description names; undefined when it may, or names none. */
export async function seriesProblem(
  deps: Deps,
  { record, agencyId }: Pick<Change, 'record' | 'agencyId'>,
): Promise<FieldProblem | undefined> {
  const { series } = record
  if (series === undefined) return undefined
  const [found] = isUuid(series) ? await readResources(deps.catalog.db, [series]) : []
  if (found?.kind !== SERIES || found.origin) return problem(NOT_FOUND)
  const path = await deps.identity.agencies.path(agencyId)
  if (!path.some(({ id }) => id === found.agencyId)) return problem(ANOTHERS)
  return found.state === 'published' ? undefined : problem(NOT_PUBLIC)
}

const problem = (message: FieldProblem['message']): FieldProblem => ({ field: 'series', message })

const NOT_FOUND = {
  vi: 'Chuỗi đã chọn không có ở nút này. Chọn chuỗi khác hoặc bỏ chọn.',
  en: 'The chosen series is not on this node. Choose another or none.',
}
const ANOTHERS = {
  vi: 'Chuỗi đã chọn là của cơ quan khác. Chỉ chọn được chuỗi của cơ quan mình hoặc của cơ quan cấp trên.',
  en: 'The chosen series belongs to another agency. Choose one of your agency or of an agency above it.',
}
const NOT_PUBLIC = {
  vi: 'Chuỗi đã chọn chưa công bố hoặc đã thu hồi. Công bố chuỗi trước, hoặc bỏ chọn.',
  en: 'The chosen series is not published, or was withdrawn. Publish the series first, or choose none.',
}
