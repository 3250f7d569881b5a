import type { RoleMatrix } from '../layout/roles.ts'
import type { Column, ColumnRole, ColumnType, DimensionKind, Problem, Sheet, Value } from '../model.ts'
import type { Recipe } from '../recipe/model.ts'

/** What `tidySheets` takes: the result of `decodeFile` fits. */
export interface DecodedSheets {
  readonly sheets: readonly Sheet[]
  readonly problems: readonly Problem[]
}

/** A code list a column can be bound to; `match` answers with a code only where it is sure enough. */
export interface CodeBinder {
  /** Name of the list, e.g. `province-63`. */
  readonly list: string
  /** Geographic level the list's items have, if they are places: `country`, `region`, `province` … */
  readonly level?: string
  /** How many codes it has. Of two lists that know the same names, a column belongs to the one it names as a whole. */
  readonly size?: number
  /** First day of validity, ISO 8601; of two lists of one level the table's years choose. */
  readonly validFrom?: string
  match(name: string): { readonly code: string; readonly name: string } | undefined
}

export interface TidyOptions {
  /** Name of the file: the title of a table that prints none, as its publisher called it. */
  readonly name?: string
  readonly lists?: readonly CodeBinder[]
  /** Decisions made for an earlier file of the same kind (or by an officer); they win over fresh ones. */
  readonly recipe?: Recipe
}

/** A column of the long form. */
export interface LongColumn {
  readonly name: string
  readonly title: string
  readonly role: ColumnRole | 'value' | 'unit'
  readonly type: ColumnType
  readonly kind?: DimensionKind | 'status' | 'level' | 'derived' | 'code' | 'group'
  readonly codeList?: string
}

/** One observation a record; made when asked for, since it is many times longer than the wide table. */
export interface LongTable {
  readonly columns: readonly LongColumn[]
  readonly rows: Iterable<readonly Value[]>
}

export interface TableSource {
  /** 0-based, as in the sheet. */
  readonly firstRow: number
  readonly lastRow: number
  readonly firstColumn: number
  readonly lastColumn: number
  readonly headerRows: readonly number[]
  /** Sheet row of every record of `rows`. */
  readonly recordRows: readonly number[]
}

export interface TidyTable {
  /** Machine name, unique in the result; file names are made of it. */
  readonly name: string
  readonly title: string
  readonly unit?: string
  readonly sheet?: string
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly Value[])[]
  /** Footnotes and sources as printed. */
  readonly notes: readonly string[]
  /** The one a reader would open first. */
  readonly main: boolean
  readonly long: LongTable
  readonly source: TableSource
}

export type RemovedKind = 'title' | 'unit' | 'blank' | 'header' | 'group' | 'total' | 'note' | 'source'

/** A row of the source that is no record of the table. */
export interface Removed {
  readonly table: string
  /** 1-based. */
  readonly row: number
  readonly kind: RemovedKind
}

/** What was changed, how often, with one example `before → after`. */
export interface Fix {
  readonly kind: string
  readonly count: number
  readonly example: string
}

export interface SheetRoles {
  readonly sheet?: string
  readonly roles: RoleMatrix
}

export interface TidyResult {
  readonly tables: readonly TidyTable[]
  readonly sheets: readonly SheetRoles[]
  readonly removed: readonly Removed[]
  readonly fixes: readonly Fix[]
  readonly problems: readonly Problem[]
  /** Every decision as data; give it back with the next file. */
  readonly recipe: Recipe
}
