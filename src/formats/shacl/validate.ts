import { DataFactory, Store } from 'n3'
import Validator from 'rdf-validate-shacl'
import type { Quad, Term } from '../rdf/terms.ts'

/** One fault found by a shape. */
export interface ShaclFinding {
  /** The node that is at fault: its address, or the label of a blank node. */
  readonly focus: string
  readonly path: string | undefined
  readonly severity: 'violation' | 'warning' | 'info'
  /** The shape that found it. */
  readonly shape: string
  readonly value: string | undefined
}

/** Holds data against shapes. Synchronous and slow (about 0.3 ms a dataset and more): call it in a worker. */
export type ShaclValidator = (data: readonly Quad[]) => Promise<readonly ShaclFinding[]>

/** Prepares shapes once for any number of data graphs. */
export function createShaclValidator(shapes: readonly Quad[]): ShaclValidator {
  const validator = new Validator(storeOf(shapes))
  return async (data) => {
    const { results } = await validator.validate(storeOf(data))
    return results.map((result) => ({
      focus: result.focusNode?.value ?? '',
      path: pathOf(result.path),
      severity: severityOf(result.severity?.value),
      shape: result.sourceShape?.value ?? '',
      value: valueOf(result.value),
    }))
  }
}

function storeOf(quads: readonly Quad[]): Store {
  return new Store(
    quads.map(({ subject, predicate, object }) =>
      DataFactory.quad(
        subject.termType === 'BlankNode' ? DataFactory.blankNode(subject.value) : DataFactory.namedNode(subject.value),
        DataFactory.namedNode(predicate.value),
        termOf(object),
      ),
    ),
  )
}

function termOf(term: Term) {
  if (term.termType === 'BlankNode') return DataFactory.blankNode(term.value)
  if (term.termType !== 'Literal') return DataFactory.namedNode(term.value)
  const type = term.datatype?.value
  return DataFactory.literal(term.value, term.language || (type ? DataFactory.namedNode(type) : undefined))
}

function pathOf(path: unknown): string | undefined {
  const value = (path as { value?: unknown } | null | undefined)?.value
  return typeof value === 'string' ? value : undefined
}

// The label of a blank node tells nobody anything.
function valueOf(value: { value?: unknown; termType?: unknown } | null | undefined): string | undefined {
  if (value?.termType === 'BlankNode') return undefined
  return typeof value?.value === 'string' ? value.value : undefined
}

function severityOf(severity: string | undefined): ShaclFinding['severity'] {
  if (severity?.endsWith('#Warning')) return 'warning'
  return severity?.endsWith('#Info') ? 'info' : 'violation'
}
