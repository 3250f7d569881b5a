import {
  Crumbs,
  formatNumber,
  type Lang,
  Layout,
  PageHead,
  Part,
  ProvinceMap,
  ScrollBox,
  StateMark,
} from '../../../ui/index.ts'
import { nameIn } from '../../identity/index.ts'
import type { Coverage, CoverageRow } from '../coverage/model.ts'
import type { LegalBasis } from '../rules/model.ts'
import { dayText } from '../views/day-text.ts'
import { CoverageFiles } from './coverage-files.tsx'
import { dueSaid } from './due-said.ts'
import type { Frame } from './plan-page.tsx'
import { planWords } from './words.ts'

const STATE_KINDS = { 'in-force': 'good', ended: 'warn', missing: 'idle' } as const

export interface KindPageProps {
  readonly frame: Frame
  readonly coverage: Coverage
  readonly basis: readonly (LegalBasis & { readonly inForce: boolean })[]
  readonly missingOnly: boolean
}

/** One kind of plan: who must issue it on what basis, and which agency has. */
export function KindPage({ frame, coverage, basis, missingOnly }: KindPageProps) {
  const { lang } = frame
  const say = planWords(lang)
  const { kind, rows, issued, wanted } = coverage
  const number = (value: number) => formatNumber(value, lang)
  const shown = missingOnly ? rows.filter(({ state }) => state !== 'in-force') : rows
  const base = `/ke-hoach/loai/${kind.id}`
  return (
    <Layout {...frame} title={kind.name[lang]}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: '/ke-hoach', text: say.plans }]} />
        <PageHead title={kind.name[lang]} lede={`${say.issued(number(issued), number(wanted))}.`} />
        {coverage.duty && <p>{say.target(number(coverage.duty.share), dueSaid(coverage, lang))}</p>}
        <div class="row-acts">
          {missingOnly ? <a href={base}>{say.all}</a> : <a href={`${base}?xem=chua`}>{say.missingOnly}</a>}
        </div>
        <ScrollBox lang={lang} label={kind.name[lang]}>
          <table class="tb plan-items">
            <caption class="vh">{kind.name[lang]}</caption>
            <thead>
              <tr>
                {[say.agency, say.plan, say.progress].map((text) => (
                  <th key={text} scope="col">
                    {text}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <AgencyRow key={row.agency.id} lang={lang} row={row} />
              ))}
            </tbody>
          </table>
        </ScrollBox>
        <CoverageFiles lang={lang} base={`${base}/danh-sach`} label={say.listFiles} />
        <IssuedMap lang={lang} coverage={coverage} />
        <Basis lang={lang} coverage={coverage} basis={basis} />
      </div>
    </Layout>
  )
}

const LEVELS = { missing: 0, ended: 1, 'in-force': 2 } as const

/** Which provinces have issued a plan of the kind; nothing where provinces need not. */
function IssuedMap({ lang, coverage }: { lang: Lang; coverage: Coverage }) {
  const say = planWords(lang)
  const values = coverage.rows.flatMap(({ agency, state }) => {
    const code = agency.attributes['province34']
    return typeof code === 'string' ? [{ code, value: LEVELS[state] }] : []
  })
  if (values.length === 0) return null
  const title = say.issuedMap(coverage.kind.name[lang])
  return (
    <Part id="ban-do" title={title}>
      <ProvinceMap
        lang={lang}
        title={title}
        level="34"
        values={values}
        breaks={[1, 2]}
        classWords={[say.states.missing, say.states.ended, say.states['in-force']]}
        labels={[]}
        source={say.issuedSource}
      />
    </Part>
  )
}

function AgencyRow({ lang, row }: { lang: Lang; row: CoverageRow }) {
  const say = planWords(lang)
  const { agency, state, plan } = row
  return (
    <tr>
      <th scope="row">
        <a href={`/ke-hoach/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>
        <p>
          <StateMark kind={STATE_KINDS[state]}>{say.states[state]}</StateMark>
        </p>
      </th>
      <td>
        {plan && <a href={`/ke-hoach/${plan.slug}`}>{plan.title}</a>}
        {plan && <p>{[plan.number, plan.issuedOn && dayText(plan.issuedOn, lang)].filter(Boolean).join(', ')}</p>}
      </td>
      <td class="num nw">
        {plan &&
          plan.counts.items > 0 &&
          `${formatNumber(plan.counts.published, lang)}/${formatNumber(plan.counts.items, lang)}`}
      </td>
    </tr>
  )
}

function Basis({ lang, coverage, basis }: Pick<KindPageProps, 'coverage' | 'basis'> & { lang: Lang }) {
  const say = planWords(lang)
  const note = coverage.duty?.note?.[lang]
  return (
    <Part id="can-cu" title={say.basis}>
      <ul class="plain">
        {basis.map((item) => (
          <li key={item.id}>
            {item.document}, {item.article}: {item.said[lang]}{' '}
            <span class="small muted">
              (
              {item.inForce
                ? say.inForce
                : say.ended(
                    item.validTo ? dayText(item.validTo, lang) : '',
                    item.endedBy ? say.endedBy(item.endedBy) : '',
                  )}
              {item.evidence === 'secondary' && `; ${say.secondary}`})
            </span>
          </li>
        ))}
      </ul>
      {note && <p class="small muted">{note}</p>}
    </Part>
  )
}
