import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readConfig } from '../../config.ts'
import { checkDataFolder, checkKeyFile, checkLeftovers, spaceResult } from './folder.ts'
import { checkNodeVersion, checkPackages } from './machine.ts'
import { checkPort, checkPublicUrl } from './network.ts'

const folder = () => mkdtemp(join(tmpdir(), 'nguon-doctor-'))
const configOf = async (env: Record<string, string> = {}) => readConfig({ NGUON_DATA: await folder(), ...env })

test('an old Node is a problem and the needed one is fine', () => {
  expect(checkNodeVersion('20.20.2').mark).toBe('✗')
  expect(checkNodeVersion('24.0.0').mark).toBe('✓')
})

test('packages that are missing or of another version are named', async () => {
  const root = `${await folder()}/`
  await writeFile(`${root}package.json`, JSON.stringify({ dependencies: { a: '1.0.0', b: '1.0.0', c: '1.0.0' } }))
  for (const [name, version] of [
    ['a', '1.0.0'],
    ['b', '2.0.0'],
  ]) {
    await mkdir(`${root}node_modules/${name}`, { recursive: true })
    await writeFile(`${root}node_modules/${name}/package.json`, JSON.stringify({ version }))
  }
  const result = await checkPackages(root)
  expect(result).toMatchObject({ mark: '✗', what: { en: '2 npm packages missing or of another version: b, c' } })
})

test('the packages of this checkout are all there', async () => {
  expect((await checkPackages()).mark).toBe('✓')
})

test('a port in use names who holds it, and our own node may hold it', async () => {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const config = await configOf({ PORT: String(port) })
  const taken = await checkPort(config, undefined)
  expect(taken.mark).toBe('✗')
  expect(taken.what.en).toContain(String(process.pid))
  expect((await checkPort(config, process.pid)).mark).toBe('✓')
  await new Promise((done) => server.close(done))
  expect((await checkPort(config, undefined)).mark).toBe('✓')
})

test('a key others can read is a problem with the command that mends it', async () => {
  const config = await configOf()
  expect((await checkKeyFile(config)).mark).toBe('✓')
  await writeFile(config.keyFile, '{}')
  await chmod(config.keyFile, 0o644)
  expect(await checkKeyFile(config)).toMatchObject({ mark: '✗', way: { en: `Run: chmod 600 ${config.keyFile}` } })
})

test('a lock of a dead process is told and a folder without leftovers is fine', async () => {
  const config = await configOf()
  expect((await checkLeftovers(config)).map((result) => result.mark)).toEqual(['✓'])
  await writeFile(join(config.dataDir, 'nguon.lock'), '999999999')
  expect((await checkLeftovers(config)).map((result) => result.mark)).toEqual(['!'])
})

test('a data folder that is a file is a problem', async () => {
  const path = join(await folder(), 'file')
  await writeFile(path, '')
  expect((await checkDataFolder(readConfig({ NGUON_DATA: path }))).map((result) => result.mark)).toEqual(['✗'])
})

test('little space warns and no space is a problem', () => {
  expect([1e8, 1e9, 1e10].map((free) => spaceResult(free).mark)).toEqual(['✗', '!', '✓'])
})

test('a local public address warns', async () => {
  expect(checkPublicUrl(await configOf()).mark).toBe('!')
  expect(checkPublicUrl(await configOf({ NGUON_PUBLIC_URL: 'https://dulieu.example.vn' })).mark).toBe('✓')
})
