import { Readable } from 'node:stream'
import { xlsxBytes } from '../../../platform/duck/exports/xlsx.ts'
import type { Value } from '../../../tabular/index.ts'
import type { Lang } from '../../../ui/index.ts'
import type { NamedLine } from './read-register.ts'
import { choiceWords, nameOf } from './words.ts'

const COLUMNS = [
  ['agencyCode', 'text', 'Mã cơ quan', 'Agency code'],
  ['agency', 'text', 'Cơ quan chủ quản', 'Owner'],
  ['name', 'text', 'Hệ thống', 'System'],
  ['status', 'text', 'Trạng thái', 'State'],
  ['level', 'integer', 'Cấp độ', 'Level'],
  ['dossier', 'text', 'Hồ sơ', 'Dossier'],
  ['approvedOn', 'date', 'Ngày phê duyệt', 'Approved on'],
  ['layers', 'integer', 'Số lớp đã đủ', 'Layers covered'],
  ['compliant', 'text', 'Đáp ứng', 'Compliant'],
  ['labelled', 'text', 'Nhãn tín nhiệm còn hạn', 'Valid trust label'],
  ['reviewed', 'text', 'Đã rà soát năm nay', 'Reviewed this year'],
] as const

/** The list of systems as a workbook, for those who keep their own books. */
export function systemsWorkbook(lines: readonly NamedLine[], lang: Lang): Readable {
  const names = choiceWords(lang)
  const yes = (value: boolean) => nameOf(names, 'yes', value ? 'yes' : 'no')
  const layout = {
    names: COLUMNS.map(([name]) => name),
    headers: COLUMNS.map(([, , vi, en]) => (lang === 'vi' ? vi : en)),
    types: COLUMNS.map(([, type]) => type),
    locale: lang,
    title: lang === 'vi' ? 'Hệ thống thông tin' : 'Information systems',
  }
  const rows = lines.map((line): readonly Value[] => [
    line.agencyCode,
    line.agency,
    line.name,
    nameOf(names, 'status', line.status),
    line.level,
    nameOf(names, 'dossier', line.dossier),
    line.approvedOn,
    line.layers,
    yes(line.compliant),
    yes(line.labelled),
    yes(line.reviewed),
  ])
  return Readable.from(xlsxBytes(layout, Readable.from([rows])))
}
