// Builds and starts again at every change: tsc --watch for the server and the islands, node --watch for the program.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { prepare, root } from './prepare.mjs'

const node = await prepare()
const tsc = join(root, 'node_modules', '.bin', 'tsc')
const commands = [
  [tsc, ['-p', 'tsconfig.build.json', '--watch', '--preserveWatchOutput']],
  [tsc, ['-p', 'tsconfig.islands.json', '--watch', '--preserveWatchOutput']],
  [node, ['--enable-source-maps', '--watch-path=dist', '--watch-preserve-output', 'dist/main.js']],
]
const children = commands.map(([program, args]) => spawn(program, args, { cwd: root, stdio: 'inherit' }))
for (const child of children) child.on('exit', end)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end)

function end() {
  for (const child of children) child.kill('SIGTERM')
}
