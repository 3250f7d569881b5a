import { Type } from 'typebox'
import type { Modules } from './modules.ts'
import { type AnyTask, defineTask, type Schedule } from './platform/jobs/index.ts'

const Nothing = Type.Object({})
const kind = (name: string) => ({ name, version: 1, schema: Nothing, retry: { attempts: 1 } })

const publishDue = kind('catalog.publish-due')
const refreshFreshness = kind('catalog.refresh-freshness')
const sweepUploads = kind('datasets.sweep-uploads')
const tendLinks = kind('datasets.tend-links')
const tickHarvest = kind('harvest.tick')
const remindPlans = kind('plans.remind')
const remindReviews = kind('datamap.remind-reviews')
const readDueDatabases = kind('datamap.read-due')
const collectCopies = kind('harvest.collect-copies')
const sweepSessions = kind('identity.sweep')

/** What the clock starts, in UTC; Viet Nam is seven hours ahead. */
export const schedules: readonly Schedule[] = [
  { task: publishDue, at: '* * * * *', catchUpMs: 60_000 },
  { task: refreshFreshness, at: '5 17 * * *', catchUpMs: 86_400_000 },
  { task: sweepUploads, at: '30 18 * * *' },
  { task: tendLinks, at: '45 18 * * *', catchUpMs: 86_400_000 },
  { task: tickHarvest, at: '* * * * *', catchUpMs: 60_000 },
  { task: remindPlans, at: '15 0 * * *', catchUpMs: 86_400_000 },
  { task: remindReviews, at: '30 0 * * *', catchUpMs: 86_400_000 },
  { task: readDueDatabases, at: '*/10 * * * *' },
  { task: collectCopies, at: '50 18 * * *', catchUpMs: 86_400_000 },
  { task: sweepSessions, at: '15 * * * *' },
]

export function scheduledTasks(modules: Modules): readonly AnyTask[] {
  const task = (about: ReturnType<typeof kind>, run: () => Promise<unknown>) =>
    defineTask(about, async () => void (await run()))
  return [
    task(publishDue, () => modules.catalog.publishDue()),
    task(refreshFreshness, () => modules.catalog.refreshFreshness()),
    task(sweepUploads, () => modules.datasets.deps.uploads.sweep()),
    task(tendLinks, () => modules.datasets.tendLinks()),
    task(tickHarvest, () => modules.harvest.tick()),
    task(remindPlans, () => modules.plans.remind()),
    task(remindReviews, () => modules.datamap.remindReviews()),
    task(readDueDatabases, () => modules.datamap.readDueDatabases()),
    task(collectCopies, () => modules.collectCopies()),
    task(sweepSessions, () => modules.identity.sweep()),
  ]
}
