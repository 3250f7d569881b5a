import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { readClientConfig } from '../config.ts'
import { type Client, createClient, Refusal, Unreachable } from './publish/client.ts'
import { type Change, completeDraft, openDraft, problemLine, untilRead } from './publish/steps.ts'
import { EXIT_DONE, EXIT_FINDINGS, EXIT_UNREACHABLE, usage } from './say.ts'

const EXIT_NOTHING_READABLE = 2
const EXIT_NEEDS_DECISION = 3
const EXIT_NOT_ALLOWED = 77

const USAGE = `Cách dùng:
  nguon publish TỆP --agency MÃ --title TÊN [--dataset SLUG] [--approve-as KHÓA] [--decision QUYẾT-ĐỊNH]
  --agency      mã định danh cơ quan
  --title       tên bộ dữ liệu
  --dataset     bộ dữ liệu đã có: tệp thành phiên bản mới của nó
  --approve-as  khóa API của người duyệt; thiếu thì dừng ở chờ duyệt
  --decision    quyết định cho phép công bố, cần khi có dữ liệu cá nhân
Biến môi trường: NGUON_URL (mặc định http://127.0.0.1:8080), NGUON_API_KEY
Mã thoát: 0 xong, 2 không có gì đọc được, 3 cần quyết định, 64 gọi sai, 69 không tới được nút, 77 không được phép
`

interface Wish {
  readonly file: string
  readonly agency: string
  readonly title: string
  readonly dataset: string | undefined
  readonly approveAs: string | undefined
  readonly decision: string | undefined
}

/** `nguon publish`: a file becomes open data, by the same steps as on the pages. */
export async function run(args: readonly string[]): Promise<number> {
  const wish = readArguments(args)
  const { url, apiKey: key } = readClientConfig(process.env)
  if (!wish || !key)
    return usage(key || !wish ? USAGE : `Thiếu NGUON_API_KEY: khóa API của cán bộ dữ liệu.\n\n${USAGE}`)
  const isFile = await stat(wish.file).then(
    (info) => info.isFile(),
    () => false,
  )
  if (!isFile) return usage(`Không có tệp "${wish.file}".\n`)
  try {
    return await publish(createClient(url, key), wish, url)
  } catch (error) {
    return explain(error, url)
  }
}

async function publish(client: Client, wish: Wish, url: string): Promise<number> {
  const upload = await client.upload(wish.file, basename(wish.file))
  const draft = await openDraft(client, wish)
  let keep = false
  try {
    await client.ask('POST', `/api/v1/changes/${draft.id}/files`, { upload })
    const change = await untilRead(client, draft.id, say)
    for (const problem of change.files.flatMap((file) => file.problems)) say(problemLine(problem))
    if (change.tables.length === 0) return EXIT_NOTHING_READABLE
    if (change.personal.length > 0 && wish.decision === undefined) return needsDecision(change)
    await completeDraft(client, change, wish.dataset === undefined ? wish.title : undefined)
    await client.ask('POST', `/api/v1/changes/${draft.id}/submit`, {})
    keep = true
    report(await approve(client, { draft, wish, url }))
    return EXIT_DONE
  } finally {
    // A draft nobody asked to keep would stand in the way of the next try.
    if (!keep) await client.ask('POST', `/api/v1/changes/${draft.id}/discard`, {}).catch(() => undefined)
  }
}

async function approve(
  client: Client,
  { draft, wish, url }: { draft: Change; wish: Wish; url: string },
): Promise<Change> {
  if (wish.approveAs === undefined) return client.ask('GET', `/api/v1/changes/${draft.id}`)
  const approver = createClient(url, wish.approveAs)
  return approver.ask(
    'POST',
    `/api/v1/changes/${draft.id}/approve`,
    wish.decision === undefined ? {} : { text: wish.decision },
  )
}

function needsDecision(change: Change): number {
  say('Có cột giống dữ liệu cá nhân; muốn công bố phải ghi --decision:')
  for (const hit of change.personal) say(`  ${hit.table}, cột "${hit.column}": ${hit.kind}, ${hit.count} ô`)
  return EXIT_NEEDS_DECISION
}

function report({ dataset, slug, url, state, tables }: Change): void {
  const short = tables.map(({ id, rows, columns }) => ({ id, rows, columns }))
  process.stdout.write(`${JSON.stringify({ id: dataset, slug, url, state, tables: short })}\n`)
}

function explain(error: unknown, url: string): number {
  if (error instanceof Unreachable) {
    say(`Không tới được nút ${url}. Nút đã chạy chưa? Địa chỉ khác thì đặt NGUON_URL. (${error.message})`)
    return EXIT_UNREACHABLE
  }
  if (!(error instanceof Refusal)) throw error
  say(`✗ ${error.message}`)
  const fields = (error.problem['fields'] ?? []) as readonly { field: string; message: string }[]
  for (const field of fields) say(`  ${field.field}: ${field.message}`)
  if (error.code === 'datasets.needs-decision') return EXIT_NEEDS_DECISION
  if (error.status === 401 || error.status === 403) return EXIT_NOT_ALLOWED
  return error.status >= 500 ? EXIT_UNREACHABLE : EXIT_FINDINGS
}

function readArguments(args: readonly string[]): Wish | undefined {
  try {
    const text = { type: 'string' } as const
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { agency: text, title: text, dataset: text, 'approve-as': text, decision: text },
    })
    const [file, ...more] = positionals
    const { agency = '', title = '', dataset, decision, 'approve-as': approveAs } = values
    if (!file || more.length > 0 || (dataset === undefined && (!agency || !title))) return undefined
    return { file, agency, title, dataset, approveAs, decision }
  } catch {
    return undefined
  }
}

function say(text: string): void {
  process.stderr.write(`${text}\n`)
}
