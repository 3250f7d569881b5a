import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNodeKeys, rotateNodeKey, successionText } from './node-keys.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nguon-keys-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the node key file', () => {
  it('is made once, readable by its owner only, and leaves no other file', async () => {
    const path = join(folder, 'once', 'node-key.json')
    const [first, second] = await Promise.all([openNodeKeys(path), openNodeKeys(path)])
    expect(second.publicKey).toBe(first.publicKey)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'once'))).toEqual(['node-key.json'])
  })

  it('is refused with the way out when others can read it', async () => {
    const path = join(folder, 'open.json')
    await openNodeKeys(path)
    await chmod(path, 0o644)
    await expect(openNodeKeys(path)).rejects.toThrow(`chmod 600 ${path}`)
  })

  it('is never replaced when damaged', async () => {
    const path = join(folder, 'damaged.json')
    await writeFile(path, '{"version":1', { mode: 0o600 })
    await expect(openNodeKeys(path)).rejects.toMatchObject({ code: 'start.damaged-key-file' })
    expect(await readFile(path, 'utf8')).toBe('{"version":1')
  })

  it('signs so that a changed byte shows', async () => {
    const keys = await openNodeKeys(join(folder, 'sign.json'))
    const signature = keys.sign(Buffer.from('seal 7'))
    expect(keys.verify(Buffer.from('seal 7'), signature)).toBe(true)
    expect(keys.verify(Buffer.from('seal 8'), signature)).toBe(false)
    expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(32)
  })

  it('seals for one purpose only, and tells a tampered text', async () => {
    const keys = await openNodeKeys(join(folder, 'seal.json'))
    const sealed = keys.seal('bí mật', 'totp:1')
    expect(keys.unseal(sealed, 'totp:1')).toBe('bí mật')
    expect(keys.unseal(sealed, 'totp:2')).toBeUndefined()
    expect(keys.unseal(`${sealed.slice(0, -2)}AA`, 'totp:1')).toBeUndefined()
    expect(keys.unseal('v1.', 'totp:1')).toBeUndefined()
    expect(keys.seal('bí mật', 'totp:1')).not.toBe(sealed)
  })
})

it('a new key is vouched for by the old one; what was sealed before still opens', async () => {
  const path = join(await mkdtemp(join(tmpdir(), 'nguon-keys-')), 'node-key.json')
  const before = await openNodeKeys(path)
  const sealed = before.seal('mật', 'thử')
  const { from, to } = await rotateNodeKey(path)
  const after = await openNodeKeys(path)
  expect([before.publicKey, after.publicKey]).toEqual([from, to])
  expect(after.succession.map((step) => [step.from, step.to])).toEqual([[from, to]])
  expect(before.verify(successionText(from, to), after.succession[0]?.signature ?? '')).toBe(true)
  expect(after.unseal(sealed, 'thử')).toBe('mật')
  expect((await stat(path)).mode & 0o077).toBe(0)
  await rotateNodeKey(path)
  expect((await openNodeKeys(path)).succession).toHaveLength(2)
})
