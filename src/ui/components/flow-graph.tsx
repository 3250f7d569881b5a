import type { ComponentChildren } from 'preact'
import { type Lang, t } from '../messages/index.ts'
import { Badge } from './badge.tsx'

export interface FlowNode {
  readonly href: string
  /** Class of the database: 1, 2a, 2b, 2c, 3. */
  readonly mark: string
  readonly name: string
  readonly note?: string | undefined
  /** Measured from evidence, or only declared on paper: the two never look alike. */
  readonly measured?: boolean | undefined
}

export interface FlowGraphProps {
  readonly inTitle: string
  readonly outTitle: string
  readonly sources: readonly FlowNode[]
  readonly targets: readonly FlowNode[]
  /** The database in the middle. */
  readonly children: ComponentChildren
}

/** One database with what flows in and out; two lists around it on phones. */
export function FlowGraph({ inTitle, outTitle, sources, targets, children }: FlowGraphProps) {
  return (
    <div class="graph">
      <Side title={inTitle} nodes={sources} />
      <Edges nodes={sources} from="many" />
      <div class="hub">{children}</div>
      <Edges nodes={targets} from="one" />
      <Side title={outTitle} nodes={targets} />
    </div>
  )
}

/** What the two kinds of line mean. */
export function EvidenceKey({ lang }: { lang: Lang }) {
  const say = t(lang)
  return (
    <ul class="ekey">
      {[['live', say.measured] as const, ['decl', say.declared] as const].map(([kind, text]) => (
        <li key={kind}>
          <svg aria-hidden="true" viewBox="0 0 32 8">
            <path class={kind} d="M0 4h32" />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}

function Side({ title, nodes }: { title: string; nodes: readonly FlowNode[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ul class="nodes">
        {nodes.map((node) => (
          <li key={node.href} class={node.measured ? 'node live-n' : 'node'}>
            <a href={node.href}>
              <Badge>{node.mark}</Badge>
              <span class="nn">{node.name}</span>
            </a>
            {node.note && <span class="na">{node.note}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Edges({ nodes, from }: { nodes: readonly FlowNode[]; from: 'one' | 'many' }) {
  return (
    <svg class="edge" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
      {nodes.map((node, index) => {
        const y = (((index + 0.5) / nodes.length) * 100).toFixed(1)
        const d = from === 'one' ? `M0 50C50 50 50 ${y} 100 ${y}` : `M0 ${y}C50 ${y} 50 50 100 50`
        return <path key={node.href} class={node.measured ? 'live' : 'decl'} d={d} vector-effect="non-scaling-stroke" />
      })}
    </svg>
  )
}
