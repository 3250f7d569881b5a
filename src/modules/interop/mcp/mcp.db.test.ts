import type { AddressInfo } from 'node:net'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp } from '../../../testing/test-app.ts'

const CSV = `ten_truong,tinh,so_hoc_sinh\nTHPT Chu Văn An,Hà Nội,1890\nTHPT Trần Phú,Hà Nội,1500\nTHPT Lê Quý Đôn,Đà Nẵng,1200\n`

type Json = Readonly<Record<string, unknown>>

let app: TestApp
let url: string
let visitor: Client
let officer: Client
let id: string
let slug: string
let privateId: string
beforeAll(async () => {
  app = await openTestApp()
  const open = await app.publishText('truong.csv', CSV, { title: 'Danh sách trường học' })
  id = open.tableIds[0] ?? ''
  slug = open.slug
  const closed = await app.publishText('rieng.csv', CSV, { title: 'Dùng chung', record: { classification: 'shared' } })
  privateId = closed.tableIds[0] ?? ''
  await app.http.listen({ port: 0, host: '127.0.0.1' })
  url = `http://127.0.0.1:${(app.http.server.address() as AddressInfo).port}/mcp`
  visitor = await connect({})
  officer = await connect(app.as('data_officer'))
}, 60_000)
afterAll(async () => {
  await Promise.all([visitor.close(), officer.close()])
  await app.close()
})

async function connect(headers: Readonly<Record<string, string>>): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }) as never)
  return client
}

async function call(name: string, given: Json, client = visitor): Promise<Json> {
  const answer = await client.callTool({ name, arguments: { ...given } })
  const [first] = answer.content as readonly { readonly text: string }[]
  if (answer.isError === true) return { error: first?.text }
  expect(JSON.parse(first?.text ?? '')).toEqual(answer.structuredContent)
  return answer.structuredContent as Json
}

describe('the SDK’s own client', () => {
  test('finds four tools, all of which only read', async () => {
    const { tools } = await visitor.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['search_datasets', 'describe_dataset', 'read_rows', 'query_table'])
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
    expect(visitor.getInstructions()).toContain('read-only')
  })

  test('finds, describes, reads and queries a table', async () => {
    const found = await call('search_datasets', { query: 'truong hoc' })
    expect(found).toMatchObject({ total: 1, datasets: [{ slug, title: 'Danh sách trường học' }] })
    const described = await call('describe_dataset', { dataset: slug })
    expect(described).toMatchObject({
      slug,
      tables: [
        { id, rows: 3, columns: [{ name: 'ten_truong' }, { name: 'tinh' }, { name: 'so_hoc_sinh', type: 'integer' }] },
      ],
    })
    const rows = await call('read_rows', {
      table_id: id,
      columns: ['tinh'],
      filters: ['so_hoc_sinh:gt:1300'],
      limit: 1,
    })
    expect(rows).toMatchObject({ total: 2, rows: [{ tinh: 'Hà Nội' }] })
    const more = await call('read_rows', {
      table_id: id,
      columns: ['tinh'],
      filters: ['so_hoc_sinh:gt:1300'],
      limit: 1,
      after: rows['next'],
    })
    expect(more).not.toHaveProperty('next')
    const sql = `SELECT tinh, sum(so_hoc_sinh) AS tong FROM "${id}" GROUP BY tinh ORDER BY tong DESC`
    expect(await call('query_table', { sql })).toEqual({
      columns: [
        { name: 'tinh', type: 'text' },
        { name: 'tong', type: 'numeric' },
      ],
      rows: [
        { tinh: 'Hà Nội', tong: 3390 },
        { tinh: 'Đà Nẵng', tong: 1200 },
      ],
      truncated: false,
    })
  })

  test.each([
    ['describe_dataset', { dataset: 'khong-co' }, 'mcp.no-such-dataset'],
    ['read_rows', { table_id: '11111111-1111-4111-8111-111111111111' }, 'datasets.table-not-found'],
    ['read_rows', { table_id: 'x' }, 'mcp.wrong-arguments'],
    ['query_table', { sql: 'SELECT * FROM duckdb_settings()' }, 'sql.refused-part'],
    ['query_table', { sql: `COPY (SELECT 1) TO '/tmp/x'` }, 'sql.not-select'],
    ['query_table', {}, 'mcp.wrong-arguments'],
    ['erase_everything', {}, 'mcp.no-such-tool'],
  ])('%s %j is told what is wrong', async (name, given, code) => {
    expect(String((await call(name, given))['error'])).toContain(code)
  })

  test('sees with a key what its owner may see, and nothing more without', async () => {
    const sql = `SELECT count(*) AS n FROM "${privateId}"`
    expect(String((await call('query_table', { sql }))['error'])).toContain('sql.unknown-table')
    expect(String((await call('read_rows', { table_id: privateId }))['error'])).toContain('table-not-found')
    expect(await call('query_table', { sql }, officer)).toMatchObject({ rows: [{ n: 3 }] })
    expect(await call('read_rows', { table_id: privateId }, officer)).toMatchObject({ total: 3 })
  })
})

describe('the address', () => {
  test('keeps no sessions and takes no cookie', async () => {
    expect((await fetch(url)).status).toBe(405)
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(405)
    const { headers } = await app.signIn('data_officer')
    const sql = `SELECT count(*) AS n FROM "${privateId}"`
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: { name: 'query_table', arguments: { sql } },
      }),
    })
    expect(await answer.json()).toMatchObject({ result: { isError: true } })
  })

  test('answers what is no message of the protocol with an error of it', async () => {
    const send = async (body: string): Promise<number> =>
      (
        await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
          body,
        })
      ).status
    expect(await send('{}')).toBe(400)
    expect(await send('[1,2')).toBe(400)
  })
})
