import { join, resolve } from 'node:path'

/** Everything the environment may say, parsed once. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  /** A PostgreSQL server of your own; without it the embedded one is started under `dataDir`. */
  readonly databaseUrl: string | undefined
  /** Origin that permanent URIs are made from, without a trailing slash. */
  readonly publicUrl: string
  readonly publicUrlIsLocal: boolean
  /** Whether `X-Forwarded-*` of the proxy in front is believed. */
  readonly trustProxy: boolean
  readonly keyFile: string
  readonly smtpUrl: string | undefined
  readonly oidc: OidcConfig | undefined
  /** `host` or `host:port` of other nodes that may be asked although they are not on the open Internet. */
  readonly nodeHosts: readonly string[]
  /** Database servers whose structure may be read, `host` or `host:port`; a path is the folder of a Unix socket. */
  readonly liveHosts: readonly string[]
  readonly demo: boolean
  /** Agency of the demo people; when set, only the demo datasets of this agency and of those below it are loaded. */
  readonly demoAgency: string | undefined
  readonly logLevel: string
}

export interface OidcConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Shown on the sign-in button. */
  readonly label: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** A setting that cannot be used; the message names the variable and what it may be. */
class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

export function readConfig(env: Environment): Config {
  const port = readPort(env['PORT'])
  const host = env['HOST'] || '127.0.0.1'
  const dataDir = resolve(env['NGUON_DATA'] || 'data')
  const publicUrl = readOrigin(env['NGUON_PUBLIC_URL'] || `http://${host.includes(':') ? `[${host}]` : host}:${port}`)
  return Object.freeze({
    port,
    host,
    dataDir,
    databaseUrl: env['DATABASE_URL'] || undefined,
    publicUrl,
    publicUrlIsLocal: /^https?:\/\/(localhost|127\.|0\.0\.0\.0|\[)/.test(publicUrl),
    trustProxy: readFlag('NGUON_TRUST_PROXY', env['NGUON_TRUST_PROXY'], false),
    keyFile: resolve(env['NGUON_KEY_FILE'] || join(dataDir, 'node-key.json')),
    smtpUrl: env['NGUON_SMTP_URL'] || undefined,
    oidc: readOidc(env),
    nodeHosts: readHosts(env['NGUON_ALLOW_HOSTS']),
    liveHosts: readLiveHosts(env['NGUON_LIVE_HOSTS']),
    demo: readFlag('NGUON_DEMO', env['NGUON_DEMO'], true),
    demoAgency: env['NGUON_DEMO_AGENCY'] || undefined,
    logLevel: env['NGUON_LOG'] || 'warn',
  })
}

function readPort(text: string | undefined): number {
  if (!text) return 8080
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new ConfigError(`PORT phải là số từ 0 đến 65535, đang là "${text}". (PORT must be a number from 0 to 65535.)`)
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '')
  throw new ConfigError(`NGUON_PUBLIC_URL phải là địa chỉ http(s), đang là "${text}". (It must be an http(s) address.)`)
}

function readFlag(name: string, text: string | undefined, otherwise: boolean): boolean {
  if (text === undefined || text === '') return otherwise
  if (text === '1' || text === 'true') return true
  if (text === '0' || text === 'false') return false
  throw new ConfigError(`${name} phải là 0 hoặc 1, đang là "${text}". (It must be 0 or 1.)`)
}

function readHosts(text: string | undefined): readonly string[] {
  const hosts = (text ?? '').split(/[\s,]+/).filter((host) => host !== '')
  const wrong = hosts.find((host) => !/^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/i.test(host))
  if (wrong === undefined) return hosts
  throw new ConfigError(
    `NGUON_ALLOW_HOSTS gồm các máy "tên" hoặc "tên:cổng", cách nhau bằng dấu phẩy; "${wrong}" không phải. (Hosts, or host:port, with commas between.)`,
  )
}

function readLiveHosts(text: string | undefined): readonly string[] {
  const hosts = (text ?? '').split(/[\s,]+/).filter((host) => host !== '')
  const wrong = hosts.find((host) => !/^(\/[^:]+|(\[[0-9a-f:]+\]|[a-z0-9._-]+)(:\d{1,5})?)$/i.test(host))
  if (wrong === undefined) return hosts
  throw new ConfigError(
    `NGUON_LIVE_HOSTS gồm các máy chủ "tên", "tên:cổng" hoặc thư mục socket, cách nhau bằng dấu phẩy; "${wrong}" không phải. (Hosts, host:port, or folders of a socket, with commas between.)`,
  )
}

function readOidc(env: Environment): OidcConfig | undefined {
  const issuer = env['NGUON_OIDC_ISSUER']
  if (!issuer) return undefined
  const clientId = env['NGUON_OIDC_CLIENT_ID']
  const clientSecret = env['NGUON_OIDC_CLIENT_SECRET']
  if (!clientId || !clientSecret) {
    throw new ConfigError(
      'NGUON_OIDC_ISSUER cần thêm NGUON_OIDC_CLIENT_ID và NGUON_OIDC_CLIENT_SECRET. (Both are needed.)',
    )
  }
  return { issuer, clientId, clientSecret, label: env['NGUON_OIDC_LABEL'] || 'Tài khoản của cơ quan' }
}

/** Where the commands that talk to a running node find it, and as whom. */
export interface ClientConfig {
  readonly url: string
  readonly apiKey: string | undefined
}

export function readClientConfig(env: Environment): ClientConfig {
  return { url: env['NGUON_URL'] || 'http://127.0.0.1:8080', apiKey: env['NGUON_API_KEY'] || undefined }
}
