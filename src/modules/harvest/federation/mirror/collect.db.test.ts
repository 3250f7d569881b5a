import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestNodes, type TestNode, trust, until } from '../../../../testing/test-nodes.ts'

let ministry: TestNode
let nation: TestNode
beforeAll(async () => {
  const [one, other] = await openTestNodes(2)
  if (!one || !other) throw new Error('two nodes are needed')
  ministry = one
  nation = other
  await trust(nation, ministry, { mirror: true })
})
afterAll(() => Promise.all([ministry, nation].map((node) => node?.close())))

const sql = (text: string, values: readonly unknown[] = []) => nation.app.node.database.pool.query(text, [...values])
const collect = () => nation.app.modules.collectCopies()
const monthLater = async () => {
  await sql(`update harvest.spare_copy set spare_at = spare_at - interval '31 days'`)
  await sql(`update harvest.mirrored_table set left_at = left_at - interval '31 days'`)
}
const isKept = (digest: string) => nation.app.node.objects.has(digest)

/** A dataset of the ministry with its table copied here; the digest of the copy. */
async function copied(title: string, text: string, onto: TestNode = ministry) {
  const made = await onto.app.publishText('so-lieu.csv', text, { title })
  return { ...made, digest: await copyOf(made.tableIds[0] ?? '') }
}

const copyOf = (tableId: string, not = '') =>
  until('the copy', async () => {
    const { rows } = await sql('select digest from harvest.mirrored_table where table_id = $1', [tableId])
    const [row] = rows as { digest: string | null }[]
    return row?.digest && row.digest !== not ? row.digest : undefined
  })

async function withdraw(id: string): Promise<void> {
  const approver = await ministry.app.actor('approver')
  await ministry.app.modules.catalog.withdrawResource(approver, { resourceId: id, reason: 'Sai', decision: {} })
  await until('gone here', async () => {
    const { rows } = await sql(`select 1 from harvest.record where resource_id = $1 and state = 'gone'`, [id])
    return rows.length === 1
  })
}

test('the copy of a dataset that was taken off stays a month, then its bytes go; others stay', async () => {
  const gone = await copied('Số liệu sẽ gỡ', 'nam,so\n2024,1\n2025,2\n')
  const stays = await copied('Số liệu ở lại', 'nam,so\n2024,3\n2025,4\n')
  await withdraw(gone.id)
  expect(await collect()).toBe(0)
  expect(await isKept(gone.digest)).toBe(true)
  await monthLater()
  expect(await collect()).toBe(1)
  expect([await isKept(gone.digest), await isKept(stays.digest)]).toEqual([false, true])
})

test('a version that was replaced goes after a month, the one in its place stays', async () => {
  const { tableIds, digest } = await copied('Số liệu hai bản', 'nam,so\n2024,5\n2025,6\n')
  await sql(`update harvest.mirrored_table set digest = $2 where table_id = $1`, [
    tableIds[0],
    `sha256:${'0'.repeat(64)}`,
  ])
  await sql(`update harvest.mirrored_table set next_at = now(), attempts = 0 where table_id = $1`, [tableIds[0]])
  expect(await copyOf(tableIds[0] ?? '', `sha256:${'0'.repeat(64)}`)).toBe(digest)
  const { rows } = await sql('select digest from harvest.spare_copy')
  expect(rows).toEqual([{ digest: `sha256:${'0'.repeat(64)}` }])
  await monthLater()
  await collect()
  expect(await isKept(digest)).toBe(true)
  expect((await sql('select 1 from harvest.spare_copy')).rows).toEqual([])
})

test('bytes that a dataset of this node has too are never removed', async () => {
  const text = 'nam,so\n2024,7\n2025,8\n'
  const theirs = await copied('Số liệu giống nhau', text)
  await withdraw(theirs.id)
  // The same table published here has the same bytes, or is made to have them.
  const ours = await nation.app.publishText('so-lieu.csv', text, { title: 'Số liệu của mình' })
  await sql('update datasets.version set digest = $2 where distribution_id = $1', [ours.tableIds[0], theirs.digest])
  await collect()
  await monthLater()
  expect(await collect()).toBe(0)
  expect(await isKept(theirs.digest)).toBe(true)
})

test('bytes that another copy has, or waits for, are never removed', async () => {
  const text = 'nam,so\n2024,9\n2025,10\n'
  const first = await copied('Số liệu thứ nhất', text)
  await withdraw(first.id)
  await sql(
    `insert into harvest.mirrored_table (table_id, resource_id, source_id, wanted, bytes, next_at)
      select gen_random_uuid(), resource_id, source_id, wanted, bytes, now() + interval '1 hour'
      from harvest.mirrored_table where table_id <> $1 limit 1`,
    [first.tableIds[0]],
  )
  await sql(`update harvest.mirrored_table set wanted = $1 where digest is null`, [first.digest.replace('sha256:', '')])
  await collect()
  await monthLater()
  expect(await collect()).toBe(0)
  expect(await isKept(first.digest)).toBe(true)
  await sql('delete from harvest.mirrored_table where digest is null')
})

test('a source that is removed leaves its node known, its copies for a month; added again, everything is shown again', async () => {
  const made = await copied('Số liệu của nguồn', 'nam,so\n2024,11\n2025,12\n')
  const { rows } = await sql('select source_id as id from harvest.node where id = $1', [ministry.id])
  const { id: sourceId } = rows[0] as { id: string }
  const operator = await nation.app.signIn('operator')
  const open = (url: string) => nation.app.http.inject({ url, headers: { ...operator.headers, accept: 'text/html' } })
  const asked = await open(`/quan-tri/thu-thap/${sourceId}/xoa`)
  expect(asked.body).toMatch(/bộ dữ liệu thôi hiện/)
  expect(asked.body).toMatch(/bản sao bảng .*: giữ thêm 30 ngày/)
  expect(asked.body).toContain('thôi được theo dõi')
  expect((await nation.app.http.inject(`/bo-du-lieu/${made.slug}`)).statusCode).toBe(200)

  const { harvest } = nation.app.modules
  await until('no run', async () => {
    const running = await sql(`select 1 from harvest.run where source_id = $1 and state = 'running'`, [sourceId])
    return running.rows.length === 0
  })
  await harvest.removeSource(await nation.app.actor('operator'), { sourceId, withRecords: true })
  await until('its page says why', async () =>
    (await nation.app.http.inject(`/bo-du-lieu/${made.slug}`)).body.includes('thôi thu thập'),
  )
  const node = await sql('select source_id from harvest.node where id = $1', [ministry.id])
  expect(node.rows).toEqual([{ source_id: null }])
  await collect()
  expect(await isKept(made.digest)).toBe(true)

  await trust(nation, ministry)
  await until('shown again', async () => {
    const { body } = await nation.app.http.inject(`/api/v1/datasets?q=${encodeURIComponent('Số liệu của nguồn')}`)
    return body.includes(made.id)
  })
  await monthLater()
  expect(await collect()).toBeGreaterThan(0)
  expect(await isKept(made.digest)).toBe(false)
}, 60_000)
