import { isDeepStrictEqual } from 'node:util'
import { isAppError } from '../../../platform/errors.ts'
import { gapsOf } from '../checks/check-database.ts'
import { cleanDatabase, itemKey } from '../clean-database.ts'
import { GROUPS } from '../fields/field.ts'
import { type DatabaseItem, type DatabaseRecord, emptyDatabase } from '../record.ts'
import type { Rules } from '../rules/model.ts'
import type { ValueMatchers } from '../values/codes-of-field.ts'
import { type Existing, type ExistingIndex, keyOf, nameKey } from './existing.ts'
import { DATABASE, ID } from './headings.ts'
import { type Home, housed, houseOf } from './house-database.ts'
import type { KnownSystems } from './known-systems.ts'
import type { InventoryPlan, InventoryReading, Mended, PlannedDatabase } from './model.ts'
import { digestOf, noteLeftOut } from './plan-end.ts'
import { type DraftedSystems, describesData, draftSystem } from './plan-systems.ts'
import { itemOf, withMilestone, withRelation } from './read-lists.ts'
import {
  type FieldReading,
  type Ledger,
  newLedger,
  overlay,
  type Place,
  rowKeyOf,
  tellCell,
  textOf,
} from './read-rows.ts'
import { type OwnerContext, ownerOf, type RowOwner } from './row-owner.ts'

/** The world a workbook is held against. */
export interface PlanContext extends OwnerContext {
  readonly day: string
  readonly rules: Rules
  readonly matchers: ValueMatchers
  readonly existing: ExistingIndex
  readonly systems: KnownSystems
  /** What is said now about a database that is there. */
  recordOf(resourceId: string): DatabaseRecord | undefined
  /** Catalogue id of a database by its name, for relations. */
  idOf(name: string): string | undefined
}

interface Drafted {
  readonly place: Place
  readonly agencyId: string
  readonly existing: Existing | undefined
  readonly before: DatabaseRecord | undefined
  record: DatabaseRecord
  /** Its items by what tells them apart, once a row has spoken of one. */
  items: Map<string, DatabaseItem> | undefined
}

/** What saving a workbook would do: databases made or changed, cells to mend, words to ask about. Pure. */
export function planInventory(reading: InventoryReading, mended: Mended, context: PlanContext): InventoryPlan {
  const ledger = newLedger()
  const fields: FieldReading = { matchers: context.matchers, mended, ledger }
  const drafted = new Map<string, Drafted>()
  const systems: DraftedSystems = new Map()
  const taken: DraftedSystems = new Map()
  const drafting = { fields, context, drafted }
  for (const place of placesOf(reading, 'systems', mended)) {
    const row = draftSystem(place, { fields, context, systems, taken })
    if (row && describesData(place.table) && mended.systemsOnly !== true)
      draftDatabase(place, { ...row, name: dataOf(row.name) }, drafting)
  }
  for (const place of placesOf(reading, 'databases', mended)) draftRow(place, drafting)
  for (const kind of ['items', 'roadmap', 'relations'] as const)
    for (const place of placesOf(reading, kind, mended)) addToDatabase(place, drafting)
  const named = new Map<string, string>()
  const databases = [...drafted.values()].flatMap((one) => {
    const home = houseOf(one, { systems, known: context.systems, mended, named })
    return plannedOf(one, { ledger, context, home })
  })
  noteLeftOut(reading, ledger)
  return {
    databases,
    systems: [...systems.values()],
    choices: {
      systemsWithData: reading.tables.filter(describesData).reduce((sum, { rows }) => sum + rows.length, 0),
      namedSystems: [...named.values()],
    },
    problems: ledger.problems,
    unknown: [...ledger.unknown.values()].sort((one, other) => other.count - one.count),
    notes: [...ledger.notes.values()],
    digest: digestOf(databases, [...systems.values()]),
  }
}

function placesOf(reading: InventoryReading, kind: string, { skipped }: Mended): Place[] {
  const out = new Set(skipped)
  return reading.tables.flatMap((table, tableIndex) =>
    table.kind === kind
      ? table.rows.map((row): Place => ({ tableIndex, table, row })).filter((place) => !out.has(rowKeyOf(place)))
      : [],
  )
}

