import { OWNER } from './headings.ts'
import { IS_UNIT } from './model.ts'
import type { Owners } from './owners.ts'
import { askWord, type FieldReading, type Place, tellCell, textOf, wordKey } from './read-rows.ts'

/** Who a row belongs to. */
export interface RowOwner {
  readonly agencyId: string
  /** The owner as written, where it is a unit of that agency. */
  readonly subUnit: string | undefined
}

export interface OwnerContext {
  readonly owners: Owners
  /** The agency whose inventory it is; rows that name no owner are its own. */
  readonly agencyId: string
  mayWrite(agencyId: string): boolean
}

interface Reading {
  readonly fields: FieldReading
  readonly context: OwnerContext
}

/** The agency a row belongs to; undefined where it is asked about, or where the officer may not write. */
export function ownerOf(place: Place, { fields, context }: Reading): RowOwner | undefined {
  const { mended, ledger } = fields
  const text = textOf(place, OWNER, mended)
  const owner =
    text === '' ? { agencyId: context.agencyId, subUnit: undefined } : namedOwner(text, place, { fields, context })
  if (!owner || context.mayWrite(owner.agencyId)) return owner
  tellCell(ledger, place, {
    target: OWNER,
    text,
    said: {
      vi: 'Tài khoản này không ghi được cho cơ quan đó. Sửa tên cơ quan, hoặc bỏ dòng.',
      en: 'This account may not write for that agency. Change the agency or leave the row out.',
    },
  })
  return undefined
}

function namedOwner(text: string, place: Place, { fields, context }: Reading): RowOwner | undefined {
  const { mended, ledger } = fields
  const found = context.owners.find(text)
  if (found.kind === 'found') {
    if (found.note) ledger.notes.set(found.note.vi, found.note)
    return { agencyId: found.agencyId, subUnit: undefined }
  }
  const chosen = mended.words[wordKey(OWNER, text)] ?? (mended.unitsOfOwner ? IS_UNIT : undefined)
  if (chosen === IS_UNIT) return { agencyId: context.agencyId, subUnit: text.slice(0, 300) }
  const named = chosen === undefined || chosen === '' ? undefined : context.owners.find(chosen)
  if (named?.kind === 'found') return { agencyId: named.agencyId, subUnit: undefined }
  askWord(ledger, place, { target: OWNER, word: text.slice(0, 200), near: found.near })
  return undefined
}
