import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { openNode } from '../node.ts'
import {
  type FindingKind,
  readTrustedKeys,
  sealPathOf,
  type SealFinding,
  type SealReport,
  verifySeals,
} from '../platform/audit/index.ts'
import { createLog } from '../platform/log.ts'
import { count, EXIT_DONE, EXIT_FINDINGS, reportFailure, usage } from './say.ts'

const USAGE = `Cách dùng:
  nguon audit verify [--json] [--key KHÓA]   kiểm tra sổ nhật ký với niêm phong, chữ ký và tệp niêm phong
  --key   khóa công khai trước đây của nút (có thể lặp lại); các khóa đã biết được tin sẵn
Mã thoát: 0 không có gì sai, 1 có chỗ sai, 64 gọi sai, 69 không mở được kho dữ liệu
`

/** `nguon audit verify`: tells whether sealed evidence is still what was sealed. */
export async function run(args: readonly string[]): Promise<number> {
  const asked = readArguments(args)
  if (!asked) return usage(USAGE)
  return reportFailure(async () => {
    const config = readConfig(process.env)
    const node = await openNode(config, { log: createLog('error'), as: 'tool' })
    try {
      const path = sealPathOf(config.dataDir)
      const publicKeys = [node.keys.publicKey, ...(await readTrustedKeys(path)), ...asked.keys]
      const report = await verifySeals({ pool: node.database.pool, path, publicKeys })
      process.stdout.write(asked.json ? `${JSON.stringify(report)}\n` : told(report, node.clock.now()))
      return report.findings.length === 0 ? EXIT_DONE : EXIT_FINDINGS
    } finally {
      await node.close()
    }
  })
}

function readArguments(args: readonly string[]): { json: boolean; keys: readonly string[] } | undefined {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, key: { type: 'string', multiple: true } },
    })
    if (positionals.length !== 1 || positionals[0] !== 'verify') return undefined
    return { json: values.json === true, keys: values.key ?? [] }
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
