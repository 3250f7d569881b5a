// Runs on any Node from 20.19 with nothing installed: installs, builds, then starts the server on the Node 24 npm brought.
import { spawn } from 'node:child_process'
import { prepare } from './prepare.mjs'

const node = await prepare()
const child = spawn(node, ['--enable-source-maps', 'dist/main.js'], {
  // The channel carries nothing; when it breaks the server knows that we were killed.
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  cwd: new URL('..', import.meta.url),
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  // Ctrl-C reaches the child through the terminal; anything sent to us alone is passed on.
  process.on(signal, () => signal !== 'SIGINT' && child.kill(signal))
}
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
