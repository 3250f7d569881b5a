// npm run demo:nation: three nodes on this machine — a ministry, a province, the nation — that know and follow each other.
// Data stay in data/demo-nation (or NGUON_DATA); ports from 8101 (or PORT). A node that is killed is started again. Ctrl-C ends all.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { prepare, root } from './prepare.mjs'

const node = await prepare()
const base = resolve(process.env.NGUON_DATA || join(root, 'data', 'demo-nation'))
const firstPort = Number(process.env.PORT || 8101)
const READY_MS = 300_000
const SHOWN_MS = 60_000
const RESTART_MS = 1_000
const FILE = join(root, 'seeds', 'demo', 'tep-thu', 'san-luong-lua.csv')

const PLAN = [
  { folder: 'bo', name: 'Bộ Tài chính (nút thử)', kind: 'ministry', agency: 'G12' },
  { folder: 'tinh', name: 'Thành phố Hà Nội (nút thử)', kind: 'province', agency: 'H26' },
  { folder: 'quoc-gia', name: 'Cổng dữ liệu quốc gia (nút thử)', kind: 'nation', agency: 'G06' },
]
const nodes = PLAN.map((plan, index) => {
  const port = firstPort + index
  return { ...plan, port, url: `http://127.0.0.1:${port}`, dataDir: join(base, plan.folder), child: undefined }
})
const [ministry, province, nation] = nodes
// The three are on the loopback, which no node asks by itself: the operator of each has to allow it.
const allowed = nodes.map(({ port }) => `127.0.0.1:${port}`).join(',')
let ending = false

process.on('SIGINT', end)
process.on('SIGTERM', end)

say(`Ba nút trên máy này, dữ liệu ở ${base}. (Three nodes on this machine.)`)
for (const one of nodes) start(one)
await Promise.all(nodes.map(ready))
await introduce()
welcome()
await publishAndWatch().catch((error) => say(`✗ Công bố thử không xong: ${error.message}`))
say('\n  Ctrl-C để dừng cả ba.')

function start(one) {
  mkdirSync(one.dataDir, { recursive: true })
  rmSync(join(one.dataDir, 'address'), { force: true })
  one.child = spawn(node, ['--enable-source-maps', 'dist/main.js'], {
    cwd: root,
    // The channel carries nothing; when it breaks the node knows that we were killed.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(one.port),
      NGUON_DATA: one.dataDir,
      NGUON_DEMO: '1',
      NGUON_DEMO_AGENCY: one.agency,
      NGUON_ALLOW_HOSTS: allowed,
      NGUON_PUBLIC_URL: one.url,
      NGUON_LOG: process.env.NGUON_LOG || 'error',
    },
  })
  one.child.once('exit', (code, signal) => {
    one.child = undefined
    if (ending) return endWhenAllGone()
    if (code === 1 && !one.wasReady) return fail(`${one.name} không khởi động được; xem lỗi ở trên.`)
    say(`• ${one.name} đã dừng (${signal ?? code}); khởi động lại. (It ended and is started again.)`)
    setTimeout(() => !ending && start(one), RESTART_MS)
  })
}

