import { createServer } from 'node:net'
import type { Config } from './config.ts'
import { StartError } from './platform/db/index.ts'

type Place = Pick<Config, 'host' | 'port'>

/** Says at once, before minutes of loading, that the port cannot be had. */
export async function requireFreePort(place: Place): Promise<void> {
  const probe = createServer()
  await sayPortProblems(place, () => {
    return new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ port: place.port, host: place.host }, () => resolve())
    })
  })
  await new Promise((done) => probe.close(done))
}

/** Runs what opens a port; turns its refusals into sentences with the way out. */
export async function sayPortProblems<T>(place: Place, listen: () => Promise<T>): Promise<T> {
  try {
    return await listen()
  } catch (error) {
    throw problemOf((error as NodeJS.ErrnoException).code, place) ?? error
  }
}

function problemOf(code: string | undefined, { port, host }: Place): StartError | undefined {
  if (code === 'EADDRINUSE') {
    return new StartError('port-taken', {
      vi: `Cổng ${port} đang có chương trình khác dùng. Hãy dừng nó, hoặc chạy "PORT=8081 npm start".`,
      en: `Port ${port} is taken by another program. Stop it, or run "PORT=8081 npm start".`,
    })
  }
  if (code === 'EACCES') {
    return new StartError('port-forbidden', {
      vi: `Không được phép mở cổng ${port}. Hãy chọn cổng từ 1024 trở lên, ví dụ "PORT=8080 npm start".`,
      en: `Port ${port} may not be opened. Choose 1024 or above, e.g. "PORT=8080 npm start".`,
    })
  }
  if (code === 'EADDRNOTAVAIL') {
    return new StartError('no-such-address', {
      vi: `Máy này không có địa chỉ ${host}. Hãy sửa HOST.`,
      en: `This machine has no address ${host}. Correct HOST.`,
    })
  }
  return undefined
}
