import { AppError, isAppError } from '../errors.ts'
import type { ConnectTo } from './model.ts'
import { USUAL_PORT } from './model.ts'

type Fault =
  | 'refused'
  | 'unknown-host'
  | 'too-slow'
  | 'wrong-account'
  | 'no-database'
  | 'no-encryption'
  | 'cut'
  | 'failed'

const CODES: Readonly<Record<string, Fault>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'refused',
  ENETUNREACH: 'refused',
  ENOENT: 'refused',
  ENOTFOUND: 'unknown-host',
  EAI_AGAIN: 'unknown-host',
  ETIMEDOUT: 'too-slow',
  ETIMEOUT: 'too-slow',
  ECONNRESET: 'cut',
  EPIPE: 'cut',
  PROTOCOL_CONNECTION_LOST: 'cut',
  ESOCKET: 'refused',
  ECONNCLOSED: 'cut',
  // PostgreSQL, SQLSTATE
  '28P01': 'wrong-account',
  '28000': 'wrong-account',
  '3D000': 'no-database',
  '57014': 'too-slow',
  '57P01': 'cut',
  '57P02': 'cut',
  '57P03': 'refused',
  '08006': 'cut',
  '08003': 'cut',
  // MySQL and MariaDB
  ER_ACCESS_DENIED_ERROR: 'wrong-account',
  ER_DBACCESS_DENIED_ERROR: 'wrong-account',
  ER_BAD_DB_ERROR: 'no-database',
  ER_QUERY_TIMEOUT: 'too-slow',
  ER_STATEMENT_TIMEOUT: 'too-slow',
  PROTOCOL_SEQUENCE_TIMEOUT: 'too-slow',
  HANDSHAKE_NO_SSL_SUPPORT: 'no-encryption',
  // SQL Server
  ELOGIN: 'wrong-account',
}

const SAID: Readonly<Record<Fault, (place: string) => readonly [vi: string, en: string]>> = {
  refused: (place) => [
    `Không nối được tới ${place}. Hãy kiểm tra máy chủ có đang chạy, cổng và tường lửa.`,
    `There is no connection to ${place}. Check that the server runs, its port and the firewall.`,
  ],
  'unknown-host': (place) => [
    `Không tìm thấy máy chủ ${place}. Hãy kiểm tra lại tên.`,
    `There is no host ${place}. Check its name.`,
  ],
  'too-slow': (place) => [
    `${place} trả lời quá lâu nên đã dừng đọc. Hãy thử lại lúc máy chủ ít việc hơn.`,
    `${place} took too long to answer, so reading has stopped. Try again when the server is less busy.`,
  ],
  'wrong-account': (place) => [
    `${place} không nhận tên hoặc mật khẩu này. Hãy nhập lại tài khoản chỉ đọc.`,
    `${place} does not accept this name or password. Enter the read-only account again.`,
  ],
  'no-database': (place) => [
    `Trên ${place} không có cơ sở dữ liệu mang tên này, hoặc tài khoản không được vào.`,
    `There is no database of this name at ${place}, or the account may not enter it.`,
  ],
  'no-encryption': (place) => [
    `${place} không mã hoá được đường truyền như đã chọn, hoặc chứng thư không hợp lệ. Hãy bật TLS ở máy chủ hoặc đổi cách nối.`,
    `${place} cannot encrypt the connection as chosen, or its certificate is not valid. Turn TLS on there or choose another way.`,
  ],
  cut: (place) => [
    `${place} ngắt kết nối giữa chừng. Kết quả lần đọc trước được giữ nguyên; hãy đọc lại.`,
    `${place} dropped the connection in the middle. The result of the last reading stays; read again.`,
  ],
  failed: (place) => [
    `${place} từ chối câu hỏi về cấu trúc. Hãy cấp cho tài khoản quyền đọc các bảng hệ thống.`,
    `${place} refused a question about its structure. Let the account read the catalogue tables.`,
  ],
}

const KINDS: Readonly<Partial<Record<Fault, 'invalid' | 'unavailable'>>> = {
  refused: 'unavailable',
  'too-slow': 'unavailable',
  cut: 'unavailable',
}

/** What a driver's error means to the officer. The driver's own words stay out: they may quote the account. */
export function faultOf(error: unknown, to: ConnectTo): AppError {
  if (isAppError(error)) return error
  const fault = kindOf(error)
  const [vi, en] = SAID[fault](placeOf(to))
  return new AppError(KINDS[fault] ?? 'invalid', `schema-reader.${fault}`, { vi, en })
}

/** `host:port` as it may be shown. */
export function placeOf({ host, port, engine }: Pick<ConnectTo, 'host' | 'port' | 'engine'>): string {
  return host.startsWith('/') ? host : `${host}:${port ?? USUAL_PORT[engine]}`
}

function kindOf(error: unknown): Fault {
  const chain = causesOf(error)
  for (const one of chain) {
    const code = (one as { code?: unknown }).code
    const known = typeof code === 'string' ? CODES[code] : undefined
    if (known && known !== 'wrong-account') return known
    if (known && !chain.some((other) => /SSL off|no encryption/i.test(other.message))) return known
    if (known) return 'no-encryption'
  }
  return kindByWords(chain.map(({ message }) => message).join(' '))
}

function causesOf(error: unknown): readonly Error[] {
  if (error instanceof AggregateError) return [error, ...error.errors.flatMap(causesOf)]
  if (!(error instanceof Error)) return []
  return [error, ...causesOf(error.cause)]
}

function kindByWords(text: string): Fault {
  if (/does not support ssl|does not support secure|certificate|self.signed|tls|ssl/i.test(text)) return 'no-encryption'
  if (/timeout|timed out|aborted/i.test(text)) return 'too-slow'
  if (/terminated|closed|not queryable|connection lost|ended/i.test(text)) return 'cut'
  return 'failed'
}
