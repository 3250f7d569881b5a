import type { Lang, Option } from '../../ui/index.ts'
import { dayInVietnam } from '../catalog/index.ts'
import { type Actor, type Agency, agenciesWhere, isInForce, nameIn, type Permission } from '../identity/index.ts'
import type { DeskDeps } from './deps.ts'

/** What the lists offer, in the language of the page. */
export interface Choices {
  readonly themes: readonly Option[]
  readonly licences: readonly Option[]
  readonly frequencies: readonly Option[]
  /** `VN` for the whole country, then the provinces. */
  readonly areas: readonly Option[]
}

/** Loads every list a description is made of; the lists are in memory. */
export async function loadChoices(deps: DeskDeps, lang: Lang): Promise<Choices> {
  const options = async (list: string, prefix = '') =>
    [...(await deps.codes.labels(list, lang))].map(([code, text]) => ({ value: `${prefix}${code}`, text }))
  const [themes, licences, frequencies, provinces] = await Promise.all([
    options('theme'),
    options('licence'),
    options('frequency'),
    options('province-34', 'province-34/'),
  ])
  const country = { value: 'VN', text: lang === 'vi' ? 'Cả nước' : 'Whole country' }
  return { themes, licences, frequencies, areas: [country, ...provinces] }
}

/** Series that a dataset of this agency may join, by title. */
export async function seriesOptions(deps: DeskDeps, agencyId: string, lang: Lang): Promise<readonly Option[]> {
  const series = await deps.seriesToJoin(agencyId)
  return series.map(({ id, slug, record }) => ({ value: id, text: record?.title[lang] ?? record?.title.vi ?? slug }))
}

/** Label of a code; the code itself when the list does not know it. */
export function labelIn(options: readonly Option[], code: string | undefined): string | undefined {
  return code === undefined ? undefined : (options.find(({ value }) => value === code)?.text ?? code)
}

/** Agencies in force where the actor may do this; those of their own roles first. */
export async function agenciesFor(deps: DeskDeps, actor: Actor, permission: Permission): Promise<readonly Agency[]> {
  const where = agenciesWhere(actor, permission)
  const today = dayInVietnam(deps.clock.now())
  const own = new Set(actor.grants.map((grant) => grant.agencyId))
  const { all } = await deps.identity.agencies.tree()
  return all
    .filter((agency) => isInForce(agency, today) && (where === 'all' || where.includes(agency.id)))
    .sort((a, b) => Number(own.has(b.id)) - Number(own.has(a.id)) || a.code.localeCompare(b.code))
}

export async function agencyName(deps: DeskDeps, id: string, lang: Lang): Promise<string> {
  return nameIn(lang, await deps.identity.agencies.byId(id))
}
