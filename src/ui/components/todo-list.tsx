import type { ComponentChildren } from 'preact'
import { type StateKind, StateMark } from './state-mark.tsx'

export interface TodoRowProps {
  readonly state: { readonly kind: StateKind; readonly text: string }
  /** "hạn 10/11" */
  readonly when?: string | undefined
  readonly href: string
  readonly title: string
  readonly children?: ComponentChildren
  /** The one verb: "Sửa bảng". */
  readonly verb: string
  /** Where the verb leads (default: the title's address). */
  readonly verbHref?: string | undefined
  /** The most urgent of the page gets the filled button. */
  readonly first?: boolean | undefined
}

/** Work of one room for the desk: what is late, and what merely waits. */
export interface WaitingWork {
  readonly late: readonly TodoRowProps[]
  readonly waiting: readonly TodoRowProps[]
}

/** Things that wait, of one degree of harm. */
export function TodoList({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="grp">
      <h2>{title}</h2>
      <ol class="todo">{children}</ol>
    </section>
  )
}

/** One thing that waits, with its one verb. */
export function TodoRow({ state, when, href, title, children, verb, verbHref, first }: TodoRowProps) {
  return (
    <li>
      <div class="t-st">
        <StateMark kind={state.kind}>{state.text}</StateMark>
        {when && <span class="num small muted">{when}</span>}
      </div>
      <div class="t-b">
        <h3>
          <a href={href}>{title}</a>
        </h3>
        {children && <p>{children}</p>}
      </div>
      <a class={first ? 'btn' : 'btn plain'} href={verbHref ?? href}>
        {verb}
        <span class="vh">: {title}</span>
      </a>
    </li>
  )
}

/** Just done, and the way back. `action` is a form with one button, or a link. */
export function UndoRow({
  children,
  when,
  action,
}: {
  children: ComponentChildren
  when?: string | undefined
  action?: ComponentChildren
}) {
  return (
    <li>
      <span>{children}</span>
      {when && <span class="small muted nw">{when}</span>}
      {action}
    </li>
  )
}

/** Holds `UndoRow`s. */
export function UndoList({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="grp done">
      <h2>{title}</h2>
      <ul class="undo">{children}</ul>
    </section>
  )
}