interface Drafting {
  readonly fields: FieldReading
  readonly context: PlanContext
  readonly drafted: Map<string, Drafted>
}

function draftRow(place: Place, { fields, context, drafted }: Drafting): void {
  const { mended, ledger } = fields
  const name = nameOf(place, mended)
  if (name === '') {
    // A note below the list, a signature: words alone in a row are no database.
    if (place.row.cells.filter((text) => text !== '').length <= 1) return
    tellCell(ledger, place, {
      target: place.table.columns.some(({ target }) => target === 'identity.name')
        ? 'identity.name'
        : 'identity.system',
      text: '',
      said: {
        vi: 'Chưa ghi tên. Ghi tên cơ sở dữ liệu, hoặc bỏ dòng này.',
        en: 'There is no name. Give one, or leave the row out.',
      },
    })
    return
  }
  const owner = ownerOf(place, { fields, context })
  if (owner) draftDatabase(place, { name, owner, said: undefined }, { fields, context, drafted })
}

interface SaidDatabase {
  readonly name: string
  readonly owner: RowOwner
  /** What the row says, where it was read already. */
  readonly said: DatabaseRecord | undefined
}

function draftDatabase(
  place: Place,
  { name, owner, said: read }: SaidDatabase,
  { fields, context, drafted }: Drafting,
): void {
  const { ledger } = fields
  const key = keyOf(owner.agencyId, name)
  const twin = drafted.get(key)
  if (twin) {
    const where = `${twin.place.table.sheet}, dòng ${twin.place.row.number}`
    const said = {
      vi: `Trùng với ${where}. Gộp hai dòng, đổi tên, hoặc bỏ dòng này.`,
      en: `The same as ${twin.place.table.sheet}, row ${twin.place.row.number}. Merge, rename or leave out.`,
    }
    tellCell(ledger, place, { target: 'identity.name', text: name, said })
    return
  }
  const existing = existingOf(place, { name, agencyId: owner.agencyId }, { fields, context })
  const before = existing && context.recordOf(existing.resourceId)
  const start = before ?? emptyDatabase(name)
  let record = read ? mergedWith(start, read) : overlay(start, place, fields)
  if (record.identity.name === undefined) record = { ...record, identity: { ...record.identity, name } }
  if (owner.subUnit !== undefined) record = { ...record, ownership: { subUnit: owner.subUnit, ...record.ownership } }
  drafted.set(key, { place, agencyId: owner.agencyId, existing, before, record, items: undefined })
}

function mergedWith(record: DatabaseRecord, said: DatabaseRecord): DatabaseRecord {
  const merged = GROUPS.map((group) => [group, { ...record[group], ...said[group] }] as const)
  return { ...record, ...(Object.fromEntries(merged) as Partial<DatabaseRecord>) }
}

function dataOf(system: string): string {
  return `Dữ liệu của ${system}`.slice(0, 300)
}

/** The name of a row: of the database, else the data of the system it lists. */
function nameOf(place: Place, mended: Mended): string {
  const name = textOf(place, 'identity.name', mended)
  if (name !== '') return name.slice(0, 300)
  const system = textOf(place, 'identity.system', mended)
  return system === '' ? '' : dataOf(system)
}

function existingOf(
  place: Place,
  { name, agencyId }: { name: string; agencyId: string },
  { fields, context }: Omit<Drafting, 'drafted'>,
): Existing | undefined {
  const { mended, ledger } = fields
  const id = textOf(place, ID, mended)
  const code = textOf(place, 'identity.code', mended)
  const { byId, byCode, byName } = context.existing
  const found = byId.get(id) ?? byCode.get(`${agencyId} ${code}`) ?? byName.get(keyOf(agencyId, name))
  if (found?.open && found.open.state !== 'draft') {
    const said = {
      vi: `“${found.name}” đang chờ duyệt. Lấy lại bản đó trước, hoặc bỏ dòng này.`,
      en: `“${found.name}” waits for review. Take it back first, or leave the row out.`,
    }
    tellCell(ledger, place, { target: 'identity.name', text: name, said })
  }
  return found
}

