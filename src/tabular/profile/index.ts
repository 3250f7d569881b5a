export type { ColumnAccumulator, ColumnProfile, NumberSummary, TypeProblem } from './column-profile.ts'

export type { DistinctCounter, DistinctResult } from './distinct-counter.ts'

export type { DetectOptions, PersonalGround, PersonalHit, PersonalKind, PersonalSeverity } from './personal/detect.ts'

export type { ColumnSample, ValueKind } from './personal/evidence.ts'
export type { ProfileOptions, TableProfile } from './profile.ts'
export { findPersonalData } from './profile.ts'
export type { DuplicateRows } from './row-hashes.ts'
export type { Similarity, SketchAccumulator, TableSketch } from './sketch.ts'
export { createSketch, similarity, sketchLoaded } from './sketch.ts'
export type { SmallCellWarning } from './small-cells.ts'
export { createSmallCellAccumulator, personCounts, SMALL_CELL_BELOW } from './small-cells.ts'
