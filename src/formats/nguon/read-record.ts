import { Value } from 'typebox/value'
import type { Remark } from '../model.ts'
import { AnswerRecord, GoneRecord, PutRecord, type WireRecord } from './wire.ts'

export type ReadRecord =
  | { readonly ok: true; readonly record: WireRecord }
  | { readonly ok: false; readonly remark: Remark }

const SHAPES = { 'nguon-record/1': PutRecord, 'nguon-gone/1': GoneRecord, 'nguon-answer/1': AnswerRecord } as const

/** Reads a record another node sent, after its signature was checked; says which field is wrong when it cannot be used. */
export function readRecord(given: { readonly format: string }): ReadRecord {
  const shape = Object.hasOwn(SHAPES, given.format) ? SHAPES[given.format as keyof typeof SHAPES] : undefined
  if (!shape) {
    return refuse('nguon-format-unknown', 'format', {
      vi: `Bản ghi có dạng "${given.format}" mà nút này chưa biết; cần nâng cấp chương trình.`,
      en: `The record is of the form "${given.format}", which this node does not know; the program needs an upgrade.`,
    })
  }
  // JSON can say NUL, no database of ours can store it.
  if (JSON.stringify(given).includes('\\u0000')) {
    return refuse('nguon-record-unstorable', '/', {
      vi: 'Bản ghi có ký tự rỗng (NUL), không ghi được.',
      en: 'The record holds a NUL character, which cannot be stored.',
    })
  }
  if (Value.Check(shape, given)) return { ok: true, record: given }
  const [first] = Value.Errors(shape, given)
  const at = first?.instancePath || '/'
  return refuse('nguon-record-invalid', at, {
    vi: `Bản ghi sai ở "${at}": ${first?.message ?? ''}.`,
    en: `The record is wrong at "${at}": ${first?.message ?? ''}.`,
  })
}

function refuse(code: string, at: string, said: { vi: string; en: string }): ReadRecord {
  return { ok: false, remark: { code, at, ...said } }
}
