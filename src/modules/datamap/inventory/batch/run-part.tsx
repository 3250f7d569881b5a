import type { FastifyRequest } from 'fastify'
import { CsrfField, formatNumber, type Lang, Message } from '../../../../ui/index.ts'
import { draftHref } from '../../room/sections.ts'
import { type BatchRun, isOpen } from './model.ts'
import { batchWords } from './words.ts'

const MOST_TOLD = 50

/** How far sending or approving is, or what came of it. */
export function RunPart({ request, run, mayStop }: { request: FastifyRequest; run: BatchRun; mayStop: boolean }) {
  const { lang, csrfToken } = request
  const say = batchWords(lang)
  const number = (value: number) => formatNumber(value, lang)
  if (!isOpen(run)) return <Ended lang={lang} run={run} />
  const passed = run.done + run.failures.length
  return (
    <Message kind="note" title={say.doing[run.step]}>
      <p>
        <label for="tien-do">{say.passed(number(passed), number(run.total))}</label>{' '}
        <progress id="tien-do" value={passed} max={run.total} />
      </p>
      <p>{say.refreshing}</p>
      {mayStop && (
        <form method="post" action={`/lam-viec/ban-do/nap/${run.inventoryId}/dung`}>
          <CsrfField token={csrfToken} />
          <button class="btn plain" type="submit">
            {say.stop}
          </button>
        </form>
      )}
    </Message>
  )
}

function Ended({ lang, run }: { lang: Lang; run: BatchRun }) {
  const say = batchWords(lang)
  const { step, state, done, total, failures, personName } = run
  const number = (value: number) => formatNumber(value, lang)
  return (
    <Message kind={failures.length > 0 || state === 'stopped' ? 'note' : 'good'}>
      <p>
        {say.did[step](number(done), number(total), personName)} {state === 'stopped' && say.stopped}
      </p>
      {failures.length > 0 && (
        <>
          <p>{say.failed(number(failures.length))}</p>
          <ul>
            {failures.slice(0, MOST_TOLD).map((failure) => (
              <li key={failure.changeId}>
                <a
                  href={step === 'submit' ? draftHref(failure.changeId, 'gui') : `/lam-viec/duyet/${failure.changeId}`}
                >
                  {failure.name}
                </a>
                : {failure[lang]}
              </li>
            ))}
          </ul>
          {failures.length > MOST_TOLD && <p>{say.moreFailed(number(failures.length - MOST_TOLD))}</p>}
        </>
      )}
    </Message>
  )
}
