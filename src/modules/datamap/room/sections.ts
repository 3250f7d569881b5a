import type { Group } from '../fields/field.ts'
import { fieldOf } from '../fields.ts'

/** A page of the form: what belongs together in a clerk's head. */
export interface Section {
  readonly name: SectionName
  readonly groups: readonly Group[]
}

export const SECTION_NAMES = [
  'nhan-biet',
  'noi-dung',
  'muc',
  'chia-se',
  'quan-he',
  'an-toan',
  'lo-trinh',
  'gui',
] as const
export type SectionName = (typeof SECTION_NAMES)[number]

const GROUPS_OF: Readonly<Partial<Record<SectionName, readonly Group[]>>> = {
  'nhan-biet': ['identity', 'ownership', 'legal'],
  'noi-dung': ['content', 'update'],
  'chia-se': ['classification', 'sharing'],
  'an-toan': ['security', 'quality', 'cost'],
}

export const SECTIONS: readonly Section[] = SECTION_NAMES.map((name) => ({ name, groups: GROUPS_OF[name] ?? [] }))

/** The section of this name; the first one for any other text. */
export function sectionNamed(name: string): Section {
  const wanted = SECTION_NAMES.find((one) => one === name) ?? 'nhan-biet'
  return { name: wanted, groups: GROUPS_OF[wanted] ?? [] }
}

export function draftHref(changeId: string, section: SectionName): string {
  return `/lam-viec/ban-do/thay-doi/${changeId}?phan=${section}`
}

/** Where a field, or one of the lists, is filled in. */
export function hrefOfField(changeId: string, field: string): string {
  if (field === 'items' || field.startsWith('items')) return draftHref(changeId, 'muc')
  if (field.startsWith('relations')) return draftHref(changeId, 'quan-he')
  if (field.startsWith('roadmap')) return draftHref(changeId, 'lo-trinh')
  const group = fieldOf(field)?.group
  const section = SECTIONS.find(({ groups }) => group !== undefined && groups.includes(group))
  return section ? `${draftHref(changeId, section.name)}#${field}` : draftHref(changeId, 'gui')
}
