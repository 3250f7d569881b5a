import type { FastifyRequest } from 'fastify'
import { CsrfField } from '../../../ui/index.ts'
import type { ItemProgress } from '../progress/model.ts'
import { planWords } from './words.ts'

/** A dataset that waits for an officer's word whether it fulfils an item. */
export interface SuggestedDataset {
  readonly id: string
  readonly title: string
}

export interface ItemActsProps {
  readonly request: FastifyRequest
  readonly progress: ItemProgress
  /** Address of the plan's page. */
  readonly base: string
}

/** What an officer may do with an item: say which dataset it is, or that it is not. */
export function ItemActs(props: ItemActsProps) {
  const say = planWords(props.request.lang)
  const { dataset } = props.progress
  if (!dataset) return <LinkForm {...props} />
  return (
    <>
      {!dataset.isPublic && <span>{dataset.title}</span>}
      <LinkButton {...props} dataset={dataset.id} text={say.unlink} drop />
    </>
  )
}

/** A dataset that may be what an item asks for, and the officer's two answers. */
export function MatchActs({ dataset, ...props }: ItemActsProps & { readonly dataset: SuggestedDataset }) {
  const say = planWords(props.request.lang)
  return (
    <>
      <p>
        <b>{props.progress.item.title}</b>: {say.isIt(dataset.title)}
      </p>
      <div class="row-acts">
        <LinkButton {...props} dataset={dataset.id} text={say.yes} />
        <LinkButton {...props} dataset={dataset.id} text={say.no} drop />
      </div>
    </>
  )
}

type ButtonProps = ItemActsProps & { readonly dataset: string; readonly text: string; readonly drop?: boolean }

function LinkButton({ request, progress, base, dataset, text, drop = false }: ButtonProps) {
  const { item } = progress
  return (
    <form method="post" action={`${base}/noi`}>
      <CsrfField token={request.csrfToken} />
      <input type="hidden" name="item" value={item.id} />
      <input type="hidden" name="dataset" value={dataset} />
      {drop && <input type="hidden" name="bo" value="1" />}
      <button class={drop ? 'quiet' : 'btn plain'} type="submit">
        {text}
        <span class="vh">: {item.title}</span>
      </button>
    </form>
  )
}

function LinkForm({ request, progress, base }: ItemActsProps) {
  const say = planWords(request.lang)
  const { item } = progress
  return (
    <details class="more">
      <summary>{say.link}</summary>
      <form class="form" method="post" action={`${base}/noi`}>
        <CsrfField token={request.csrfToken} />
        <input type="hidden" name="item" value={item.id} />
        <label for={`noi-${item.id}`} class="small">
          {say.linkHelp}
        </label>
        <span class="field">
          <input id={`noi-${item.id}`} name="dataset" required maxLength={300} />
        </span>
        <button class="btn plain" type="submit">
          {say.yes}
          <span class="vh">: {item.title}</span>
        </button>
      </form>
    </details>
  )
}
