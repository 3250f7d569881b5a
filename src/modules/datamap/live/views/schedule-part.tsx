import type { FastifyRequest } from 'fastify'
import { CsrfField, formatDateTime, formatNumber, Message, RadioGroup } from '../../../../ui/index.ts'
import type { LiveView } from '../read-live.ts'
import { liveWords } from './words.ts'

/** How often the structure is read by itself, and what came of it. */
export function SchedulePart({ request, view }: { request: FastifyRequest; view: LiveView }) {
  const { lang, csrfToken } = request
  const say = liveWords(lang)
  const { connection, maySchedule, resource } = view
  if (!connection) return null
  const { every, nextAt, failures, stoppedAt } = connection
  return (
    <>
      {stoppedAt && (
        <Message kind="bad">
          <p>{say.stopped(formatDateTime(stoppedAt, lang))}</p>
        </Message>
      )}
      {!stoppedAt && failures > 0 && (
        <Message kind="note">
          <p>{say.failing(formatNumber(failures, lang))}</p>
        </Message>
      )}
      {maySchedule ? (
        <form class="form" method="post" action={`/lam-viec/ban-do/${resource.id}/doc-csdl/lich`}>
          <CsrfField token={csrfToken} />
          <p>{say.scheduleHelp}</p>
          <RadioGroup
            name="every"
            label={say.schedule}
            value={every}
            options={Object.entries(say.everies).map(([value, text]) => ({ value, text }))}
          />
          <p class="acts">
            <button class="btn plain" type="submit">
              {say.saveSchedule}
            </button>
          </p>
        </form>
      ) : (
        <p>
          {say.everies[every]}. <span class="muted">{say.scheduleNot}</span>
        </p>
      )}
      {nextAt && <p class="small muted">{say.nextAt(formatDateTime(nextAt, lang))}</p>}
    </>
  )
}
