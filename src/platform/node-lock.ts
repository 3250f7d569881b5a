import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StartError } from './db/index.ts'

/** Holds the data folder for one server; a lock whose process has died is taken over. */
export async function lockDataFolder(dataDir: string): Promise<() => Promise<void>> {
  await mkdir(dataDir, { recursive: true })
  const path = join(dataDir, 'nguon.lock')
  for (let tries = 0; tries < 3; tries++) {
    const made = await writeFile(path, String(process.pid), { flag: 'wx' }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'EEXIST') return false
        throw error
      },
    )
    if (made) return () => rm(path, { force: true })
    const holder = Number(await readFile(path, 'utf8').catch(() => ''))
    if (await isServer(holder)) throw alreadyRunning(holder)
    await rm(path, { force: true })
  }
  throw new Error(`cannot take the lock ${path}`)
}

// A process id is used again after a restart of the machine, so the command counts too.
async function isServer(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.includes('node') && /main\.(js|ts)/.test(command)
}

function alreadyRunning(pid: number): StartError {
  return new StartError('already-running', {
    vi: `Thư mục dữ liệu này đang do một Nguồn khác dùng (tiến trình ${pid}). Hãy dừng nó, hoặc đặt NGUON_DATA sang thư mục khác.`,
    en: `Another Nguồn (process ${pid}) is using this data folder. Stop it, or set NGUON_DATA to another folder.`,
  })
}
