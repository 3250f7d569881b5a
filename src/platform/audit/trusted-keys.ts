import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where a node keeps its seal file. */
export function sealPathOf(dataDir: string): string {
  return join(dataDir, 'seals', 'seals.ndjson')
}

// Beside the seal file and not in the database: who can rewrite a table must not be able to bless the key it was signed with.
const fileBeside = (sealPath: string) => join(dirname(sealPath), 'earlier-keys.txt')

/** Public keys this node signed with before its key changed. */
export async function readTrustedKeys(sealPath: string): Promise<readonly string[]> {
  const text = await readFile(fileBeside(sealPath), 'utf8').catch(() => '')
  return text.split('\n').filter((line) => /^[\w-]{43}$/.test(line))
}

/** Remembers a key whose seals stay valid, e.g. after a restore on a machine with a key of its own. */
export async function trustKey(sealPath: string, publicKey: string): Promise<void> {
  if ((await readTrustedKeys(sealPath)).includes(publicKey)) return
  await mkdir(dirname(sealPath), { recursive: true })
  await appendFile(fileBeside(sealPath), `${publicKey}\n`)
}
