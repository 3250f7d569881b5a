import type { Said } from '../../../platform/errors.ts'
import type { DatabaseRecord } from '../record.ts'
import type { SystemStatement } from '../systems/record.ts'
import type { InventoryTable } from './find-table.ts'

/** A workbook as read: its lists, and the sheets nothing was understood of. */
export interface InventoryReading {
  readonly tables: readonly InventoryTable[]
  readonly leftSheets: readonly string[]
}

/** What the officer mended in the browser since the workbook was read. */
export interface Mended {
  /** Text of a cell by its key. */
  readonly cells: Readonly<Record<string, string>>
  /** What an unknown word stands for, by the key of the word. */
  readonly words: Readonly<Record<string, string>>
  /** Rows left out, by key. */
  readonly skipped: readonly string[]
  /** Owners that are no agency are units of the agency the inventory belongs to. */
  readonly unitsOfOwner: boolean
  /** Sheets of systems fill the register alone: what they say of data makes no databases. */
  readonly systemsOnly?: boolean
  /** Systems that rows of databases name and the register lacks are entered too. */
  readonly namedSystems?: boolean
}

export const NOTHING_MENDED: Mended = { cells: {}, words: {}, skipped: [], unitsOfOwner: false }

/** Value of an owner's word: it is a unit below the agency of the inventory. */
export const IS_UNIT = '*unit'

/** Something wrong in one cell, with the way to mend it. */
export interface CellProblem {
  readonly key: string
  readonly rowKey: string
  readonly sheet: string
  readonly row: number
  /** Letters of the column; undefined where the whole row is meant. */
  readonly column: string | undefined
  readonly heading: string
  readonly text: string
  readonly said: Said
}

/** A word of a coded column that is not in its list: asked once, answered for every row that has it. */
export interface UnknownWord {
  readonly key: string
  /** Field, or `owner`, or a column of the items. */
  readonly target: string
  readonly heading: string
  readonly word: string
  readonly count: number
  /** First place it stands at. */
  readonly sheet: string
  readonly row: number
  /** Codes that look like it; none is chosen for the officer. */
  readonly near: readonly string[]
}

/** What would become of one row of databases. */
export interface PlannedDatabase {
  readonly rowKey: string
  readonly sheet: string
  readonly row: number
  readonly name: string
  readonly agencyId: string
  readonly action: 'create' | 'change' | 'same'
  readonly resourceId: string | undefined
  /** Open draft it goes into, with the revision seen. */
  readonly changeId: string | undefined
  readonly revision: number | undefined
  readonly record: DatabaseRecord
  /** Findings that will stop its review. */
  readonly gaps: number
  /** Key of the planned system it lives in, where the register does not have that one yet. */
  readonly newSystem: string | undefined
}

/** What would become of one system in the register. */
export interface PlannedSystem {
  /** Names it within the plan. */
  readonly key: string
  readonly sheet: string
  readonly row: number
  readonly agencyId: string
  readonly action: 'create' | 'change' | 'same'
  readonly systemId: string | undefined
  /** Revision of the register seen. */
  readonly revision: number | undefined
  readonly statement: SystemStatement
}

/** Choices a workbook leaves to the officer. */
export interface PlanChoices {
  /** Rows of systems that also say what data they hold. */
  readonly systemsWithData: number
  /** Names of systems that rows of databases give and nobody has entered. */
  readonly namedSystems: readonly string[]
}

/** What saving would do, and what keeps it from being done. */
export interface InventoryPlan {
  readonly databases: readonly PlannedDatabase[]
  readonly systems: readonly PlannedSystem[]
  readonly choices: PlanChoices
  readonly problems: readonly CellProblem[]
  readonly unknown: readonly UnknownWord[]
  /** Said, not asked: an agency that was merged, columns that were left out. */
  readonly notes: readonly Said[]
  /** Changes whenever what would be saved changes; the button carries it. */
  readonly digest: string
}
