import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  DataTable,
  EmptyState,
  Field,
  formatDate,
  formatNumber,
  type Lang,
  Pager,
  Part,
  Select,
  StateMark,
} from '../../../../ui/index.ts'
import { WorkPage } from '../../../identity/index.ts'
import type { Figures } from '../figures.ts'
import type { NamedLine, Register } from '../read-register.ts'
import { choiceWords, nameOf, optionsOf } from '../words.ts'
import { say as pageWords } from './page-words.ts'
import { percentOf } from './percent.ts'

export const REGISTER_PATH = '/lam-viec/he-thong'

export interface RegisterPageProps {
  readonly request: FastifyRequest
  readonly register: Register
  /** The query as it is, without the page. */
  readonly query: Readonly<Record<string, string>>
  readonly page: number
  readonly pages: number
  readonly mayAdd: boolean
}

/** The register: figures, where they lie in the tree of agencies, and the systems themselves. */
export function RegisterPage(props: RegisterPageProps) {
  const { request, register, query, mayAdd } = props
  const { lang } = request
  const say = pageWords(lang)
  const here = register.path.at(-1)
  return (
    <WorkPage request={request} title={say.title} room="systems">
      {here && <Crumbs lang={lang} items={crumbsOf(props)} />}
      <header class="ds-head">
        <div>
          <h1>{here ? `${say.title}: ${here.name}` : say.title}</h1>
          <p class="lede">{say.lede}</p>
        </div>
        {mayAdd && (
          <a class="btn" href={`${REGISTER_PATH}/moi${here ? `?co-quan=${here.code}` : ''}`}>
            {say.add}
          </a>
        )}
      </header>
      <FigureBar lang={lang} figures={register.figures} day={register.day} query={query} />
      <Branches lang={lang} register={register} />
      <Part id="danh-sach" title={say.list}>
        <Filters lang={lang} query={query} />
        {register.lines.length === 0 ? (
          <EmptyState title={say.noneYet}>
            <p>{say.noneHint}</p>
          </EmptyState>
        ) : (
          <Systems {...props} />
        )}
      </Part>
    </WorkPage>
  )
}

function crumbsOf({ request, register }: RegisterPageProps) {
  const above = register.path
    .slice(0, -1)
    .map(({ code, name }) => ({ href: `${REGISTER_PATH}?co-quan=${code}`, text: name }))
  return [{ href: REGISTER_PATH, text: pageWords(request.lang).top }, ...above]
}

interface FigureBarProps {
  readonly lang: Lang
  readonly figures: Figures
  readonly day: string
  readonly query: Readonly<Record<string, string>>
}

