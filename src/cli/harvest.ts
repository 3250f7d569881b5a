import { userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import {
  askHarvest,
  findHarvestRun,
  harvestErrors,
  type Run,
  readHarvestLog,
  readSourceLines,
  type SourceLine,
  sayCounts,
  sayMode,
  sayState,
} from '../modules/harvest/index.ts'
import { programActor } from '../modules/identity/index.ts'
import { type NodeResources, openNode } from '../node.ts'
import { createLog } from '../platform/log.ts'
import { count, EXIT_DONE, EXIT_FINDINGS, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon harvest list                       các nguồn, nguồn cần xử lý đứng trước
  nguon harvest preview NGUỒN              đọc thử: sẽ thêm, đổi, gỡ gì và vì sao; không ghi gì
  nguon harvest run NGUỒN [--changes]      đọc ngay (toàn bộ, hoặc chỉ phần mới đổi), in nhật ký đến khi xong
  --no-wait   chỉ đưa vào hàng đợi
  NGUỒN là mã của nguồn hoặc một phần tên. Việc đọc do nút đang chạy làm.
Mã thoát: 0 đọc xong, 1 không đọc được, 64 gọi sai, 69 không mở được kho dữ liệu
`

const LOOK_MS = 500
const PREVIEW_LINES = 40

type Order =
  | { readonly verb: 'list' }
  | { readonly verb: 'run'; readonly name: string; readonly mode: Run['mode']; readonly wait: boolean }

/** `nguon harvest …`: for who runs the node; the node itself does the reading. */
export async function run(args: readonly string[]): Promise<number> {
  const order = readOrder(args)
  if (!order) return usage(USAGE)
  return reportFailure(async () => {
    const node = await openNode(readConfig(process.env), { log: createLog('error'), as: 'tool' })
    try {
      return order.verb === 'list' ? await list(node) : await read(node, order)
    } finally {
      await node.close()
    }
  })
}

/** Reads the arguments; undefined when they make no sense. */
export function readOrder(args: readonly string[]): Order | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { changes: { type: 'boolean' }, 'no-wait': { type: 'boolean' } },
    })
    const [verb, name, ...more] = positionals
    if (more.length > 0) return undefined
    if (verb === 'list' && name === undefined) return { verb }
    if (name === undefined || (verb !== 'run' && verb !== 'preview')) return undefined
    const mode = verb === 'preview' ? 'preview' : values.changes ? 'changes' : 'full'
    return { verb: 'run', name, mode, wait: values['no-wait'] !== true }
  } catch {
    return undefined
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)

async function list({ database }: NodeResources): Promise<number> {
  const lines = await readSourceLines(database.module<'harvest'>())
  if (lines.length === 0) say('Chưa có nguồn nào. Thêm nguồn ở trang /quan-tri/thu-thap.')
  for (const { source, last, kept, problems } of lines) {
    say(`${source.id}  ${source.name}`)
    say(
      `  ${sayState(source, last, 'vi').text}; ${count(kept)} bộ dữ liệu, ${count(problems)} bản ghi có vấn đề; ${source.url}`,
    )
    if (last)
      say(
        `  ${sayMode(last.mode, 'vi')}, ${last.startedAt.toISOString()}: ${last.message?.vi ?? sayCounts(last, 'vi')}`,
      )
  }
  return EXIT_DONE
}

async function read({ database, clock }: NodeResources, order: Extract<Order, { verb: 'run' }>): Promise<number> {
  const db = database.module<'harvest'>()
  const { source } = find(await readSourceLines(db), order.name)
  const actor = programActor(`Dòng lệnh (${userInfo().username})`)
  const run = await askHarvest({ db, clock }, actor, { sourceId: source.id, mode: order.mode })
  say(`${sayMode(order.mode, 'vi')}: ${source.name} (lần ${run.id})`)
  if (!order.wait) return EXIT_DONE
  let printed = 0
  for (;;) {
    const now = await findHarvestRun(db, run.id)
    const log = await readHarvestLog(db, run.id)
    for (const line of log.slice(printed)) say(`  ${line.level === 'info' ? ' ' : '!'} ${line.vi}`)
    printed = log.length
    if (!now || now.state !== 'running') return end(now)
    await sleep(LOOK_MS)
  }
}

function find(lines: readonly SourceLine[], name: string): SourceLine {
  const wanted = name.toLocaleLowerCase('vi')
  const found = lines.filter(({ source }) => source.id === name || source.name.toLocaleLowerCase('vi').includes(wanted))
  const [only] = found
  if (found.length !== 1 || !only) throw harvestErrors.sourceNotFound()
  return only
}

function end(run: Run | undefined): number {
  for (const { outcome, title, why } of run?.findings?.lines.slice(0, PREVIEW_LINES) ?? []) {
    say(`  ${outcome.padEnd(8)} ${title}: ${why.vi}`)
  }
  if (run) say(`✓ ${sayCounts(run, 'vi')}`)
  return run?.state === 'done' ? EXIT_DONE : EXIT_FINDINGS
}
