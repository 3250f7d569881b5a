import { compared, days, numberedForm, offices, parts, plans, romanMonths, unitLine, wholeYear } from './form-cases.ts'
import {
  footnotes,
  groupRows,
  pageCuts,
  plain,
  sameUnderGroups,
  threeRows,
  titleLines,
  totalsByArithmetic,
  totalsInWords,
  twoRows,
  twoTables,
} from './layout-cases.ts'
import {
  carried,
  counting,
  indented,
  namedUnits,
  nestedPlaces,
  outline,
  ownYears,
  streets,
  yearHeadings,
} from './outline-cases.ts'
import type { Workbook } from './sheet.ts'
import {
  brackets,
  missing,
  monthsAndYears,
  percents,
  periods,
  scales,
  statuses,
  textNumbers,
  WAYS,
} from './value-cases.ts'

type Family = readonly [make: (seed: number) => Workbook, seeds: readonly number[]]

const FAMILIES: readonly Family[] = [
  [plain, [91, 92, 93, 94]],
  [titleLines, [101, 102, 103]],
  [twoRows, [111, 112, 113]],
  [threeRows, [121, 122, 123]],
  [groupRows, [131, 132, 133]],
  [sameUnderGroups, [141, 142]],
  [totalsInWords, [151, 152, 153]],
  [totalsByArithmetic, [161, 162]],
  [footnotes, [171, 172, 173]],
  [(seed) => twoTables(seed, false), [181, 182, 183]],
  [(seed) => twoTables(seed, true), [191, 192, 193]],
  [pageCuts, [201, 202]],
  ...WAYS.map((way, at): Family => [(seed) => textNumbers(seed, way), [211 + 10 * at, 212 + 10 * at]]),
  [brackets, [241, 242]],
  [percents, [251, 252]],
  [scales, [261, 262]],
  [missing, [271, 272]],
  [statuses, [281, 282, 283]],
  [periods, [290, 291, 292, 293, 294]],
  [monthsAndYears, [301]],
  [numberedForm, [311, 312]],
  [offices, [321]],
  [unitLine, [331]],
  [days, [341]],
  [romanMonths, [351]],
  [wholeYear, [361]],
  [compared, [371, 372]],
  [plans, [381]],
  [(seed) => parts(seed, false), [391, 392]],
  [(seed) => parts(seed, true), [401]],
  [outline, [411, 412]],
  [indented, [421]],
  [streets, [431]],
  [nestedPlaces, [441]],
  [carried, [451]],
  [yearHeadings, [461]],
  [ownYears, [471]],
  [counting, [481]],
  [namedUnits, [491]],
]

/** Workbooks drawn from seeds. */
export function drawnCases(): readonly Workbook[] {
  return FAMILIES.flatMap(([make, seeds]) => seeds.map(make))
}
