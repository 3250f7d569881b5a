import { isAppError } from '../../../platform/errors.ts'
import { announce } from '../../../platform/events/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'
import type { DatasetsDeps } from '../deps.ts'
import { FetchLinkKind } from './fetch-link.ts'
import { type Looked, lookAt } from './look-at.ts'
import { isAlive, isFetchDue, type Link } from './model.ts'
import { readLinksToCheck, saveLink } from './store.ts'

const EVERY_MS = 20 * 3_600_000
/** One failure may be a restart of their server; two days of them are a dead link. */
const DEAD_AFTER = 2

/** Looks at every public link once a day, and has the files fetched whose time has come. */
export async function tendLinks(deps: DatasetsDeps): Promise<number> {
  const now = deps.clock.now()
  const links = await readLinksToCheck(deps.db, new Date(now.getTime() - EVERY_MS))
  for (const link of links) {
    const checked = await checkLink(deps, link)
    if (!isFetchDue(checked, now) || checked.failures > 0) continue
    const { distributionId } = link
    await deps.db
      .transaction()
      .execute((tx) => enqueue(tx, FetchLinkKind, { payload: { distributionId }, key: `fetch-${distributionId}` }))
  }
  return links.length
}

async function checkLink(deps: DatasetsDeps, link: Link): Promise<Link> {
  const { status } = await lookSafely(deps, link)
  const now = deps.clock.now()
  const checked: Link = isAlive(status)
    ? { ...link, status, checkedAt: now, failures: 0, failingSince: undefined }
    : { ...link, status, checkedAt: now, failures: link.failures + 1, failingSince: link.failingSince ?? now }
  await deps.db.transaction().execute(async (tx) => {
    await saveLink(tx, checked)
    if (checked.failures !== DEAD_AFTER) return
    await announce(tx, {
      type: 'datasets.link.dead',
      version: 1,
      resourceId: link.resourceId,
      payload: { distribution: link.distributionId, url: link.url },
    })
  })
  return checked
}

// A name that once was public may lead into a private network today: dead, as far as the public is concerned.
async function lookSafely(deps: DatasetsDeps, link: Link): Promise<Pick<Looked, 'status'>> {
  try {
    return await lookAt(deps.outgoing, link.url)
  } catch (error) {
    if (!isAppError(error)) throw error
    return { status: undefined }
  }
}
