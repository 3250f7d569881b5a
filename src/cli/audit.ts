import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { type NodeResources, openNode } from '../node.ts'
import {
  acceptEnd,
  type FindingKind,
  readTrustedKeys,
  type SealFinding,
  type SealReport,
  sealPathOf,
  verifySeals,
} from '../platform/audit/index.ts'
import { createLog } from '../platform/log.ts'
import { count, EXIT_DONE, EXIT_FINDINGS, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon audit verify [--json] [--key KHÓA]   kiểm tra sổ nhật ký với niêm phong, chữ ký và tệp niêm phong
  nguon audit accept-end --by TÊN --reason LÝ_DO
      cho niêm phong tiếp sau khi cơ sở dữ liệu mất phần cuối (ví dụ máy dự phòng thay máy chính);
      tệp niêm phong cũ được giữ lại làm chứng, quyết định được ghi vào nhật ký
  --key   khóa công khai trước đây của nút (có thể lặp lại); các khóa đã biết được tin sẵn
Mã thoát: 0 không có gì sai, 1 có chỗ sai, 64 gọi sai, 69 không mở được kho dữ liệu
`

/** `nguon audit`: tells whether sealed evidence is still what was sealed. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return usage(USAGE)
  return reportFailure(async () => {
    const config = readConfig(process.env)
    const node = await openNode(config, { log: createLog('error'), as: 'tool' })
    try {
      return asked.verb === 'verify' ? await verify(node, asked) : await accept(node, asked)
    } finally {
      await node.close()
    }
  })
}

async function verify({ config, keys, database, clock }: NodeResources, asked: Verify): Promise<number> {
  const path = sealPathOf(config.dataDir)
  const publicKeys = [keys.publicKey, ...(await readTrustedKeys(path)), ...asked.keys]
  const report = await verifySeals({ pool: database.pool, path, publicKeys })
  process.stdout.write(asked.json ? `${JSON.stringify(report)}\n` : told(report, clock.now()))
  return report.findings.length === 0 ? EXIT_DONE : EXIT_FINDINGS
}

async function accept({ config, database, clock }: NodeResources, decision: Accept): Promise<number> {
  const end = await acceptEnd({ database, clock, path: sealPathOf(config.dataDir) }, decision)
  process.stdout.write(
    `✓ Đã ghi quyết định vào nhật ký. Tệp niêm phong cũ (đến lô ${end.fileBatch}) được giữ ở ${end.keptAt}; niêm phong đi tiếp từ lô ${end.databaseBatch}.\n`,
  )
  return EXIT_DONE
}

interface Verify {
  readonly verb: 'verify'
  readonly json: boolean
  readonly keys: readonly string[]
}

interface Accept {
  readonly verb: 'accept-end'
  readonly by: string
  readonly reason: string
}

function readArguments(args: readonly string[]): Verify | Accept | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        key: { type: 'string', multiple: true },
        by: { type: 'string' },
        reason: { type: 'string' },
      },
    })
    const verb = positionals.length === 1 ? positionals[0] : undefined
    if (verb === 'verify') return { verb, json: values.json === true, keys: values.key ?? [] }
    if (verb === 'accept-end' && values.by && values.reason) return { verb, by: values.by, reason: values.reason }
    return undefined
  } catch {
    return undefined
  }
}

const SENTENCES: Readonly<Record<FindingKind, string>> = {
  'record-changed': 'bản ghi đã bị sửa sau khi niêm phong',
  'record-removed': 'bản ghi đã bị xóa',
  'record-cut': 'bản ghi ở cuối sổ đã bị cắt bỏ',
  'seal-reordered': 'niêm phong bị đổi chỗ',
  'seal-changed': 'niêm phong bị sửa',
  'seal-removed': 'niêm phong bị xóa',
  'seal-added': 'có niêm phong bị thêm vào',
  'batch-rewritten': 'lô niêm phong bị viết lại, khác với tệp niêm phong',
  'batch-removed': 'lô niêm phong bị xóa khỏi cơ sở dữ liệu',
  'batch-cut': 'lô niêm phong ở cuối đã bị cắt khỏi cơ sở dữ liệu',
  'batch-bad-signature': 'chữ ký của lô không phải của nút này',
  'chain-broken': 'lô không nối tiếp lô trước',
  'file-missing': 'không còn tệp niêm phong',
  'file-cut': 'tệp niêm phong bị cắt, thiếu lô này',
  'file-line-missing': 'tệp niêm phong thiếu dòng của lô này',
  'file-line-damaged': 'dòng của tệp niêm phong bị hỏng hoặc bị sửa',
}

/** The report as a person reads it. */
export function told(report: SealReport, now: Date): string {
  const { findings, more, unsealed } = report
  const lines = [
    `Đã niêm phong: ${count(report.records)} bản ghi trong ${count(report.batches)} lô` +
      (report.lastSealedAt ? `, lần cuối ${report.lastSealedAt.toISOString()}.` : '.'),
    unsealed.count === 0
      ? 'Đang chờ niêm phong: không có.'
      : `Đang chờ niêm phong: ${count(unsealed.count)} bản ghi, bản ghi cũ nhất đã chờ ${waited(unsealed.oldest, now)}.`,
    '',
  ]
  if (findings.length === 0) lines.push('✓ Không có bản ghi nào bị sửa, xóa, đổi chỗ hay cắt bỏ.')
  else {
    lines.push(`✗ ${count(findings.length + more)} chỗ sai:`)
    lines.push(...findings.map((finding) => `  ${placeOf(finding)}${SENTENCES[finding.kind]}`))
    if (more > 0) lines.push(`  … và ${count(more)} chỗ khác.`)
    lines.push('', 'Giữ nguyên hiện trạng, sao lưu ngay và báo người phụ trách an toàn thông tin.')
  }
  return `${lines.join('\n')}\n`
}

function placeOf({ recordId, seq, batch, line }: SealFinding): string {
  const parts = [
    recordId === undefined ? '' : `bản ghi ${recordId}`,
    seq === undefined ? '' : `số thứ tự ${seq}`,
    batch === undefined ? '' : `lô ${batch}`,
    line === undefined ? '' : `dòng ${line}`,
  ].filter(Boolean)
  return parts.length === 0 ? '' : `${parts.join(', ')}: `
}

function waited(oldest: Date | undefined, now: Date): string {
  const seconds = oldest ? Math.max(0, (now.getTime() - oldest.getTime()) / 1000) : 0
  if (seconds < 60) return `${seconds.toFixed(1)} giây`
  if (seconds < 3600) return `${Math.round(seconds / 60)} phút`
  return `${Math.round(seconds / 3600)} giờ`
}
