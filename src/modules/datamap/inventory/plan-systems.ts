import { isDeepStrictEqual } from 'node:util'
import { Value } from 'typebox/value'
import { readDate } from '../../../tabular/index.ts'
import { type DatabaseRecord, emptyDatabase } from '../record.ts'
import { SystemStatement } from '../systems/record.ts'
import { cleaned } from '../systems/save-statement.ts'
import type { InventoryTable } from './find-table.ts'
import { ID } from './headings.ts'
import { type KnownSystem, type KnownSystems, systemKey } from './known-systems.ts'
import type { Mended, PlannedSystem } from './model.ts'
import { type FieldReading, type Ledger, overlay, type Place, tellCell, textOf } from './read-rows.ts'
import { type OwnerContext, ownerOf, type RowOwner } from './row-owner.ts'

/** Systems on their way into the register, by key. */
export type DraftedSystems = Map<string, PlannedSystem>

interface Drafting {
  readonly fields: FieldReading
  readonly context: OwnerContext & { readonly systems: KnownSystems }
  readonly systems: DraftedSystems
  /** The same by the id they have in the register: two rows that mean one system would overwrite each other. */
  readonly taken: Map<string, PlannedSystem>
}

/** What a row of systems says of data, for the database that it describes. */
export interface SystemRow {
  readonly name: string
  readonly owner: RowOwner
  readonly said: DatabaseRecord
}

// Columns that say something of data; others describe the system alone.
const OF_DATA = /^(?:sharing|update|classification|quality)\.|^identity\.class$|^content\.(?!purpose$)/
const OF_SYSTEM: ReadonlySet<string> = new Set([
  'identity.system',
  'identity.systemUrl',
  'identity.status',
  'identity.yearInUse',
  'content.purpose',
  'ownership.operator',
  'ownership.subUnit',
  'ownership.itUnit',
])

function isOfSystem(target: string): boolean {
  return OF_SYSTEM.has(target)
}

/** Whether the rows of a sheet of systems also tell what data the systems hold or share. */
export function describesData({ kind, columns }: InventoryTable): boolean {
  return kind === 'systems' && columns.some(({ target }) => target !== undefined && OF_DATA.test(target))
}

/** Plans one row of a sheet of systems; gives what it says, for the database it may describe too. */
export function draftSystem(place: Place, { fields, context, systems, taken }: Drafting): SystemRow | undefined {
  const { mended, ledger } = fields
  const name = textOf(place, 'identity.system', mended).slice(0, 300)
  if (name === '') {
    // A note below the list, a signature: words alone in a row are no system.
    if (place.row.cells.filter((text) => text !== '').length > 1) tellCell(ledger, place, noName())
    return undefined
  }
  const owner = ownerOf(place, { fields, context })
  if (!owner) return undefined
  const key = systemKey(owner.agencyId, name)
  const known = knownSystem(place, { owner, key }, { fields, context })
  const double = doubleOf({ byName: systems.get(key), byId: known && taken.get(known.id) })
  if (double) {
    tellCell(ledger, place, { target: 'identity.system', text: name, said: double })
    return undefined
  }
  const withData = describesData(place.table) && mended.systemsOnly !== true
  const said = overlay(emptyDatabase(''), place, withData ? fields : { ...fields, wanted: isOfSystem })
  const planned = plannedSystem(place, { name, owner, said, key, known }, fields)
  if (planned) systems.set(key, planned)
  if (planned?.systemId !== undefined) taken.set(planned.systemId, planned)
  return { name, owner, said }
}

/** What is said of a row whose system stands in an earlier one. */
function doubleOf({ byName, byId }: { byName: PlannedSystem | undefined; byId: PlannedSystem | undefined }) {
  if (byName)
    return {
      vi: `Trùng với ${byName.sheet}, dòng ${byName.row}. Gộp hai dòng, đổi tên, hoặc bỏ dòng này.`,
      en: `The same as ${byName.sheet}, row ${byName.row}. Merge, rename or leave out.`,
    }
  if (byId)
    return {
      vi: `Theo mã, là cùng một hệ thống của sổ với ${byId.sheet}, dòng ${byId.row}. Sửa mã, hoặc bỏ dòng này.`,
      en: `By its code the same system of the register as ${byId.sheet}, row ${byId.row}. Mend the code or leave it out.`,
    }
  return undefined
}

