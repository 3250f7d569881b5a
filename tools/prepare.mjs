// Brings a checkout to where it can run: packages installed, program built. Plain JavaScript for any Node from 20.19.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const OLDEST_NODE = [20, 19]

/** Installs and builds what is missing or stale; returns the path of the Node to run things with. */
export async function prepare({ build = true } = {}) {
  requireNode()
  if (!isInstalled()) install()
  const node = findNode()
  if (build && !isBuilt()) step('Dựng chương trình', 'Building', () => run(node, ['tools/build.mjs']))
  return node
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return
  fail(
    `Cần Node từ bản 20.19, máy đang có ${process.versions.node}.`,
    `Node 20.19 or later is needed, this is ${process.versions.node}.`,
  )
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
}

// npm writes its own lockfile into node_modules last; our mark says which lockfile it was for.
function isInstalled() {
  const mark = join(root, 'node_modules', '.nguon-installed')
  return (
    existsSync(mark) &&
    readFileSync(mark, 'utf8') === lockHash() &&
    existsSync(join(root, 'node_modules', '.package-lock.json'))
  )
}

function install() {
  step('Cài gói', 'Installing packages', () => {
    const result = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    })
    if (result.status === 0) return
    process.stderr.write(
      `\n${result.stderr
        .split('\n')
        .filter((line) => line.includes('error') || line.includes('ERR'))
        .slice(0, 12)
        .join('\n')}\n`,
    )
    if (/ENOSPC/.test(result.stderr))
      fail('Ổ đĩa đã đầy. Hãy dọn chỗ rồi chạy lại.', 'The disk is full. Make room and run again.')
    fail(
      'Không cài được gói. Hãy kiểm tra mạng tới kho npm, xoá thư mục node_modules rồi chạy lại.',
      'Packages could not be installed. Check the way to the npm registry, delete node_modules and run again.',
    )
  })
  writeFileSync(join(root, 'node_modules', '.nguon-installed'), lockHash())
}

function findNode() {
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(own)) return own
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  fail(
    `Máy ${process.platform}-${process.arch} cần có sẵn Node từ bản 24.`,
    `A machine of ${process.platform}-${process.arch} needs Node 24 or later of its own.`,
  )
}

function isBuilt() {
  const mark = join(root, 'dist', '.built')
  if (!existsSync(mark)) return false
  const built = statSync(mark).mtimeMs
  return newest(join(root, 'src')) <= built && statSync(join(root, 'package-lock.json')).mtimeMs <= built
}

function newest(folder) {
  let time = statSync(folder).mtimeMs
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

function step(vi, en, work) {
  process.stdout.write(`• ${vi}… (${en})`)
  const began = Date.now()
  work()
  process.stdout.write(` ${((Date.now() - began) / 1000).toFixed(1)} s\n`)
}

function run(program, args) {
  const result = spawnSync(program, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  if (result.status === 0) return
  process.stderr.write(`\n${result.stdout}${result.stderr}\n`)
  fail(
    'Không dựng được chương trình. Hãy xoá thư mục dist rồi chạy lại; nếu vẫn lỗi, hãy báo cho nhóm phát triển.',
    'The program could not be built. Delete dist and run again; if it goes on, tell the developers.',
  )
}

function fail(vi, en) {
  process.stderr.write(`\n✗ ${vi}\n  ${en}\n`)
  process.exit(1)
}

export { root }
