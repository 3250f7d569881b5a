import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { link, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartError } from '../db/start-error.ts'
import { createSealer, type Sealer } from './seal.ts'

/** The node's own keys: it signs seals and federation messages, and keeps secrets unreadable at rest. */
export interface NodeKeys extends Sealer {
  /** Ed25519 signature, base64url. */
  sign(bytes: Uint8Array): string
  verify(bytes: Uint8Array, signature: string): boolean
  /** Ed25519 public key, base64url of its 32 bytes; may be shown to anyone. */
  readonly publicKey: string
  /** How each earlier key vouched for the one after it, oldest first; see `rotateNodeKey`. */
  readonly succession: readonly KeySuccession[]
  /** Keyed digest, base64url: for tokens and for looking up what must not be readable in the database. */
  mac(text: string, purpose: string): string
}

/** `signature` is Ed25519 of `from` over `successionText`, base64url. */
export interface KeySuccession {
  readonly from: string
  readonly to: string
  readonly signature: string
}

/** What an earlier key signs to vouch for its successor. */
export function successionText(from: string, to: string): Uint8Array {
  return Buffer.from(`nguon-key/1 ${from} ${to}`)
}

interface KeyFile {
  readonly version: 1
  /** Private Ed25519 key, PKCS 8 in PEM. */
  readonly ed25519: string
  /** 32 bytes, base64. */
  readonly aes256: string
  readonly succession?: readonly KeySuccession[]
}

/** Reads the key file, or makes it (0600) when there is none. Refuses one that others on the machine can read. */
export async function openNodeKeys(path: string): Promise<NodeKeys> {
  const found = await readKeyFile(path)
  if (found !== undefined) return keysOf(path, found)
  await makeKeyFile(path)
  const made = await readKeyFile(path)
  if (made === undefined) throw unreadable(path)
  return keysOf(path, made)
}

async function readKeyFile(path: string): Promise<string | undefined> {
  const facts = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw unreadable(path)
  })
  if (facts === undefined) return undefined
  if ((facts.mode & 0o077) !== 0) throw tooOpen(path)
  return readFile(path, 'utf8').catch(() => {
    throw unreadable(path)
  })
}

/**
 * Gives the node a new signing key, for which the old one vouches; what was sealed with AES stays readable. Run while the
 * node is stopped. Returns the old and the new public key.
 */
export async function rotateNodeKey(path: string): Promise<{ readonly from: string; readonly to: string }> {
  const found = await readKeyFile(path)
  if (found === undefined) throw unreadable(path)
  const old = parse(path, found)
  const oldKey = privateKeyOf(path, old.ed25519)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const [from, to] = [rawKey(createPublicKey(oldKey)), rawKey(publicKey)]
  const signature = sign(null, successionText(from, to), oldKey).toString('base64url')
  const succession = [...(old.succession ?? []), { from, to, signature }]
  await writeKeyFile(path, { ...old, ed25519: pemOf(privateKey), succession }, rename)
  return { from, to }
}

function rawKey(publicKey: KeyObject): string {
  return publicKey.export({ format: 'jwk' }).x ?? ''
}

function pemOf(privateKey: KeyObject): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

// Never over an existing file: losing a key loses every secret sealed with it.
async function makeKeyFile(path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync('ed25519')
  const content: KeyFile = { version: 1, ed25519: pemOf(privateKey), aes256: randomBytes(32).toString('base64') }
  // Another process may have been quicker; then its file stands.
  await writeKeyFile(path, content, (draft, target) =>
    link(draft, target).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    }),
  )
}

/** Whole or not at all. */
async function writeKeyFile(
  path: string,
  content: KeyFile,
  place: (draft: string, path: string) => Promise<void>,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(content, undefined, 2)}\n`)
    await file.sync()
    await place(draft, path)
  } finally {
    await file.close()
    await rm(draft, { force: true })
  }
  const folder = await open(dirname(path), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function keysOf(path: string, text: string): NodeKeys {
  const { ed25519, aes256, succession = [] } = parse(path, text)
  const secret = Buffer.from(aes256, 'base64')
  const privateKey = privateKeyOf(path, ed25519)
  if (secret.length !== 32) throw damaged(path)
  const publicKey = createPublicKey(privateKey)
  const macKey = Buffer.from(hkdfSync('sha256', secret, '', 'nguon mac', 32))
  return {
    ...createSealer(secret),
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64url'),
    verify: (bytes, signature) => verify(null, bytes, publicKey, Buffer.from(signature, 'base64url')),
    publicKey: rawKey(publicKey),
    succession,
    mac: (text, purpose) => createHmac('sha256', macKey).update(`${purpose}\n${text}`).digest('base64url'),
  }
}

function parse(path: string, text: string): KeyFile {
  try {
    const content = JSON.parse(text) as Partial<KeyFile> | null
    if (content?.version === 1 && typeof content.ed25519 === 'string' && typeof content.aes256 === 'string') {
      const { ed25519, aes256, succession = [] } = content
      return { version: 1, ed25519, aes256, succession }
    }
  } catch {
    // Told below in words for the operator.
  }
  throw damaged(path)
}

function privateKeyOf(path: string, pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw damaged(path)
  }
}

function tooOpen(path: string): StartError {
  return new StartError('open-key-file', {
    vi: `Người khác trên máy đọc được tệp khóa ${path}. Hãy chạy: chmod 600 ${path}`,
    en: `Others on this machine can read the key file ${path}. Run: chmod 600 ${path}`,
  })
}

function unreadable(path: string): StartError {
  return new StartError('unreadable-key-file', {
    vi: `Không đọc được tệp khóa ${path}. Hãy kiểm tra chủ sở hữu và quyền của tệp.`,
    en: `The key file ${path} cannot be read. Check its owner and permissions.`,
  })
}

function damaged(path: string): StartError {
  return new StartError('damaged-key-file', {
    vi: `Tệp khóa ${path} bị hỏng. Hãy lấy lại từ bản sao lưu; đừng xóa, vì khóa mới không mở được dữ liệu cũ.`,
    en: `The key file ${path} is damaged. Restore it from a backup; do not delete it, a new key cannot open what the old one sealed.`,
  })
}