async function ready(one) {
  say(`• ${one.name} đang khởi động…`)
  for (const until = performance.now() + READY_MS; performance.now() < until; await sleep(200)) {
    const answers = await fetch(`${one.url}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    )
    if (answers) {
      one.wasReady = true
      one.accounts = JSON.parse(readFileSync(join(one.dataDir, 'demo-accounts.json'), 'utf8'))
      return
    }
  }
  fail(`${one.name} không sẵn sàng sau ${READY_MS / 1000} giây.`)
}

function keyOf(one, role) {
  return one.accounts.find((account) => account.role === role).apiKey
}

/** Asks a node in the name of its operator. */
async function ask(one, line, body) {
  const [method, path] = line.split(' ')
  const reply = await fetch(`${one.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${keyOf(one, 'operator')}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })
  const answer = await reply.json().catch(() => ({}))
  if (!reply.ok) throw new Error(`${method} ${one.url}${path}: ${reply.status} ${answer.title ?? ''}`)
  return answer
}

/** Each says what it is; the nation follows both, and they let it hand questions on. */
async function introduce() {
  for (const { name, kind, agency, ...one } of nodes) await ask(one, 'PUT /api/v1/node', { name, kind, agency })
  for (const [who, whom, follow] of [
    [nation, ministry, true],
    [nation, province, true],
    [ministry, nation, false],
    [province, nation, false],
  ]) {
    const { nodes: known } = await ask(who, 'GET /api/v1/nodes')
    const seen = await ask(who, `GET /api/v1/nodes/look?url=${encodeURIComponent(whom.url)}`)
    if (known.some(({ id }) => id === seen.id)) continue
    await ask(who, 'POST /api/v1/nodes', { url: whom.url, key: seen.key, agency: whom.agency, follow })
    say(`• ${who.name} biết ${whom.name}, dấu khóa ${seen.fingerprint}`)
  }
}

function welcome() {
  const lines = nodes.map(({ name, url, accounts }) => {
    const operator = accounts.find(({ role }) => role === 'operator')
    return `    ${name.padEnd(34)} ${url}   ${operator.email} ${operator.password}`
  })
  say(['', '  Đang chạy, kèm tài khoản người vận hành:', ...lines].join('\n'))
  say(`    Các nút, thấy lần cuối, độ trễ: ${nation.url}/nut`)
  say('    Giết thử một nút (kill -9): không mất gì, nút tự khởi động lại và cổng quốc gia đọc tiếp.\n')
}

/** The province publishes; how long until the nation shows it. */
async function publishAndWatch() {
  const title = `Sản lượng lúa cả nước (tệp thử ${new Date().toLocaleTimeString('vi-VN')})`
  say(`• ${province.name} công bố “${title}”…`)
  const { slug, id } = await publish(title)
  const began = performance.now()
  for (; performance.now() - began < SHOWN_MS; await sleep(50)) {
    const shown = await fetch(`${nation.url}/api/v1/datasets?limit=5&q=${encodeURIComponent(title)}`)
    const { datasets } = await shown.json()
    const found = datasets.find((dataset) => dataset.id === id || dataset.slug === slug)
    if (!found) continue
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    say(`✓ Cổng quốc gia tìm thấy sau ${seconds} giây: ${nation.url}/bo-du-lieu/${found.slug}`)
    say(`  Nơi quản lý: ${province.url}/bo-du-lieu/${slug}`)
    return
  }
  throw new Error('cổng quốc gia chưa thấy')
}

function publish(title) {
  const args = ['bin/nguon.mjs', 'publish', FILE, '--agency', province.agency, '--title', title]
  const env = { ...process.env, NGUON_URL: province.url, NGUON_API_KEY: keyOf(province, 'data_officer') }
  const child = spawn(node, [...args, '--approve-as', keyOf(province, 'approver')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let complaint = ''
  child.stdout.on('data', (chunk) => (out += chunk))
  child.stderr.on('data', (chunk) => (complaint += chunk))
  return new Promise((done, refuse) =>
    child.once('exit', (code) => (code === 0 ? done(JSON.parse(out)) : refuse(new Error(complaint.trim())))),
  )
}

function end() {
  if (ending) return
  ending = true
  say('\nĐang dừng cả ba…')
  // A terminal sends Ctrl-C to all; asked twice they end once.
  for (const { child } of nodes) child?.kill('SIGTERM')
  endWhenAllGone()
}

function endWhenAllGone() {
  if (nodes.every(({ child }) => child === undefined)) process.exit(process.exitCode ?? 0)
}

function fail(why) {
  process.exitCode = 1
  process.stderr.write(`✗ ${why}\n`)
  end()
}

function say(text) {
  process.stdout.write(`${text}\n`)
}
