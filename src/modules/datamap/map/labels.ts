import type { PlacedNode } from './layout.ts'

/** A name beside its dot. */
export interface PlacedLabel {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'middle' | 'end'
  readonly lines: readonly string[]
}

/** A piece of the picture that is taken. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export const LABEL_SIZE = 15
const LINE_HEIGHT = 18
const LETTER_WIDTH = LABEL_SIZE * 0.54
const LINE_LETTERS = 20
const MOST_LINES = 3
const MOST_LABELS = 70

export interface LabelOptions {
  readonly labelOf: (node: PlacedNode) => string
  readonly weight: (node: PlacedNode) => number
  /** Where other texts stand. */
  readonly reserved?: readonly Box[]
}

/** Names where there is room for them, the important ones first; no name lies on another one or on a dot. */
export function placeLabels(
  nodes: readonly PlacedNode[],
  { labelOf, weight, reserved = [] }: LabelOptions,
): PlacedLabel[] {
  const dots = nodes.map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }))
  const taken: Box[] = [...reserved, ...dots]
  const placed: PlacedLabel[] = []
  const byWeight = nodes.toSorted((a, b) => weight(b) - weight(a))
  for (const node of byWeight) {
    if (placed.length >= MOST_LABELS) break
    const lines = wrap(labelOf(node))
    const found = placesFor(node, lines).find(({ box }) => !taken.some((other) => overlap(box, other)))
    if (!found) continue
    taken.push(found.box)
    placed.push(found.label)
  }
  return placed
}

function placesFor({ node, x, y, r }: PlacedNode, lines: readonly string[]): { label: PlacedLabel; box: Box }[] {
  const width = Math.max(...lines.map((line) => line.length)) * LETTER_WIDTH
  const height = lines.length * LINE_HEIGHT
  const gap = r + 5
  const at = (dx: number, anchor: PlacedLabel['anchor'], top: number) => {
    const left = anchor === 'start' ? x + dx : anchor === 'end' ? x + dx - width : x - width / 2
    const label = { key: node.key, x: x + dx, y: top + LABEL_SIZE * 0.85, anchor, lines }
    return { label, box: { left: left - 2, right: left + width + 2, top: top - 1, bottom: top + height + 1 } }
  }
  const beside = [at(gap, 'start', y - height / 2), at(-gap, 'end', y - height / 2)]
  const [first, second] = x < 0 ? beside.toReversed() : beside
  return [first, second, at(0, 'middle', y + gap - 2), at(0, 'middle', y - gap - height + 2)].filter(
    (place) => place !== undefined,
  )
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top
}

/** Breaks a name between words; a long one ends in an ellipsis. */
export function wrap(text: string, letters = LINE_LETTERS, most = MOST_LINES): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + word.length + 1 > letters) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  lines.push(line)
  if (lines.length <= most) return lines
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ''}…`]
}
