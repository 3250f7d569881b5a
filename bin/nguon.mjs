#!/usr/bin/env node
// Runs the built command line on Node 24: on this very process if it is new enough, else on the Node of node_modules.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const entry = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url))
const bundled = fileURLToPath(
  new URL(`../node_modules/node-${process.platform}-${process.arch}/bin/node`, import.meta.url),
)

function fail(message) {
  process.stderr.write(`${message}\n`)
  process.exit(69)
}

function handOver(node) {
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fail(`Không chạy được ${node}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + (constants.signals[signal] ?? 0) : (code ?? 1)))
}

if (!existsSync(entry)) fail('Chưa dựng chương trình. Hãy chạy: npm ci && npm run build')
else if (Number(process.versions.node.split('.')[0]) >= NEEDED) await import(entry)
else if (existsSync(bundled)) handOver(bundled)
else fail(`Cần Node ${NEEDED} trở lên (máy này: ${process.versions.node}). Hãy chạy npm ci, hoặc cài Node ${NEEDED}.`)
