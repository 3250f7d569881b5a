import type { Lang, StateKind } from '../../ui/index.ts'
import type { Freshness } from '../catalog/index.ts'
import { nameIn } from '../identity/index.ts'
import type { PortalDeps } from './deps.ts'

/** Labels of codes as one language says them. */
export interface Labels {
  theme(code: string): string
  licence(code: string): string
  frequency(code: string): string
  area(code: string): string
  agency(code: string): string
}

/** Loads every label a page may need; the lists are in memory. */
export async function loadLabels(deps: PortalDeps, lang: Lang): Promise<Labels> {
  const [themes, licences, frequencies, new34, old63, tree] = await Promise.all([
    deps.codes.labels('theme', lang),
    deps.codes.labels('licence', lang),
    deps.codes.labels('frequency', lang),
    deps.codes.labels('province-34', lang),
    deps.codes.labels('province-63', lang),
    deps.identity.agencies.tree(),
  ])
  const country = lang === 'vi' ? 'Cả nước' : 'Whole country'
  const areas = { 'province-34': new34, 'province-63': old63 }
  return {
    theme: (code) => themes.get(code) ?? code,
    licence: (code) => licences.get(code) ?? code,
    frequency: (code) => frequencies.get(code) ?? code,
    area(code) {
      if (code === 'VN') return country
      const [list = '', unit = ''] = code.split('/')
      return areas[list as keyof typeof areas]?.get(unit) ?? code
    },
    agency(code) {
      const agency = tree.byCode(code)
      return agency ? nameIn(lang, agency) : code
    },
  }
}

const FRESH: Readonly<Record<Freshness, { kind: StateKind; vi: string; en: string }>> = {
  'on-time': { kind: 'good', vi: 'đúng hạn', en: 'on time' },
  late: { kind: 'warn', vi: 'quá hạn cập nhật', en: 'update overdue' },
  'no-promise': { kind: 'idle', vi: 'không hẹn cập nhật', en: 'no update promised' },
}

export function freshnessLabel(fresh: Freshness, lang: Lang): { kind: StateKind; text: string } {
  return { kind: FRESH[fresh].kind, text: FRESH[fresh][lang] }
}
