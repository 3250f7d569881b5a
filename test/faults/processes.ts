import { readdir, readFile } from 'node:fs/promises'

/** A process that cannot be mistaken for a later one with the same number. */
export interface Seen {
  readonly pid: number
  readonly started: string
  readonly command: string
}

const key = ({ pid, started }: Seen) => `${pid}@${started}`

async function look(pid: number): Promise<Seen | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // Field 3 is the state, field 22 the start time, both counted from 1; a zombie has ended.
  if (stat === '' || fields[0] === 'Z' || fields[0] === 'X') return undefined
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return { pid, started: fields[19] ?? '', command: command.replaceAll('\0', ' ').trim() }
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => [])
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')),
  )
  return lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number))
}

async function descendants(pid: number): Promise<readonly Seen[]> {
  const below = await Promise.all(
    (await childrenOf(pid)).map(async (child) => [await look(child), ...(await descendants(child))]),
  )
  return below.flat().filter((seen) => seen !== undefined)
}

/** Remembers every process ever seen below `pid`, so that what outlives it can be found when it no longer is a parent. */
export function watchDescendants(pid: number) {
  const known = new Map<string, Seen>()
  let stopped = false
  const once = async () => {
    for (const seen of await descendants(pid)) known.set(key(seen), seen)
  }
  const loop = (async () => {
    for (; !stopped; await new Promise((done) => setTimeout(done, 50))) await once()
  })()
  return {
    once,
    async stop() {
      stopped = true
      await loop
    },
    /** Those that still run. */
    async left(): Promise<readonly Seen[]> {
      const now = await Promise.all([...known.values()].map(async (seen) => ({ seen, found: await look(seen.pid) })))
      return now.flatMap(({ seen, found }) => (found && key(found) === key(seen) ? [seen] : []))
    },
    count: () => known.size,
  }
}
