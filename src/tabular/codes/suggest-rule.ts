import type { Column } from '../model.ts'
import { foldWords } from './fold.ts'
import type { Matcher } from './matcher.ts'
import type { MeasureRule } from './time-machine.ts'

/** Words of measures that never add up, whatever their unit says. */
const RATIO =
  /\b(?:ty le|ti le|ty trong|ti trong|co cau|chi so|toc do|nang suat|mat do|binh quan|thu hang|xep hang|average|rate|ratio|share|index|density|yield|per)\b/

/**
 * What the time machine could do with a measure, for an officer to confirm: amounts in a unit that adds up are summed;
 * of anything else nothing is supposed. `units` is the matcher of the list `unit`.
 */
export function suggestRule(column: Column, units: Matcher): MeasureRule | undefined {
  if (column.role !== 'measure' || RATIO.test(foldWords(column.title).join(' '))) return undefined
  const { code, confidence } = units.match(column.unit ?? '')
  const unit = confidence >= 0.9 ? units.list.items.find((item) => item.code === code) : undefined
  return unit?.attributes?.['additive'] === true ? { kind: 'sum' } : undefined
}
