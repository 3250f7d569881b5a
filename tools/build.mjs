// Builds dist/: the server by tsc, the islands by their own tsconfig, then hashed assets.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tsc = join(root, 'node_modules', '.bin', 'tsc')
const steps = [
  [tsc, ['-p', 'tsconfig.build.json']],
  [tsc, ['-p', 'tsconfig.islands.json']],
  [process.execPath, ['tools/build-assets.mjs']],
]

if (!existsSync(join(root, 'dist', '.built'))) {
  // Without its output the memory of an earlier build would make tsc write nothing.
  for (const name of ['build', 'islands']) spawnSync('rm', ['-f', join(root, '.cache', `${name}.tsbuildinfo`)])
}
for (const [program, args] of steps) {
  const result = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (result.status !== 0) process.exit(result.status ?? 1)
}
mkdirSync(join(root, 'dist'), { recursive: true })
writeFileSync(join(root, 'dist', '.built'), '')
