import type { FastifyRequest } from 'fastify'
import { type ComponentChildren, Fragment } from 'preact'
import type { Value } from '../../../tabular/index.ts'
import {
  CheckboxGroup,
  CsrfField,
  Field,
  formatCell,
  type Lang,
  RadioGroup,
  Select,
  TidyPreview,
} from '../../../ui/index.ts'
import { recipeHref } from './decide.tsx'
import type { EditableTable, RecipeView } from './read-recipe.ts'
import { dateReading, numberReading } from './readings.ts'
import { recipeWords } from './words.ts'

const TYPES = ['text', 'integer', 'decimal', 'boolean', 'date', 'datetime', 'period'] as const
/** Columns that stand in no column of the sheet. */
const MADE_BY_LAYOUT: ReadonlySet<string> = new Set(['nhom', 'la_dong_tong'])
const KINDS = ['time', 'place', 'category'] as const

export interface TableFormsProps {
  readonly request: FastifyRequest
  readonly recipe: RecipeView
  readonly table: EditableTable
}

/** One form for each decision about a table, under the table as it is now. */
export function TableForms(props: TableFormsProps) {
  const { request, table } = props
  const { lang } = request
  const say = recipeWords(lang)
  return (
    <>
      {table.sample && (
        <TidyPreview
          lang={lang}
          caption={table.title}
          columns={table.sample.columns.map((column) => ({ ...column, key: column.name }))}
          rows={table.sample.rows}
        />
      )}
      <NamesForm {...props} />
      {table.numbers.length > 0 && <SignForm {...props} />}
      {table.dates.length > 0 && <OrderForm {...props} />}
      <HeaderForm {...props} />
      <ColumnsForm {...props} />
      <WorkForm {...props} work="ten-don-vi" title={say.titleUnit}>
        <Field lang={lang} name="ten" label={say.title} value={table.title} maxLength={500} />
        <Field lang={lang} name="don-vi" label={say.unit} help={say.unitHelp} value={table.unit} maxLength={500} />
      </WorkForm>
      <WorkForm {...props} work="bo" title={say.drop} button={say.dropButton(table.title)}>
        <p>{say.dropHelp}</p>
      </WorkForm>
    </>
  )
}

interface WorkFormProps extends TableFormsProps {
  readonly work: string
  readonly title: string
  readonly id?: string
  readonly button?: string
  readonly open?: boolean
  readonly children: ComponentChildren
}

function WorkForm({ request, recipe, table, work, title, id, button, open = false, children }: WorkFormProps) {
  return (
    <details class="pb-h" id={id} open={open}>
      <summary>{title}</summary>
      <form class="form" method="post" action={recipeHref(recipe.source.id)}>
        <CsrfField token={request.csrfToken} />
        <input type="hidden" name="viec" value={work} />
        <input type="hidden" name="bang" value={table.index} />
        {children}
        <p class="acts">
          <button class="btn plain" type="submit">
            {button ?? recipeWords(request.lang).apply}
          </button>
        </p>
      </form>
    </details>
  )
}

function NamesForm(props: TableFormsProps) {
  const { request, recipe, table } = props
  const { lang } = request
  const say = recipeWords(lang)
  if (table.unmatched.length === 0) return null
  return (
    <WorkForm {...props} work="nhan" title={`${say.names} (${table.unmatched.length})`} id="ten-chua-khop" open>
      <p>{say.namesHelp}</p>
      {table.unmatched.map(({ name, of, title, list, candidates }, at) => {
        const likely = candidates.map((candidate) => candidate.name)
        const names = [...new Set([...likely, ...(recipe.lists.get(list) ?? [])])]
        return (
          <div key={`${of} ${name}`}>
            <input type="hidden" name={`tu-${at}`} value={name} />
            <input type="hidden" name={`cot-${at}`} value={of} />
            <Select
              lang={lang}
              name={`nhan-${at}`}
              label={say.nameLabel(name, title)}
              empty={say.keepName}
              options={names.map((text) => ({ value: text, text }))}
            />
          </div>
        )
      })}
    </WorkForm>
  )
}

function SignForm(props: TableFormsProps) {
  const { request, table } = props
  const { lang } = request
  const say = recipeWords(lang)
  const options = ([',', '.'] as const).map((sign) => ({
    value: sign,
    text: say.signs[sign],
    help: <Readings lang={lang} texts={table.numbers} read={(text) => numberReading(text, sign, lang)} />,
  }))
  return (
    <WorkForm {...props} work="thap-phan" title={say.sign} open>
      <RadioGroup name="dau" label={say.sign} value={table.sign} options={options} />
    </WorkForm>
  )
}

function OrderForm(props: TableFormsProps) {
  const { request, table } = props
  const { lang } = request
  const say = recipeWords(lang)
  const options = (['dmy', 'mdy'] as const).map((order) => ({
    value: order,
    text: say.orders[order],
    help: <Readings lang={lang} texts={table.dates} read={(text) => dateReading(text, order, lang)} />,
  }))
  return (
    <WorkForm {...props} work="ngay" title={say.order} open>
      <RadioGroup name="thu-tu" label={say.order} value={table.order} options={options} />
    </WorkForm>
  )
}

interface ReadingsProps {
  readonly lang: Lang
  readonly texts: readonly string[]
  read(text: string): string
}

/** What stands in the file and what it would become. */
function Readings({ texts, read }: ReadingsProps) {
  return (
    <>
      {texts.map((text, index) => (
        <span key={text}>
          {index > 0 && '; '}
          <span class="num">{text}</span> → {read(text)}
        </span>
      ))}
    </>
  )
}

function HeaderForm(props: TableFormsProps) {
  const { request, table } = props
  const say = recipeWords(request.lang)
  if (table.headerChoices.length === 0) return null
  const options = table.headerChoices.map(({ row, text }) => ({
    value: String(row),
    text: say.row(row + 1),
    help: text || say.emptyRow,
  }))
  return (
    <WorkForm {...props} work="tieu-de" title={say.header}>
      <CheckboxGroup
        name="dong"
        label={say.header}
        help={say.headerHelp}
        values={table.header.map(String)}
        options={options}
      />
    </WorkForm>
  )
}

function ColumnsForm(props: TableFormsProps) {
  const { request, table } = props
  const { lang } = request
  const say = recipeWords(lang)
  return (
    <WorkForm {...props} work="cot" title={say.columns}>
      {table.columns.map((column, at) => {
        if (MADE_BY_LAYOUT.has(column.name)) return null
        const values = table.sample?.rows.map((row): Value => row[at] ?? null) ?? []
        const shown = values.map((value) => formatCell(value, column, { lang })).join('; ')
        return (
          <Fragment key={column.name}>
            <Select
              lang={lang}
              name={`kieu-${column.name}`}
              label={say.typeOf(column.title)}
              help={`${say.firstValues} ${shown}`}
              value={column.type}
              options={TYPES.map((value) => ({ value, text: say.types[value] }))}
            />
            {column.role === 'dimension' && (
              <Select
                lang={lang}
                name={`loai-${column.name}`}
                label={say.kindOf(column.title)}
                value={column.kind}
                options={KINDS.map((value) => ({ value, text: say.kinds[value] }))}
              />
            )}
          </Fragment>
        )
      })}
    </WorkForm>
  )
}
