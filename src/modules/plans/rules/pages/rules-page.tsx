import type { ComponentChildren } from 'preact'
import { Crumbs, formatNumber, type Lang, Layout, PageHead, Part, ScrollBox, StateMark } from '../../../../ui/index.ts'
import { type HolidayYear, rangesOf } from '../../calendar/model.ts'
import type { Frame } from '../../pages/plan-page.tsx'
import { dayText } from '../../views/day-text.ts'
import { issuerWords } from '../../views/words.ts'
import { type DeadlineRule, holdsOn, type PlanRules, type RequiredPart } from '../model.ts'
import { ruleWords } from './words.ts'

export interface RulesPageProps {
  readonly frame: Frame
  readonly rules: PlanRules
  readonly years: readonly HolidayYear[]
  readonly today: string
}

/** Every dated rule that plans and requests go by: what it says, whether it is law, and since when. */
export function RulesPage({ frame, rules, years, today }: RulesPageProps) {
  const { lang } = frame
  const say = ruleWords(lang)
  const times = rules.deadlines.filter(({ offsetDays }) => offsetDays === undefined)
  const reminders = rules.deadlines.filter(({ offsetDays }) => offsetDays !== undefined)
  const held = { lang, today }
  return (
    <Layout {...frame} title={say.title} description={say.lede}>
      <div class="wrap ds list-page">
        <Crumbs lang={lang} items={[{ href: '/ke-hoach', text: say.plans }]} />
        <PageHead title={say.title} lede={say.lede} />
        <Part id="loai" title={say.kinds}>
          <Kinds {...held} rules={rules} />
        </Part>
        <Part id="thoi-han" title={say.times}>
          <RuleTable {...held} label={say.times} rules={times} first={(rule) => timeSaid(rule, lang)} />
        </Part>
        <Part id="nhac" title={say.reminders}>
          <RuleTable {...held} label={say.reminders} rules={reminders} first={(rule) => reminderSaid(rule, lang)} />
        </Part>
        <Part id="ngay-nghi" title={say.holidays}>
          <RuleTable
            {...held}
            label={say.holidays}
            rules={rules.holidays}
            more={({ fixed }) =>
              fixed && <p>{fixed.map(({ on, name }) => `${dayMonth(on)} ${name[lang]}`).join('; ')}</p>
            }
          />
          <h3>{say.entered}</h3>
          {years.length === 0 ? <p class="muted">{say.none}</p> : <Years lang={lang} years={years} />}
        </Part>
        <Part id="nguong" title={say.measures}>
          <RuleTable
            {...held}
            label={say.measures}
            rules={rules.measures}
            more={({ codes }) => codes && <p>{codes.join(', ')}</p>}
          />
        </Part>
      </div>
    </Layout>
  )
}

/** `04-30` as people write it. */
function dayMonth(on: string): string {
  return on.split('-').reverse().join('/')
}

interface Held {
  readonly lang: Lang
  readonly today: string
}

/** What the rules of all files have in common. */
interface Sourced {
  readonly id: string
  readonly said: Readonly<Record<Lang, string>>
  readonly force: string
  readonly document?: string | undefined
  readonly article?: string | undefined
  readonly evidence?: string | undefined
  readonly validFrom: string
  readonly validTo?: string | undefined
}

function RuleTable<Rule extends Sourced>({
  lang,
  today,
  label,
  rules,
  first,
  more,
}: Held & {
  label: string
  rules: readonly Rule[]
  first?: (rule: Rule) => ComponentChildren
  more?: (rule: Rule) => ComponentChildren
}) {
  const say = ruleWords(lang)
  return (
    <ScrollBox lang={lang} label={label}>
      <table class="tb plan-items stacks">
        <caption class="vh">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say.rule}</th>
            <th scope="col">{say.force}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              {first ? (
                <th scope="row">
                  {first(rule)}
                  <p>{rule.said[lang]}</p>
                </th>
              ) : (
                <td class="wide" data-label={say.rule}>
                  {rule.said[lang]}
                  {more?.(rule)}
                </td>
              )}
              <td data-label={say.force}>
                <Force lang={lang} today={today} rule={rule} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}

