import type { FastifyRequest } from 'fastify'
import { CsrfField, Message, Part } from '../../../ui/index.ts'
import type { Run, Source } from '../model.ts'
import { HOME } from './list-page.tsx'
import { say } from './words.ts'

interface Props {
  readonly request: FastifyRequest
  readonly source: Source
}

interface ButtonProps extends Props {
  readonly to: string
  readonly name: string
  readonly value: string
  readonly look: string
  readonly text: string
}

function OneButton({ request, source, to, name, value, look, text }: ButtonProps) {
  return (
    <form method="post" action={`${HOME}/${source.id}/${to}`}>
      <CsrfField token={request.csrfToken} />
      <button class={look} name={name} value={value}>
        {text}
      </button>
    </form>
  )
}

/** What can be done with a source now; the first is what it needs. */
export function SourceActions({ request, source, open }: Props & { open: Run | undefined }) {
  const words = say(request.lang)
  const isOn = source.state === 'on' || source.state === 'asking'
  const button = (what: Omit<ButtonProps, keyof Props>) => <OneButton request={request} source={source} {...what} />
  return (
    <div class="acts">
      {open ? (
        button({ to: 'dung', name: 'run', value: String(open.id), look: 'btn plain', text: words.stop })
      ) : (
        <>
          {button({ to: 'doc', name: 'mode', value: 'preview', look: isOn ? 'btn plain' : 'btn', text: words.tryIt })}
          {button({ to: 'doc', name: 'mode', value: 'full', look: 'btn plain', text: words.readNow })}
        </>
      )}
      {isOn
        ? button({ to: 'bat', name: 'on', value: 'khong', look: 'btn plain', text: words.turnOff })
        : button({ to: 'bat', name: 'on', value: 'co', look: 'btn plain', text: words.turnOn })}
      <a class="btn plain" href={`${HOME}/${source.id}/anh-xa`}>
        {words.mapping}
      </a>
      <a class="btn plain" href={`${HOME}/${source.id}/sua`}>
        {words.edit}
      </a>
    </div>
  )
}

/** The question a source asks when much of it vanished at once. */
export function DecidePart({ request, source, runs }: Props & { runs: readonly Run[] }) {
  const { lang } = request
  const words = say(lang)
  const vanished = runs.find((run) => run.findings?.vanished !== undefined)?.findings?.vanished ?? 0
  const text =
    lang === 'en'
      ? `${vanished} datasets vanished from the source at once. That may be a fault over there; nothing has been taken off.`
      : `${vanished} bộ dữ liệu biến mất khỏi nguồn cùng một lúc. Có thể nguồn gặp sự cố; chưa gỡ gì.`
  return (
    <Message kind="bad" title={words.decide}>
      <p>{text}</p>
      <div class="acts">
        <OneButton
          {...{ request, source, to: 'quyet-dinh', name: 'go', value: 'khong', look: 'btn', text: words.decideKeep }}
        />
        <OneButton
          {...{
            request,
            source,
            to: 'quyet-dinh',
            name: 'go',
            value: 'co',
            look: 'btn harm',
            text: words.decideRemove,
          }}
        />
      </div>
    </Message>
  )
}

/** The way to forgetting a source: what goes with it is said there. */
export function RemovePart({ request, source }: Props) {
  const words = say(request.lang)
  return (
    <Part id="xoa" title={words.remove}>
      <p>{words.removeHelp}</p>
      <div class="acts">
        <a class="btn plain" href={`${HOME}/${source.id}/xoa`}>
          {words.remove}
        </a>
      </div>
    </Part>
  )
}
