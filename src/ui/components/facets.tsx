import { formatNumber } from '../format.ts'
import { type Lang, t } from '../messages/index.ts'

export interface FacetValue {
  readonly text: string
  readonly count: number
  /** Address with this value switched: on when it was off, off when it was on. */
  readonly href: string
  readonly on?: boolean | undefined
}

export interface FacetGroup {
  readonly title: string
  readonly values: readonly FacetValue[]
}

export interface FacetsProps {
  readonly lang: Lang
  readonly groups: readonly FacetGroup[]
  /** Results with the filters as they are. */
  readonly total: number
}

const DRAWER = 'loc'
const SHOWN_VALUES = 8

/** Filters: a column on desktops, a drawer on phones that `FacetButton` opens. Every filter is a link. */
export function Facets({ lang, groups, total }: FacetsProps) {
  const say = t(lang)
  return (
    <div class="facets" id={DRAWER} popover="auto">
      <div class="facets-top">
        <h2>{say.filter}</h2>
        <button class="btn plain" type="button" popovertarget={DRAWER} popovertargetaction="hide">
          {say.showResults(formatNumber(total, lang))}
        </button>
      </div>
      {groups
        .filter((group) => group.values.length > 0)
        .map((group) => (
          <section key={group.title}>
            <h3>{group.title}</h3>
            <FacetValues lang={lang} values={group.values} />
          </section>
        ))}
    </div>
  )
}

function FacetValues({ lang, values }: { lang: Lang; values: readonly FacetValue[] }) {
  const first = values.slice(0, SHOWN_VALUES)
  const rest = values.slice(SHOWN_VALUES)
  const items = (some: readonly FacetValue[]) =>
    some.map((value) => <FacetItem key={value.href} lang={lang} value={value} />)
  return (
    <>
      <ul>{items(first)}</ul>
      {rest.length > 0 && (
        <details open={rest.some((value) => value.on)}>
          <summary>{t(lang).moreValues(formatNumber(rest.length, lang))}</summary>
          <ul>{items(rest)}</ul>
        </details>
      )}
    </>
  )
}

function FacetItem({ lang, value }: { lang: Lang; value: FacetValue }) {
  return (
    <li class={value.on ? 'on' : undefined}>
      <a href={value.href} aria-current={value.on ? 'true' : undefined} rel="nofollow">
        {value.text}
        {value.on && <span class="vh">, {t(lang).removeFilter}</span>}
      </a>
      <span class="num">{formatNumber(value.count, lang)}</span>
    </li>
  )
}

/** Opens the filters on phones; `on` is how many are on. */
export function FacetButton({ lang, on }: { lang: Lang; on: number }) {
  const say = t(lang)
  return (
    <button class="btn plain only-phone" type="button" popovertarget={DRAWER}>
      {on > 0 ? say.filterOn(formatNumber(on, lang)) : say.filterOff}
    </button>
  )
}

/** Filters that are on, each a link that takes it off; shown where the column of facets is not. */
export function ActiveFilters({ lang, groups }: { lang: Lang; groups: readonly FacetGroup[] }) {
  const on = groups.flatMap((group) => group.values.filter((value) => value.on))
  if (on.length === 0) return null
  return (
    <ul class="on-list" aria-label={t(lang).filtering}>
      {on.map((value) => (
        <li key={value.href}>
          <a href={value.href} rel="nofollow">
            {value.text}
            <span aria-hidden="true">×</span>
            <span class="vh">, {t(lang).removeFilter}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
