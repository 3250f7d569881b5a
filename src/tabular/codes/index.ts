export type { BindOptions, ColumnBinding } from './bind-column.ts'
export { isValidOn } from './bind-column.ts'
export { foldKey } from './fold.ts'
export type { Candidate, Match, Matcher, MatchHow, MatchOptions } from './matcher.ts'
export { createMatcher } from './matcher.ts'
export type { CodeItem, CodeList, EndedName } from './model.ts'
export { readCodeList } from './read-code-list.ts'
export type { UnitError, UnitReading, UnitTable } from './read-units.ts'
export { readUnits } from './read-units.ts'
export { suggestRule } from './suggest-rule.ts'
export type {
  MeasureRule,
  Refusal,
  RefusalCode,
  TimeTravel,
  Travelled,
  TravelProblem,
  TravelProblemCode,
} from './time-machine.ts'
export { seeOnSuccessors } from './time-machine.ts'
