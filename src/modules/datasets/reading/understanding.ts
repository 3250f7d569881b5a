import type { Candidate, Fix, Recipe, RecipeStep, Removed } from '../../../tabular/index.ts'
import type { Column, Problem } from '../../../tabular/model.ts'
import type { TableSketch } from '../../../tabular/profile/index.ts'
import type { CsvPlan } from './csv-plan.ts'

/** One column whose values look like they belong to persons. */
export interface PersonalHit {
  readonly table: string
  readonly column: string
  readonly columnTitle: string
  readonly kind: string
  readonly count: number
  readonly share: number
  /** Masked. */
  readonly examples: readonly string[]
  readonly severity: string
}

/** A table found in a file; its rows lie in a file of JSON lines beside the answer. */
export interface UnderstoodTable {
  readonly name: string
  readonly title: string
  readonly unit: string | undefined
  readonly sheet: string | undefined
  readonly main: boolean
  readonly columns: readonly Column[]
  readonly rows: number
  readonly rowsFile: string
  readonly notes: readonly string[]
  /** 1-based rows of the sheet. */
  readonly firstRow: number
  readonly lastRow: number
  /** Counted for files held in memory only. */
  readonly duplicateRows: number
  /** Set for a large text file: its rows are read by DuckDB as this says. */
  readonly csv?: CsvPlan
}

/** A name in a column of a code list that the list does not know for sure. */
export interface UnmatchedName {
  readonly table: string
  readonly sheet?: string
  /** First cell that says it, both from 1. */
  readonly row?: number
  readonly column?: number
  readonly name: string
  /** Name and title of the column of the table. */
  readonly of: string
  readonly title: string
  readonly list: string
  readonly candidates: readonly Candidate[]
}

/** Rows of a sheet further down, around something worth a look. */
export interface PictureWindow {
  /** 0-based. */
  readonly from: number
  readonly rows: readonly (readonly string[])[]
  readonly roles: readonly (readonly string[])[]
}

/** The top left part of a sheet, to show the officer what became of each cell. */
export interface SheetPicture {
  readonly sheet: string | undefined
  readonly rows: readonly (readonly string[])[]
  readonly roles: readonly (readonly string[])[]
  /** In order, apart from one another; files read by an earlier version have none. */
  readonly windows?: readonly PictureWindow[]
  readonly totalRows: number
  readonly totalColumns: number
}

/** What the program made of a file, in words and numbers an officer can check. */
export interface Understanding {
  readonly format: string
  readonly encoding: string | undefined
  readonly legacyFont: string | undefined
  readonly repairs: readonly string[]
  readonly delimiter: string | undefined
  readonly tables: readonly UnderstoodTable[]
  readonly fixes: readonly Fix[]
  readonly removed: readonly Removed[]
  readonly problems: readonly Problem[]
  readonly pictures: readonly SheetPicture[]
  readonly personal: readonly PersonalHit[]
  readonly unmatched?: readonly UnmatchedName[]
}

/** What the reading process answers. */
export interface ReadAnswer {
  readonly understanding: Understanding
  readonly recipe: Recipe | undefined
  /** Fingerprints, one for each table in the same order; none yet where the records are first seen as they are loaded. */
  readonly sketches: readonly (TableSketch | undefined)[]
}

/** A recipe with what officers decided of this very file, in their order; `steps` is what came of it. */
export interface KeptRecipe extends Recipe {
  readonly edits?: readonly RecipeStep[]
}
