import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from './free-port.ts'
import { openTestApp, type TestApp } from './test-app.ts'

export interface TestNode {
  readonly app: TestApp
  readonly url: string
  readonly id: string
  close(): Promise<void>
}

const WITHIN_MS = 60_000

/** Nodes that listen on the loopback and may ask each other there, and nothing else; `env` is for the first. */
export async function openTestNodes(
  count: number,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly TestNode[]> {
  const ports = await freePorts(count)
  const hosts = ports.map((port) => `127.0.0.1:${port}`).join(',')
  return Promise.all(
    ports.map((port, index) => openTestNode(port, { NGUON_ALLOW_HOSTS: hosts, ...(index === 0 ? env : {}) })),
  )
}

async function openTestNode(port: number, env: Readonly<Record<string, string>>): Promise<TestNode> {
  const url = `http://127.0.0.1:${port}`
  const app = await openTestApp({ env: { NGUON_PUBLIC_URL: url, ...env } })
  await app.http.listen({ port, host: '127.0.0.1' })
  const { id } = (await app.http.inject({ url: '/api/v1/node' })).json<{ id: string }>()
  return { app, url, id, close: () => app.close() }
}

/** Has one node trust another, as its operator does after comparing the fingerprint. */
export async function trust(who: TestNode, whom: TestNode, more: object = {}): Promise<void> {
  const headers = who.app.as('operator')
  const seen = await who.app.http.inject({ url: `/api/v1/nodes/look?url=${whom.url}`, headers })
  const { key } = seen.json<{ key: string }>()
  const payload = { url: whom.url, key, agency: 'G12', ...more }
  const answer = await who.app.http.inject({ method: 'POST', url: '/api/v1/nodes', headers, payload })
  if (answer.statusCode !== 200) throw new Error(`${whom.url} was not trusted: ${answer.body}`)
}

/** Asks until the answer is there. */
export async function until<Value>(what: string, ask: () => Promise<Value | undefined | false>): Promise<Value> {
  for (const end = performance.now() + WITHIN_MS; performance.now() < end; await sleep(50)) {
    const value = await ask()
    if (value !== undefined && value !== false) return value
  }
  throw new Error(`${what}: not within ${WITHIN_MS / 1000} s`)
}
