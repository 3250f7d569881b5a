import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'

export interface ProblemItem {
  readonly key: string
  /** decide: someone must choose · check: worth a look · understood: done, can be changed. */
  readonly kind: 'decide' | 'check' | 'understood'
  readonly title: string
  /** With links to the cells: `<a href="#o-E34">E34</a>`. */
  readonly text: ComponentChildren
  /** One decision; buttons or links. */
  readonly actions?: ComponentChildren
}

/** What the program was not sure about, each with one decision. */
export function ProblemList({ lang, items }: { lang: Lang; items: readonly ProblemItem[] }) {
  const say = t(lang)
  const words = { decide: say.mustDecide, check: say.mayCheck, understood: say.understood }
  const classes = { decide: 'bad', check: 'check', understood: 'ok' }
  return (
    <ol class="probs">
      {items.map((item) => (
        <li key={item.key} class={classes[item.kind]}>
          <p class="pk">{words[item.kind]}</p>
          <div>
            <h3>{item.title}</h3>
            <p>{item.text}</p>
          </div>
          {item.actions && <div class="acts">{item.actions}</div>}
        </li>
      ))}
    </ol>
  )
}

/** The steps from the sheet to the table, in words. */
export function RecipeList({ steps }: { steps: readonly string[] }) {
  return (
    <ol class="recipe">
      {steps.map((step, index) => (
        <li key={index}>{step}</li>
      ))}
    </ol>
  )
}
