import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('css/tokens.css', import.meta.url), 'utf8')
const [lightPart = '', darkPart = ''] = css.split('prefers-color-scheme: dark')
const light = readColours(lightPart)
const dark = { ...light, ...readColours(darkPart) }

/** Which inks stand on which grounds anywhere in the style sheet. */
const TEXT_ON = {
  paper: ['ink', 'ink-2', 'water', 'water-ink', 'good', 'warn', 'bad'],
  raised: ['ink', 'ink-2', 'water', 'water-ink'],
  water: ['on-water'],
  'water-ink': ['paper'],
  'water-wash': ['ink', 'water-ink'],
  'ochre-wash': ['ink', 'water'],
  'bad-wash': ['ink', 'bad'],
  'r-meta': ['ink'],
  'r-unit': ['ink'],
  'r-head': ['ink'],
  'r-group': ['ink'],
  'r-total': ['ink'],
  'r-note': ['ink'],
  ink: ['paper'],
} as const
const EDGES_ON_PAPER = ['edge', 'water', 'ochre', 'bad', 'cat-1', 'cat-2', 'cat-3', 'cat-4', 'cat-5', 'cat-6'] as const

describe.each([
  ['light', light],
  ['dark', dark],
])('colours, %s', (_, colours) => {
  test.each(Object.entries(TEXT_ON).flatMap(([ground, inks]) => inks.map((ink) => [ink, ground])))(
    'text in %s on %s is readable (4.5:1)',
    (ink, ground) => {
      expect(contrast(colours[ink], colours[ground])).toBeGreaterThanOrEqual(4.5)
    },
  )

  test.each(EDGES_ON_PAPER)('the edge %s is seen on paper (3:1)', (edge) => {
    expect(contrast(colours[edge], colours['paper'])).toBeGreaterThanOrEqual(3)
  })

  test('the six shades of a map go one way and the darkest and lightest are far apart', () => {
    const shades = [1, 2, 3, 4, 5, 6].map((number) => luminance(colours[`seq-${number}`]))
    const steps = shades.slice(1).map((shade, index) => shade - (shades[index] ?? 0))
    expect(new Set(steps.map(Math.sign)).size).toBe(1)
    expect(contrast(colours['seq-1'], colours['seq-6'])).toBeGreaterThan(6)
  })
})

function readColours(part: string): Record<string, string> {
  return Object.fromEntries([...part.matchAll(/--([\w-]+): (#[0-9A-Fa-f]{6})/g)].map(([, name, hex]) => [name, hex]))
}

function contrast(one: string | undefined, other: string | undefined): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

function luminance(hex: string | undefined): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt((hex ?? '').slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
