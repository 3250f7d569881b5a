export type { Candidate, CodeItem, CodeList, Match, Matcher } from './codes/index.ts'
export { createMatcher, readCodeList } from './codes/index.ts'
export type { DecodedFile, Dialect, FileFormat, LegacyFont, Repair, SourceFile } from './decode/decoded-file.ts'
export { type DecodedText, decodeText } from './decode/encoding/decode-text.ts'
export { decodeFile } from './decode/open-source-file.ts'
export type { CellRole, RoleMatrix } from './layout/roles.ts'
export { ROLES, roleAt } from './layout/roles.ts'
export type { Language } from './messages.ts'
export { describeProblem } from './messages.ts'
export type {
  Cell,
  CellValue,
  Column,
  ColumnRole,
  ColumnType,
  DimensionKind,
  Merge,
  Problem,
  Severity,
  Sheet,
  Value,
} from './model.ts'
export { describeStep } from './recipe/describe.ts'
export type { Recipe, RecipeStep } from './recipe/model.ts'
export type {
  CodeBinder,
  DecodedSheets,
  Fix,
  LongColumn,
  LongTable,
  Removed,
  RemovedKind,
  SheetRoles,
  TableSource,
  TidyOptions,
  TidyResult,
  TidyTable,
} from './tidy/model.ts'
export { tidySheets } from './tidy/tidy-sheets.ts'
export type { DateOrder } from './values/date.ts'
export { orderEvidence, readDate } from './values/date.ts'
export type { DecimalSign } from './values/number.ts'
export { readNumber } from './values/number.ts'
export { isTotalLabel } from './values/words.ts'
