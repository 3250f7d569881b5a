import { cleanText } from '../../../platform/text.ts'
import { type Form, listIn, textIn } from '../../identity/index.ts'
import type { MinimumLevel, Phase, PlanContent, PlanItem } from '../content/model.ts'

/** Names of the numbers of a minimum level, in the order of the form. */
export const LEVELS = ['datasets', 'share', 'fresh', 'quality', 'openFormat'] as const

const MOST_PHASES = 20

/** Purpose, period, measures and who signs, from the form; the rest stays. */
export function generalFrom(content: PlanContent, form: Form): PlanContent {
  const text = (name: string) => cleanText(textIn(form, name))
  const number = text('document.number')
  const document = {
    number,
    date: text('document.date'),
    signer: text('document.signer'),
    url: text('document.url'),
  }
  const { document: _, ...rest } = content
  return {
    ...rest,
    period: { from: text('from'), to: text('to') },
    purpose: text('purpose'),
    measures: text('measures'),
    issuer: { title: text('issuer.title'), name: text('issuer.name'), place: text('issuer.place') },
    parts: Object.fromEntries(
      Object.keys(form)
        .filter((name) => name.startsWith('parts.'))
        .map((name) => [name.slice('parts.'.length), text(name)]),
    ),
    ...(number === '' ? {} : { document }),
  }
}

/** Phases from the rows of the form; rows without name and days are left out. */
export function phasesFrom(form: Form): Phase[] {
  const phases: Phase[] = []
  for (let row = 0; row < MOST_PHASES; row++) {
    const text = (name: string) => cleanText(textIn(form, `g${row}.${name}`))
    if ([text('name'), text('from'), text('to')].every((value) => value === '')) continue
    phases.push({
      id: text('id') || `g${row + 1}`,
      name: text('name'),
      from: text('from'),
      to: text('to'),
      minimum: levelFrom(text),
    })
  }
  return phases
}

function levelFrom(text: (name: string) => string): MinimumLevel {
  const entries = LEVELS.map((name) => [name, numberIn(text(name))] as const)
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined))
}

/** `60`, `60,5` and `60 %` as people write them; undefined when empty or no number. */
function numberIn(text: string): number | undefined {
  const plain = text.replace('%', '').trim().replace(',', '.')
  const value = Number(plain)
  return plain === '' || !Number.isFinite(value) ? undefined : value
}

/** An item from its form; where it comes from and why stay as they were. */
export function itemFrom(item: PlanItem, form: Form): PlanItem {
  const text = (name: string) => cleanText(textIn(form, name))
  const { description: _d, frequency: _f, note: _n, ...rest } = item
  const [description, frequency, note] = [text('description'), text('frequency'), text('note')]
  return {
    ...rest,
    title: text('title'),
    unit: text('unit'),
    due: text('due'),
    formats: [...listIn(form, 'formats')],
    ...(description ? { description } : {}),
    ...(frequency ? { frequency } : {}),
    ...(note ? { note } : {}),
  }
}

/** An empty item an officer adds by hand. */
export function emptyItem(id: string, unit: string): PlanItem {
  return { id, title: '', unit, due: '', formats: ['CSV', 'XLSX'], reason: { kind: 'officer', text: '' } }
}
