import { createHash } from 'node:crypto'
import { recordAudit } from '../../../platform/audit/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import { cleanText } from '../../../platform/text.ts'
import { type Change, catalogErrors } from '../../catalog/index.ts'
import { type Actor, assertCan } from '../../identity/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { formatCode } from '../load/formats.ts'
import type { Version } from '../model.ts'
import { type DatasetsDb, ensureDistribution, insertVersion } from '../store.ts'
import { linkErrors } from './errors.ts'
import { FetchLinkKind } from './fetch-link.ts'
import { type Looked, lookAt } from './look-at.ts'
import { type Fetch, isAlive, type Link } from './model.ts'
import { saveLink } from './store.ts'

export interface NewLink {
  readonly changeId: string
  readonly url: string
  readonly title: string
  readonly fetch?: Fetch | undefined
}

const TITLE_MAX = 300

/** Takes an address elsewhere into a draft, once something answers there. */
export async function addLink(deps: DatasetsDeps, actor: Actor, input: NewLink): Promise<Link> {
  const change = await deps.catalog.reader.change(input.changeId)
  if (!change) throw catalogErrors.changeNotFound()
  const by = assertCan(actor, 'catalog.draft.write', change)
  if (change.state !== 'draft') throw catalogErrors.wrongState(change.state)
  const title = cleanText(input.title).slice(0, TITLE_MAX)
  if (title === '') throw linkErrors.needsTitle()
  const looked = await lookAt(deps.outgoing, input.url)
  if (!isAlive(looked.status)) throw linkErrors.dead(input.url, looked.status)
  const url = new URL(input.url).href
  return deps.db.transaction().execute(async (tx) => {
    const link = await stageLink(deps, tx, { change, looked, url, title, fetch: input.fetch ?? 'never' })
    await recordAudit(tx, {
      action: 'datasets.link.added',
      actor: by,
      agencyId: change.agencyId,
      resource: { kind: 'dataset', id: change.resourceId },
      details: { link: link.distributionId, url, fetch: link.fetch },
    })
    return link
  })
}

interface Staged {
  readonly change: Change
  readonly looked: Looked
  readonly url: string
  readonly title: string
  readonly fetch: Fetch
}

async function stageLink(deps: DatasetsDeps, tx: DatasetsDb, staged: Staged): Promise<Link> {
  const { change, looked, url, title, fetch } = staged
  const now = deps.clock.now()
  const sum = createHash('sha256').update(url).digest('hex')
  const distributionId = await ensureDistribution(tx, {
    id: deps.ids.next(),
    resourceId: change.resourceId,
    kind: 'link',
    // By the address: the same address is the same distribution, under whatever title.
    name: `lien-ket-${sum.slice(0, 16)}`,
    url,
    position: 2000,
    createdAt: now,
  })
  await tx
    .updateTable('datasets.version')
    .set({ state: 'dropped' })
    .where('distribution_id', '=', distributionId)
    .where('change_id', '=', change.id)
    .where('state', '=', 'staged')
    .execute()
  await insertVersion(tx, versionOf(deps, { change, distributionId, looked, title, digest: `link:${sum}` }))
  const link: Link = {
    distributionId,
    resourceId: change.resourceId,
    url,
    fetch,
    checkedAt: now,
    status: looked.status,
    failures: 0,
    failingSince: undefined,
    fetchedAt: undefined,
  }
  await saveLink(tx, link)
  if (fetch !== 'never')
    await enqueue(tx, FetchLinkKind, { payload: { distributionId }, key: `fetch-${distributionId}` })
  return link
}

type LinkVersion = Pick<Version, 'distributionId' | 'title' | 'digest'> & Pick<Staged, 'change' | 'looked'>

function versionOf(deps: DatasetsDeps, { change, looked, ...about }: LinkVersion): Version {
  const isPage = looked.mediaType === undefined || looked.mediaType === 'text/html'
  return {
    ...about,
    id: deps.ids.next(),
    resourceId: change.resourceId,
    changeId: change.id,
    sourceId: undefined,
    state: 'staged',
    number: undefined,
    resourceVersion: undefined,
    bytes: looked.length ?? 0,
    mediaType: looked.mediaType ?? 'text/html',
    format: isPage ? 'HTML' : formatCode('', looked.fileName ?? ''),
    rows: undefined,
    columns: [],
    profile: [],
    findings: {},
    erasure: undefined,
    createdAt: deps.clock.now(),
    publishedAt: undefined,
  }
}
