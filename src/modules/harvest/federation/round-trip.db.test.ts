import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { dcatEntry } from '../../../formats/dcat/testing.ts'
import type { Entry } from '../../../formats/model.ts'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'
import type { SourceAdapter } from '../port.ts'
import { readIn } from './read-in.ts'

vi.setConfig({ testTimeout: 120_000 })

let app: TestApp
let given: readonly Entry[] = []

/** A node whose feed holds what the test gives. */
const adapter: SourceAdapter = {
  kind: 'nguon',
  canTellChanges: true,
  async *open() {
    yield await Promise.resolve({
      entries: given.map((entry) => ({ entry, remarks: [], keepId: entry.id, nodeId: NODE })),
      cursor: null,
    })
  },
}
const NODE = 'aaaaaaaa-0000-7000-8000-000000000000'

beforeAll(async () => {
  app = await openTestApp()
  app.modules.harvest.addAdapter(adapter)
})
afterAll(() => app.close())

// Names of a node are slugs; what the public may not see is not in its feed.
const name = fc.stringMatching(/^[a-z0-9]{2,20}(-[a-z0-9]{1,10}){0,3}$/)
const entries = fc.uniqueArray(
  fc
    .record({ entry: dcatEntry, name })
    .map(
      ({ entry, name: slug }): Entry => ({ ...entry, id: entry.uri.slice(-36), name: slug, accessRights: 'public' }),
    ),
  { minLength: 60, maxLength: 60, selector: ({ name: slug }) => slug },
)

test('whatever records a node holds, the node that reads it holds equal ones', async () => {
  const source = await app.modules.harvest.addSource(await app.actor('operator'), {
    name: 'Nút thử',
    kind: 'nguon',
    url: 'https://nut.vn',
    agency: app.agencies.home,
    schedule: 'by-hand',
  })
  given = fc.sample(entries, 1)[0] ?? []
  expect(given).toHaveLength(60)
  await readIn(app.modules.harvest.deps, {
    sourceId: source.id,
    mode: 'full',
    signal: AbortSignal.timeout(100_000),
  }).catch(() => undefined)
  expect(app.problems).toEqual([])
  const shown = await app.modules.interop.entries.many(given.map(({ id }) => id))
  expect(shown).toEqual(given)
})