/** Law with its document, or a default that is none; what is unverified never stands here as law. */
function Force({ lang, today, rule }: Held & { rule: Sourced }) {
  const say = ruleWords(lang)
  const isLaw = rule.force === 'law' && rule.evidence !== 'unverified'
  const source = isLaw ? [rule.document, rule.article].filter(Boolean).join(', ') : ''
  return (
    <>
      <StateMark kind={isLaw && holdsOn(rule, today) ? 'good' : 'idle'}>{isLaw ? say.law : say.house}</StateMark>
      <p class="small muted">
        {[
          source,
          isLaw && rule.evidence === 'secondary' && say.secondary,
          isLaw && say.since(dayText(rule.validFrom, lang)),
          rule.validTo && rule.validTo < today && say.over(dayText(rule.validTo, lang)),
        ]
          .filter(Boolean)
          .join('; ')}
      </p>
    </>
  )
}

function timeSaid(rule: DeadlineRule, lang: Lang): string {
  const say = ruleWords(lang)
  const number = (value: number | undefined) => formatNumber(value ?? 0, lang)
  const time =
    rule.months !== undefined
      ? say.months(number(rule.months))
      : rule.count === 'working-days'
        ? say.workingDays(number(rule.days))
        : say.days(number(rule.days))
  return `${say.about[rule.about] ?? rule.about}: ${time}`
}

function reminderSaid(rule: DeadlineRule, lang: Lang): string {
  const say = ruleWords(lang)
  const offset = rule.offsetDays ?? 0
  const days = formatNumber(Math.abs(offset), lang)
  const when = offset === 0 ? say.onDay : offset < 0 ? say.before(days) : say.after(days)
  const whom = (rule.to ?? []).map((role) => say.roles[role] ?? role).join(', ')
  const where = rule.above ? ` (${say.above})` : ''
  return `${say.about[rule.about] ?? rule.about}, ${when}: ${whom}${where}`
}

/** A required part, with what every item of it must say. */
function partSaid({ name, fields = [] }: RequiredPart, lang: Lang): string {
  const say = ruleWords(lang)
  const listed = fields.map((field) => say.fields[field] ?? field).join(', ')
  return listed ? `${name[lang]} (${listed})` : name[lang]
}

function Kinds({ lang, today, rules }: Held & { rules: PlanRules }) {
  const say = ruleWords(lang)
  return (
    <ScrollBox lang={lang} label={say.kinds}>
      <table class="tb plan-items stacks">
        <caption class="vh">{say.kinds}</caption>
        <thead>
          <tr>
            {[say.kind, say.who, say.due, say.share, say.basis].map((text) => (
              <th key={text} scope="col">
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.kinds.map((kind) => {
            const duty = rules.dutyOf(kind, today)
            const basis = duty && rules.document(duty.basis)
            const isShown = basis && basis.evidence !== 'unverified'
            return (
              <tr key={kind.id}>
                <th scope="row">
                  <a href={`/ke-hoach/loai/${kind.id}`}>{kind.name[lang]}</a>
                  {kind.parts.length > 0 && (
                    <p>{say.parts(kind.parts.map((part) => partSaid(part, lang)).join('; '))}</p>
                  )}
                </th>
                <td data-label={say.who}>
                  {duty ? duty.issuers.map((issuer) => issuerWords(issuer, lang)).join(', ') : say.noDuty}
                </td>
                <td class="num nw" data-label={say.due}>
                  {duty?.due && dayText(duty.due, lang)}
                </td>
                <td class="num" data-label={say.share}>
                  {duty && `${formatNumber(duty.share, lang)}%`}
                </td>
                <td data-label={say.basis}>
                  {isShown && `${basis.document}, ${basis.article}`}
                  {isShown && basis.evidence === 'secondary' && <p class="small muted">{say.secondary}</p>}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollBox>
  )
}

function Years({ lang, years }: { lang: Lang; years: readonly HolidayYear[] }) {
  const say = ruleWords(lang)
  const said = (year: HolidayYear, kind: 'off' | 'work') =>
    rangesOf(year.days.filter((day) => day.kind === kind))
      .map(({ from, to, name }) => `${dayText(from, lang)}${from === to ? '' : `–${dayText(to, lang)}`} (${name})`)
      .join(', ')
  return (
    <ul class="plain">
      {years.map((year) => (
        <li key={year.year}>
          <b class="num">{year.year}</b>: {year.document}. {say.off}: {said(year, 'off')}.
          {year.days.some(({ kind }) => kind === 'work') && ` ${say.work}: ${said(year, 'work')}.`}
        </li>
      ))}
    </ul>
  )
}