function FigureBar({ lang, figures, day, query }: FigureBarProps) {
  const say = pageWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  const items: readonly (readonly [value: string, text: string, standing: string])[] = [
    [number(figures.total), say.systems, ''],
    [percentOf(figures.classified, figures.total, lang), say.classified(number(figures.classified)), 'approved'],
    [percentOf(figures.compliant, figures.total, lang), say.compliant(number(figures.compliant)), 'compliant'],
    [number(figures.labelled), say.labelled, 'labelled'],
    [number(figures.toReview), say.toReview, 'to-review'],
  ]
  return (
    <>
      <dl class="figures">
        {items.map(([value, text, standing]) => (
          <div key={text}>
            <dt>
              <a href={`${addressWith(query, { 'tinh-hinh': standing })}#danh-sach`}>{text}</a>
            </dt>
            <dd class="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="small muted">{say.counted(formatDate(day, lang))}</p>
    </>
  )
}

/** The address of the register with some of its filters changed; an empty value takes one off. */
function addressWith(query: Readonly<Record<string, string>>, change: Readonly<Record<string, string>>): string {
  const kept = Object.entries({ ...query, ...change }).filter(([, value]) => value !== '')
  return kept.length === 0 ? REGISTER_PATH : `${REGISTER_PATH}?${new URLSearchParams(kept)}`
}

function Branches({ lang, register }: { lang: Lang; register: Register }) {
  const say = pageWords(lang)
  const { branches, own } = register
  if (branches.length === 0) return null
  const rows = branches.map(({ code, name, figures }) => rowOf({ code, name, figures }, lang))
  const ownRow = own && own.total > 0 ? [rowOf({ code: '', name: say.ownLine, figures: own }, lang)] : []
  return (
    <Part id="theo-co-quan" title={say.byAgency}>
      <DataTable
        lang={lang}
        caption={say.byAgency}
        columns={[
          { name: 'agency', title: say.agency },
          { name: 'total', title: say.total, type: 'integer', role: 'measure' },
          { name: 'share', title: say.share, type: 'decimal', role: 'measure' },
          { name: 'compliant', title: say.shareCompliant, type: 'decimal', role: 'measure' },
          ...[1, 2, 3, 4, 5].map((level) => ({
            name: `l${level}`,
            title: say.levelShort(level),
            type: 'integer' as const,
            role: 'measure' as const,
          })),
        ]}
        rows={[...rows, ...ownRow]}
        cell={(value, column, row) => {
          const code = row.at(-1)
          return column.name === 'agency' && code ? <a href={`${REGISTER_PATH}?co-quan=${code}`}>{value}</a> : undefined
        }}
      />
    </Part>
  )
}

function rowOf({ code, name, figures }: { code: string; name: string; figures: Figures }, lang: Lang) {
  const { total, classified, compliant, levels } = figures
  // Beyond the columns: only the link is made of it.
  return [name, total, percentOf(classified, total, lang), percentOf(compliant, total, lang), ...levels, code]
}

function Filters({ lang, query }: { lang: Lang; query: Readonly<Record<string, string>> }) {
  const say = pageWords(lang)
  const names = choiceWords(lang)
  const levels = [1, 2, 3, 4, 5].map((level) => ({ value: String(level), text: say.levelShort(level) }))
  return (
    <form class="filters" method="get" action={REGISTER_PATH}>
      {query['co-quan'] && <input type="hidden" name="co-quan" value={query['co-quan']} />}
      <div class="grow">
        <Field lang={lang} name="q" label={say.find} value={query['q']} type="search" />
      </div>
      <Select
        lang={lang}
        name="cap-do"
        label={say.level}
        value={query['cap-do']}
        empty={say.any}
        options={[...levels, { value: '0', text: say.noLevel }]}
      />
      <Select
        lang={lang}
        name="ho-so"
        label={say.dossier}
        value={query['ho-so']}
        empty={say.any}
        options={optionsOf(names, 'dossier')}
      />
      <Select
        lang={lang}
        name="tinh-hinh"
        label={say.standing}
        value={query['tinh-hinh']}
        empty={say.any}
        options={optionsOf(names, 'standing')}
      />
      <button class="btn plain" type="submit">
        {say.filter}
      </button>
      <a href={`${REGISTER_PATH}.xlsx?${new URLSearchParams(query)}`}>{say.export}</a>
    </form>
  )
}

function Systems({ request, register, query, page, pages }: RegisterPageProps) {
  const { lang } = request
  const say = pageWords(lang)
  return (
    <>
      <DataTable
        lang={lang}
        caption={say.list}
        columns={[
          { name: 'name', title: say.system },
          { name: 'agency', title: say.agency },
          { name: 'level', title: say.level },
          { name: 'dossier', title: say.dossier },
          { name: 'layers', title: say.layers },
          { name: 'state', title: say.state },
        ]}
        rows={register.lines.map((line) => lineRow(line, lang))}
        rowCount={register.total}
        cell={(value, column, row) => {
          if (column.name === 'name') return <a href={`${REGISTER_PATH}/${row.at(-1)}`}>{value}</a>
          if (column.name !== 'state') return undefined
          return <StateMark kind={value === true ? 'good' : 'warn'}>{value === true ? say.yes : say.notYet}</StateMark>
        }}
      />
      {pages > 1 && (
        <Pager
          lang={lang}
          page={page}
          pages={pages}
          href={(at) => `${addressWith(query, { trang: at === 1 ? '' : String(at) })}#danh-sach`}
        />
      )}
    </>
  )
}

function lineRow({ name, agency, level, dossier, layers, compliant, id }: NamedLine, lang: Lang) {
  const say = pageWords(lang)
  return [
    name,
    agency,
    level === null ? say.levelNone : String(level),
    nameOf(choiceWords(lang), 'dossier', dossier),
    say.ofFour(String(layers)),
    compliant,
    // Beyond the columns: only the link is made of it.
    id,
  ]
}
