import { DataTable, formatDate, formatNumber, type Lang, Part, ScrollBox } from '../../../ui/index.ts'
import { type Field, GROUPS, type Group } from '../fields/field.ts'
import { FIELDS, valueOf } from '../fields.ts'
import type { DatabaseRecord } from '../record.ts'
import { type SayCode, sayValue } from '../say-value.ts'
import { choiceLabel } from '../words.ts'
import { groupWords, sheetWords } from './words.ts'

const MOST_ITEMS = 200

export interface SheetProps {
  readonly lang: Lang
  readonly record: DatabaseRecord
  readonly say: SayCode
  /** Which fields may be seen. */
  readonly sees: (field: Field) => boolean
  /** Groups left out, because the page shows them elsewhere. */
  readonly without?: readonly string[]
}

/** What is said about a database, group by group; what is not said stays out. */
export function DatabaseSheet(props: SheetProps) {
  const { lang, record, without = [] } = props
  const name = groupWords(lang)
  const shows = (group: string) => !without.includes(group)
  return (
    <>
      {shows('items') && record.items.length > 0 && (
        <Part id="muc-du-lieu" title={name.items}>
          <ItemTable lang={lang} items={record.items} />
        </Part>
      )}
      {GROUPS.filter(shows).map((group) => (
        <GroupPart key={group} {...props} group={group} />
      ))}
      {shows('roadmap') && record.roadmap.length > 0 && (
        <Part id="lo-trinh" title={name.roadmap}>
          <RoadmapTable lang={lang} roadmap={record.roadmap} />
        </Part>
      )}
    </>
  )
}

function GroupPart({ lang, record, say, sees, group }: SheetProps & { readonly group: Group }) {
  const said = FIELDS.filter((field) => field.group === group && field.id !== 'identity.name' && sees(field)).flatMap(
    (field) => {
      const text = sayValue(field, valueOf(record, field), { lang, say })
      return text === undefined ? [] : [{ field, text }]
    },
  )
  if (said.length === 0) return null
  return (
    <Part id={`nhom-${group}`} title={groupWords(lang)[group]}>
      <dl class="plain-facts">
        {said.map(({ field, text }) => (
          <div key={field.id}>
            <dt>{field[lang]}</dt>
            <dd>
              <Said field={field} text={text} />
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  )
}

function Said({ field, text }: { field: Field; text: string }) {
  if (field.key === 'systemUrl' && /^https?:\/\//.test(text)) return <a href={text}>{text}</a>
  const lines = text.split('\n').filter((line) => line !== '')
  if (lines.length === 1) return <>{text}</>
  if (field.kind === 'long') return lines.map((line) => <p key={line}>{line}</p>)
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}

/** Items with what may be done with each. */
function ItemTable({ lang, items }: { lang: Lang; items: DatabaseRecord['items'] }) {
  const say = sheetWords(lang)
  const shown = items.slice(0, MOST_ITEMS)
  const number = (value: number) => formatNumber(value, lang)
  const titles = {
    title: say.item,
    share: say.share,
    table: say.table,
    type: say.type,
    list: say.codeList,
    personal: say.personal,
    groups: say.groups,
  }
  const columns = COLUMNS.filter((name) => ALWAYS.has(name) || shown.some((item) => TEXTS[name](item, lang) !== ''))
  return (
    <>
      <p class="small muted">
        {items.length > shown.length
          ? say.shown(number(shown.length), number(items.length))
          : say.all(number(items.length))}
      </p>
      <DataTable
        lang={lang}
        caption={groupWords(lang).items}
        rowHeader="title"
        stacked
        columns={columns.map((name) => ({ name, title: titles[name] }))}
        rows={shown.map((item) => columns.map((name) => TEXTS[name](item, lang)))}
      />
    </>
  )
}

const COLUMNS = ['title', 'share', 'table', 'type', 'list', 'personal', 'groups'] as const
const ALWAYS: ReadonlySet<string> = new Set(['title', 'share'])

type ItemText = (item: DatabaseRecord['items'][number], lang: Lang) => string

const TEXTS: Readonly<Record<(typeof COLUMNS)[number], ItemText>> = {
  title: ({ title }) => title,
  share: ({ share }, lang) => (share === undefined ? sheetWords(lang).notSaid : choiceLabel('share', share, lang)),
  table: ({ table = '' }) => table,
  type: ({ type = '' }) => type,
  list: ({ codeList = '' }) => codeList,
  personal: ({ personal = 'none' }, lang) => (personal === 'none' ? '' : choiceLabel('personal', personal, lang)),
  groups: ({ userGroups = [] }) => userGroups.join(', '),
}

function RoadmapTable({ lang, roadmap }: { lang: Lang; roadmap: DatabaseRecord['roadmap'] }) {
  const say = sheetWords(lang)
  return (
    <ScrollBox lang={lang} label={groupWords(lang).roadmap}>
      <table class="tb stacks">
        <caption class="vh">{groupWords(lang).roadmap}</caption>
        <thead>
          <tr>
            <th scope="col">{say.step}</th>
            <th scope="col">{say.due}</th>
            <th scope="col">{say.state}</th>
            <th scope="col" class="n">
              {say.progress}
            </th>
            <th scope="col">{say.budget}</th>
          </tr>
        </thead>
        <tbody>
          {roadmap.map((step, index) => (
            <tr key={index}>
              <th scope="row">{step.name}</th>
              <td class="nw num" data-label={say.due}>
                {step.due ? formatDate(`${step.due}T00:00:00+07:00`, lang) : ''}
              </td>
              <td data-label={say.state}>{choiceLabel('milestone', step.state, lang)}</td>
              <td class="n num" data-label={say.progress}>
                {step.progress === undefined ? '' : `${formatNumber(step.progress, lang)} %`}
              </td>
              <td data-label={say.budget}>{step.budget}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  )
}
