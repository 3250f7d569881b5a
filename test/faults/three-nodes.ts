import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readPlace } from '../../src/platform/db/place.ts'
import { freePorts } from '../../src/testing/free-port.ts'
import { createCaller } from './http-caller.ts'
import { forgetAddress, type Program, start } from './program.ts'
import type { Keys } from './publisher.ts'

/** A node of the test: its folder and port stay, the program that runs it comes and goes. */
export interface FaultNode {
  readonly name: string
  readonly url: string
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  readonly keys: Keys & { readonly operator: string }
  program: Program
}

const AGENCY = 'H26'

/** Three nodes on this machine that may ask each other; each has its people and no demo datasets. */
export async function startThree(names: readonly string[]): Promise<readonly FaultNode[]> {
  const ports = await freePorts(names.length)
  const allowed = ports.map((port) => `127.0.0.1:${port}`).join(',')
  return Promise.all(
    names.map(async (name, index): Promise<FaultNode> => {
      const dataDir = await mkdtemp(join(tmpdir(), `nguon-${name}-`))
      const url = `http://127.0.0.1:${ports[index]}`
      const env = { NGUON_PUBLIC_URL: url, NGUON_ALLOW_HOSTS: allowed, NGUON_DEMO_AGENCY: AGENCY }
      const program = start({ dataDir, port: ports[index] ?? 0, env })
      await requireReady(program, name)
      return { name, url, dataDir, env, program, keys: await readKeys(dataDir) }
    }),
  )
}

/** Ends a node at once and starts it again; returns when it answers. */
export async function killAndRestart(node: FaultNode): Promise<void> {
  await node.program.kill()
  await forgetAddress(node.dataDir)
  const { dataDir, env, url } = node
  node.program = start({ dataDir, port: Number(new URL(url).port), env })
  await requireReady(node.program, node.name)
}

/** One node puts another into its directory, as its operator does after comparing the fingerprint. */
export async function trust(who: FaultNode, whom: FaultNode): Promise<void> {
  const operator = createCaller(who.url, who.keys.operator)
  const seen = await operator.ask<{ key: string }>('GET', `/api/v1/nodes/look?url=${encodeURIComponent(whom.url)}`)
  await operator.ask('POST', '/api/v1/nodes', { url: whom.url, key: seen.key, agency: AGENCY })
}

/** Ends all and removes what they kept. */
export async function removeNodes(nodes: readonly FaultNode[]): Promise<void> {
  await Promise.all(
    nodes.map(async ({ program, dataDir }) => {
      process.kill(-(program.child.pid ?? 0), 'SIGINT')
      await program.gone
      const place = await readPlace(dataDir)
      await rm(dataDir, { recursive: true, force: true })
      const home = dirname(place?.pgData ?? dataDir)
      if (home.startsWith('/var/lib/nguon/')) await rm(home, { recursive: true, force: true })
    }),
  )
}

async function requireReady(program: Program, name: string): Promise<void> {
  if (!(await program.ready())) throw new Error(`${name} did not start: ${program.complaint()}`)
}

async function readKeys(dataDir: string): Promise<FaultNode['keys']> {
  const text = await readFile(join(dataDir, 'demo-accounts.json'), 'utf8')
  const accounts = JSON.parse(text) as { role: string; apiKey: string }[]
  const keyOf = (role: string) => accounts.find((account) => account.role === role)?.apiKey ?? ''
  return { officer: keyOf('data_officer'), approver: keyOf('approver'), operator: keyOf('operator'), agency: AGENCY }
}
