import type { FastifyRequest } from 'fastify'
import {
  Crumbs,
  CsrfField,
  ErrorSummary,
  formatNumber,
  type Lang,
  type Option,
  PageHead,
  Part,
  ScrollBox,
} from '../../../ui/index.ts'
import { type Form, type FormState, listIn, WorkPage } from '../../identity/index.ts'
import { LEAVE_OUT, type Source, type SourceMapping } from '../model.ts'
import { HOME } from './list-page.tsx'
import type { SourceWord, SourceWords } from './reads.ts'
import { say } from './words.ts'

export interface MappingPageProps {
  readonly request: FastifyRequest
  readonly state: FormState
  readonly source: Source
  readonly words: SourceWords
  readonly themes: readonly Option[]
  readonly licences: readonly Option[]
}

const LISTS = ['organisations', 'themes', 'licences'] as const
type List = (typeof LISTS)[number]

/** Their words on the left, ours on the right; words nobody has mapped come first. */
export function MappingPage({ request, state, source, words: found, themes, licences }: MappingPageProps) {
  const { lang, csrfToken } = request
  const words = say(lang)
  const options = { organisations: undefined, themes, licences }
  const shown = LISTS.filter((list) => found[list].length > 0)
  return (
    <WorkPage request={request} title={`${words.mapping}: ${source.name}`}>
      <Crumbs
        lang={lang}
        items={[
          { href: HOME, text: words.title },
          { href: `${HOME}/${source.id}`, text: source.name },
        ]}
      />
      <PageHead title={words.mapping} lede={words.mappingLede} />
      {shown.length === 0 && <p>{words.noWords}</p>}
      <form class="form wide" method="post">
        <CsrfField token={csrfToken} />
        {state.errors.length > 0 && <ErrorSummary lang={lang} errors={state.errors} />}
        {shown.map((list) => (
          <ListPart key={list} lang={lang} list={list} words={found[list]} options={options[list]} />
        ))}
        {shown.length > 0 && <button class="btn">{words.save}</button>}
      </form>
    </WorkPage>
  )
}

interface ListPartProps {
  readonly lang: Lang
  readonly list: List
  readonly words: readonly SourceWord[]
  readonly options: readonly Option[] | undefined
}

const HELP = { organisations: 'organisationsHelp', themes: 'themesHelp', licences: 'licencesHelp' } as const

function ListPart({ lang, list, words: found, options }: ListPartProps) {
  const words = say(lang)
  return (
    <Part id={list} title={words[list]}>
      <p>{words[HELP[list]]}</p>
      <ScrollBox lang={lang} label={words[list]}>
        <table class="tb">
          <caption class="vh">{words[list]}</caption>
          <tbody>
            {found.map((line) => (
              <tr key={line.word}>
                <th scope="row">
                  {line.word}
                  <span class="id">{formatNumber(line.records, lang)}</span>
                  <input type="hidden" name={`${list}.word`} value={line.word} />
                </th>
                <td>
                  <Target lang={lang} list={list} line={line} options={options} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  )
}

function Target({ lang, list, line, options }: Omit<ListPartProps, 'words'> & { line: SourceWord }) {
  const words = say(lang)
  if (!options) {
    return (
      <div class="field">
        <input name={`${list}.to`} value={line.to} maxLength={60} aria-label={line.word} />
      </div>
    )
  }
  return (
    <div class="field">
      <select name={`${list}.to`} aria-label={line.word}>
        <option value="">{words.undecided}</option>
        {list === 'themes' && (
          <option value={LEAVE_OUT} selected={line.to === LEAVE_OUT}>
            {words.leaveOut}
          </option>
        )}
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === line.to}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  )
}

/** The mapping a form says: the words on it as sent, those it did not show as they were. */
export function mappingIn(form: Form, before: SourceMapping): SourceMapping {
  const merged = (list: List): Record<string, string> => {
    const to = listIn(form, `${list}.to`)
    const sent = listIn(form, `${list}.word`).map((word, index) => [word, to[index] ?? ''] as const)
    return Object.fromEntries([...Object.entries(before[list]), ...sent].filter(([, code]) => code !== ''))
  }
  return { organisations: merged('organisations'), themes: merged('themes'), licences: merged('licences') }
}
