import { readdir, readFile, readlink } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { Config } from '../../config.ts'
import { type CheckResult, fine, problem, warning } from './check.ts'

export async function checkPort({ port, host }: Config, nodePid: number | undefined): Promise<CheckResult> {
  const code = await tryPort(port, host)
  if (code === undefined) return fine(`Cổng ${port} còn trống`, `Port ${port} is free`)
  const holder = code === 'EADDRINUSE' ? await findHolder(port) : undefined
  if (holder && holder.pid === nodePid)
    return fine(`Cổng ${port} do chính nút này dùng`, `Port ${port} is used by this node`)
  const who = holder ? ` (${holder.command}, ${holder.pid})` : ''
  return problem(
    code === 'EADDRINUSE'
      ? {
          vi: `Cổng ${port} đang có chương trình khác dùng${who}`,
          en: `Port ${port} is taken by another program${who}`,
        }
      : { vi: `Không mở được cổng ${port}: ${code}`, en: `Port ${port} cannot be opened: ${code}` },
    {
      vi: 'Dừng chương trình đó, hoặc đặt PORT sang số khác.',
      en: 'Stop that program, or set PORT to another number.',
    },
  )
}

function tryPort(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, host, () => server.close(() => resolve(undefined)))
  })
}

const LISTENING = '0A'

/** Process that listens on a port, as far as Linux lets this user see. */
async function findHolder(port: number): Promise<{ pid: number; command: string } | undefined> {
  const sockets = new Set<string>()
  for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
    const lines = (await readFile(table, 'utf8').catch(() => '')).split('\n').slice(1)
    for (const line of lines) {
      const cells = line.trim().split(/\s+/)
      if (cells[3] !== LISTENING || Number.parseInt(cells[1]?.split(':')[1] ?? '', 16) !== port) continue
      sockets.add(`socket:[${cells[9] ?? ''}]`)
    }
  }
  if (sockets.size === 0) return undefined
  for (const name of await readdir('/proc').catch(() => [])) {
    if (/^\d+$/.test(name) && (await hasSocket(name, sockets))) {
      const command = (await readFile(`/proc/${name}/comm`, 'utf8').catch(() => '')).trim()
      return { pid: Number(name), command }
    }
  }
  return undefined
}

async function hasSocket(pid: string, sockets: ReadonlySet<string>): Promise<boolean> {
  const folder = `/proc/${pid}/fd`
  for (const name of await readdir(folder).catch(() => [])) {
    if (sockets.has(await readlink(`${folder}/${name}`).catch(() => ''))) return true
  }
  return false
}

export function checkPublicUrl({ publicUrl, publicUrlIsLocal }: Config): CheckResult {
  if (!publicUrlIsLocal) return fine(`Địa chỉ công khai ${publicUrl}`, `Public address ${publicUrl}`)
  return warning(
    {
      vi: `Địa chỉ công khai là ${publicUrl}, chỉ mở được trên máy này; định danh lâu dài của dữ liệu lấy từ nó`,
      en: `The public address is ${publicUrl}, which works on this machine only; permanent identifiers of data are made from it`,
    },
    { vi: 'Trước khi công bố thật, đặt NGUON_PUBLIC_URL.', en: 'Set NGUON_PUBLIC_URL before publishing in earnest.' },
  )
}
