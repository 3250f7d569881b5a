import { expect, test } from 'vitest'
import type { SealReport } from '../platform/audit/index.ts'
import { run, told } from './audit.ts'

const now = new Date('2026-11-22T03:00:10Z')
const report: SealReport = {
  batches: 12,
  records: 12_345,
  lastSealedAt: new Date('2026-11-22T03:00:09Z'),
  unsealed: { count: 2, oldest: new Date('2026-11-22T03:00:09.500Z') },
  findings: [],
  more: 0,
}

test('a register in order is told in three sentences', () => {
  expect(told(report, now)).toBe(
    [
      'Đã niêm phong: 12.345 bản ghi trong 12 lô, lần cuối 2026-11-22T03:00:09.000Z.',
      'Đang chờ niêm phong: 2 bản ghi, bản ghi cũ nhất đã chờ 0.5 giây.',
      '',
      '✓ Không có bản ghi nào bị sửa, xóa, đổi chỗ hay cắt bỏ.',
      '',
    ].join('\n'),
  )
})

test('findings name the record, its place and what happened to it', () => {
  const text = told(
    { ...report, findings: [{ kind: 'record-changed', batch: 3, seq: 7, recordId: 9 }], more: 1200 },
    now,
  )
  expect(text).toContain('✗ 1.201 chỗ sai:')
  expect(text).toContain('  bản ghi 9, số thứ tự 7, lô 3: bản ghi đã bị sửa sau khi niêm phong')
  expect(text).toContain('… và 1.200 chỗ khác.')
})

test.each([[[]], [['check']], [['verify', '--nope']], [['accept-end', '--by', 'A']]])(
  '%j is refused with the usage',
  async (args) => {
    expect(await run(args)).toBe(64)
  },
)