function noName() {
  return {
    target: 'identity.system',
    text: '',
    said: {
      vi: 'Chưa ghi tên hệ thống. Ghi tên, hoặc bỏ dòng này.',
      en: 'The system has no name. Give one, or leave the row out.',
    },
  }
}

function plannedSystem(
  place: Place,
  { name, owner, said, key, known }: SystemRow & { readonly key: string; readonly known: KnownSystem | undefined },
  fields: FieldReading,
): PlannedSystem | undefined {
  const { ledger } = fields
  const { status, systemUrl: url, yearInUse } = said.identity
  const { operator, itUnit } = said.ownership
  const statement = statementOf(name, known, {
    ...textsOf(place, fields.mended),
    ...given({ url, yearInUse, purpose: said.content.purpose, operator, itUnit }),
    ...given({ subUnit: said.ownership.subUnit ?? owner.subUnit, status, investedOn: investedOn(place, fields) }),
  })
  if (status === undefined && !known) noteStatus(ledger)
  if (!isKept(statement, place, ledger)) return undefined
  return {
    key,
    sheet: place.table.sheet,
    row: place.row.number,
    agencyId: owner.agencyId,
    action: !known ? 'create' : isDeepStrictEqual(statement, known.statement) ? 'same' : 'change',
    systemId: known?.id,
    revision: known?.revision,
    statement,
  }
}

function knownSystem(
  place: Place,
  { owner, key }: { readonly owner: RowOwner; readonly key: string },
  { fields: { mended }, context }: Pick<Drafting, 'fields' | 'context'>,
): KnownSystem | undefined {
  const { byId, byCode, byName } = context.systems
  const ofRow = byId.get(textOf(place, ID, mended))
  if (ofRow?.agencyId === owner.agencyId) return ofRow
  return byCode.get(`${owner.agencyId} ${textOf(place, 'system.code', mended)}`) ?? byName.get(key)
}

function textsOf(place: Place, mended: Mended): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (['code', 'dataVolume', 'users', 'services', 'networks'] as const).flatMap((of): [string, string][] => {
      const text = textOf(place, `system.${of}`, mended)
      return text === '' ? [] : [[of, text]]
    }),
  )
}

function given(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function statementOf(name: string, known: KnownSystem | undefined, said: Readonly<Record<string, unknown>>) {
  const before: SystemStatement = known?.statement ?? { name, status: 'operating', facts: {} }
  return cleaned({ ...before, ...said, name })
}

function investedOn(place: Place, { mended, ledger }: FieldReading): string | undefined {
  const text = textOf(place, 'system.investedOn', mended)
  const day = text === '' ? undefined : readDate(text, 'dmy')?.slice(0, 10)
  if (text !== '' && day === undefined)
    tellCell(ledger, place, {
      target: 'system.investedOn',
      text,
      said: { vi: `“${text.slice(0, 40)}” không phải ngày. Ghi như 31/12/2026.`, en: 'Not a date. Write 31/12/2026.' },
    })
  return day
}

function noteStatus({ notes }: Ledger): void {
  const vi = 'Hệ thống mới không ghi trạng thái được ghi là “Đang vận hành”.'
  notes.set(vi, { vi, en: 'New systems without a state are noted as in operation.' })
}

// Columns by their name in a statement, where the two differ.
const COLUMN_OF: Readonly<Record<string, string>> = {
  name: 'identity.system',
  url: 'identity.systemUrl',
  purpose: 'content.purpose',
  operator: 'ownership.operator',
  subUnit: 'ownership.subUnit',
  itUnit: 'ownership.itUnit',
}

function isKept(statement: SystemStatement, place: Place, ledger: Ledger): boolean {
  if (Value.Check(SystemStatement, statement)) return true
  for (const key of new Set(Value.Errors(SystemStatement, statement).map((error) => error.instancePath.slice(1)))) {
    const value = (statement as Readonly<Record<string, unknown>>)[key]
    const text = typeof value === 'string' ? value : ''
    tellCell(ledger, place, {
      target: COLUMN_OF[key] ?? `system.${key}`,
      text,
      said: {
        vi: `Dài ${text.length} ký tự, quá chỗ của sổ hệ thống. Hãy rút ngắn.`,
        en: `${text.length} characters are more than the register holds. Shorten it.`,
      },
    })
  }
  return false
}