function addToDatabase(place: Place, { fields, context, drafted }: Drafting): void {
  const { mended, ledger } = fields
  const name = textOf(place, DATABASE, mended)
  const key = nameKey(name)
  const one = [...(byName(drafted).get(key) ?? [])][0] ?? adopt(place, { key, context, drafted })
  if (!one) {
    tellCell(ledger, place, {
      target: DATABASE,
      text: name,
      said: {
        vi:
          name === ''
            ? 'Chưa ghi mục này của cơ sở dữ liệu nào.'
            : `Không có cơ sở dữ liệu nào tên “${name.slice(0, 80)}” trong tệp hay trong danh mục của cơ quan.`,
        en:
          name === ''
            ? 'It is not said which database this belongs to.'
            : `No database is called “${name.slice(0, 80)}”.`,
      },
    })
    return
  }
  if (place.table.kind === 'items') addItem(one, place, fields)
  else if (place.table.kind === 'roadmap') one.record = withMilestone(one.record, place, fields)
  else one.record = withRelation(one.record, place, { ...fields, idOf: context.idOf })
}

function addItem(one: Drafted, place: Place, fields: FieldReading): void {
  const item = itemOf(place, fields)
  if (!item) return
  one.items ??= new Map(one.record.items.map((known) => [itemKey(known), known]))
  const key = itemKey(item)
  one.items.set(key, { ...one.items.get(key), ...item })
}

const names = new WeakMap<Map<string, Drafted>, { size: number; index: Map<string, Drafted[]> }>()

// Made anew only when a database was added: thousands of items look it up.
function byName(drafted: Map<string, Drafted>): Map<string, Drafted[]> {
  const known = names.get(drafted)
  if (known?.size === drafted.size) return known.index
  const index = Map.groupBy(drafted.values(), ({ record }) => nameKey(record.identity.name ?? ''))
  names.set(drafted, { size: drafted.size, index })
  return index
}

/** A list may speak of a database that the workbook itself does not describe. */
function adopt(
  place: Place,
  { key, context, drafted }: { key: string; context: PlanContext; drafted: Map<string, Drafted> },
): Drafted | undefined {
  const found = context.existing.named.get(key)
  const existing = found && context.mayWrite(found.agencyId) ? found : undefined
  const before = existing && context.recordOf(existing.resourceId)
  if (!existing || !before || (existing.open && existing.open.state !== 'draft')) return undefined
  const made = { place, agencyId: existing.agencyId, existing, before, record: before, items: undefined }
  drafted.set(keyOf(existing.agencyId, existing.name), made)
  return made
}

function plannedOf(
  one: Drafted,
  { ledger, context, home }: { ledger: Ledger; context: PlanContext; home: Home | undefined },
): PlannedDatabase[] {
  const { place, existing } = one
  const newSystem = home && 'newSystem' in home ? home.newSystem : undefined
  const record = cleaned({ ...one, record: housed(one.record, home) }, ledger)
  if (!record) return []
  return [
    {
      rowKey: rowKeyOf(place),
      sheet: place.table.sheet,
      row: place.row.number,
      name: record.identity.name ?? '',
      agencyId: one.agencyId,
      action: actionOf(one, record, newSystem),
      resourceId: existing?.resourceId,
      changeId: existing?.open?.changeId,
      revision: existing?.open?.revision,
      record,
      gaps: gapsOf(record, context.day, context.rules),
      newSystem,
    },
  ]
}

function actionOf(
  { existing, before }: Drafted,
  record: DatabaseRecord,
  newSystem: string | undefined,
): PlannedDatabase['action'] {
  if (existing === undefined) return 'create'
  return newSystem === undefined && isDeepStrictEqual(record, before) ? 'same' : 'change'
}

/** The record as it would be kept; what cannot be kept is told at its row. */
function cleaned({ place, record, items }: Drafted, ledger: Ledger): DatabaseRecord | undefined {
  try {
    return cleanDatabase(items ? { ...record, items: [...items.values()] } : record)
  } catch (error) {
    if (!isAppError(error)) throw error
    for (const { field, message } of error.details.fields ?? [])
      tellCell(ledger, place, { target: field, text: '', said: message })
    return undefined
  }
}
