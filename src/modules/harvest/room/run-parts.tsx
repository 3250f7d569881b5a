import { type Lang, Part, ScrollBox, StateMark, Time } from '../../../ui/index.ts'
import type { Notice, Run, Source } from '../model.ts'
import type { LogLine } from '../runs/run-store.ts'
import { HOME } from './list-page.tsx'
import { countLine, modeName, runMark, say } from './words.ts'

// What went as it should needs no mark.
function Level({ lang, level }: { lang: Lang; level: Notice['level'] }) {
  if (level === 'info') return null
  const words = say(lang)
  return <StateMark kind={level === 'error' ? 'bad' : 'warn'}>{level === 'error' ? words.fault : words.mind}</StateMark>
}

/** The log of a run, line by line. */
export function LogPart({ lang, run, log }: { lang: Lang; run: Run; log: readonly LogLine[] }) {
  const words = say(lang)
  const title = `${words.log}: ${modeName(run.mode, lang).toLowerCase()}`
  return (
    <Part id="nhat-ky" title={title}>
      <ScrollBox lang={lang} label={title}>
        <table class="tb">
          <caption class="vh">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{words.time}</th>
              <th scope="col">{words.line}</th>
            </tr>
          </thead>
          <tbody>
            {log.map((line, index) => (
              <tr key={index}>
                <td class="nw num">
                  <Time value={line.at} lang={lang} form="datetime" />
                </td>
                <td>
                  <Level lang={lang} level={line.level} /> {line[lang]}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  )
}

export interface RunsPartProps {
  readonly lang: Lang
  readonly source: Source
  readonly runs: readonly Run[]
  readonly chosen: Run | undefined
}

/** The last readings; each opens its log. */
export function RunsPart({ lang, source, runs, chosen }: RunsPartProps) {
  const words = say(lang)
  return (
    <Part id="lan-doc" title={words.runs}>
      <ScrollBox lang={lang} label={words.runs}>
        <table class="tb">
          <caption class="vh">{words.runs}</caption>
          <thead>
            <tr>
              <th scope="col">{words.run}</th>
              <th scope="col">{words.mode}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.result}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map((run) => {
              const mark = runMark(run, lang)
              return (
                <tr key={run.id}>
                  <th scope="row" class="nw">
                    <a
                      href={`${HOME}/${source.id}?lan=${run.id}#nhat-ky`}
                      aria-current={run.id === chosen?.id ? 'true' : undefined}
                    >
                      <Time value={run.startedAt} lang={lang} form="datetime" />
                    </a>
                    <span class="id">{run.startedBy}</span>
                  </th>
                  <td class="nw">{modeName(run.mode, lang)}</td>
                  <td class="nw">
                    <StateMark kind={mark.kind}>{mark.text}</StateMark>
                  </td>
                  <td>{run.message?.[lang] ?? countLine(run, lang)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </ScrollBox>
    </Part>
  )
}
