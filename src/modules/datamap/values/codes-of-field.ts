import { type CodeList, createMatcher, type Matcher } from '../../../tabular/index.ts'
import type { Lang } from '../../../ui/index.ts'
import type { CodeReader } from '../../codes/index.ts'
import type { Field } from '../fields/field.ts'
import { type ChoiceName, choicesOf } from '../words.ts'
import { CHOICE_ALIASES } from './choice-aliases.ts'

/** Finds the value behind what somebody wrote in a field of codes. */
export interface ValueMatchers {
  of(field: Field): Matcher | undefined
  ofChoice(name: ChoiceName): Matcher
  /** Every value with its label. */
  options(field: Field, lang: Lang): readonly { readonly value: string; readonly text: string }[]
}

const BUILT_IN = ['theme', 'frequency'] as const

/** Prepares the lists that fields choose from: choices of the map and built-in code lists. */
export async function loadMatchers(codes: CodeReader): Promise<ValueMatchers> {
  const lists = new Map<string, CodeList>()
  for (const id of BUILT_IN) {
    const list = await codes.list(id)
    if (list) lists.set(id, list)
  }
  const made = new Map<string, Matcher>()
  const matcher = (key: string, list: () => CodeList | undefined): Matcher | undefined => {
    const known = made.get(key)
    if (known) return known
    const found = list()
    const fresh = found && createMatcher(found)
    if (fresh) made.set(key, fresh)
    return fresh
  }
  const ofChoice = (name: ChoiceName): Matcher => {
    const found = matcher(`choice:${name}`, () => choiceList(name))
    if (!found) throw new Error(`no choice ${name}`)
    return found
  }
  return {
    ofChoice,
    of: (field) => {
      if (field.kind === 'code') return matcher(field.list, () => lists.get(field.list))
      const name = choiceOf(field)
      return name && ofChoice(name)
    },
    options: (field, lang) => optionsOf(field, lang, lists),
  }
}

/** The choice a field takes its values from. */
function choiceOf(field: Field): ChoiceName | undefined {
  if (field.kind === 'choice' || field.kind === 'choices') return field.of
  return field.kind === 'yes' ? 'yes' : undefined
}

function optionsOf(field: Field, lang: Lang, lists: ReadonlyMap<string, CodeList>) {
  if (field.kind === 'code') {
    return (lists.get(field.list)?.items ?? []).map((item) => ({
      value: item.code,
      text: (lang === 'en' ? item.nameEn : undefined) ?? item.name,
    }))
  }
  if (field.kind === 'grade') {
    return Array.from({ length: field.to - field.from + 1 }, (_, index) => ({
      value: String(field.from + index),
      text: String(field.from + index),
    }))
  }
  const name = choiceOf(field)
  return name ? choicesOf(name, lang) : []
}

function choiceList(name: ChoiceName): CodeList {
  const aliases = CHOICE_ALIASES[name] ?? {}
  return {
    id: `datamap-${name}`,
    title: name,
    source: 'Nguồn',
    items: choicesOf(name, 'vi').map(({ value, text }) => {
      // "2a – dùng chung của bộ" is also written without its number.
      const bare = text.replace(/^\S+ – /, '')
      return { code: value, name: text, aliases: [...(bare === text ? [] : [bare]), ...(aliases[value] ?? [])] }
    }),
  }
}
