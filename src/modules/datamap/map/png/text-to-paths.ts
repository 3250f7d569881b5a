/** A font as far as drawing needs it; `fontkit` has this shape. */
export interface GlyphFont {
  readonly unitsPerEm: number
  hasGlyphForCodePoint(codePoint: number): boolean
  glyphForCodePoint(codePoint: number): { readonly advanceWidth: number; readonly path: { toSVG(): string } }
}

/** Fonts that together hold all letters, by weight. */
export type GlyphFonts = Readonly<Record<'400' | '600', readonly GlyphFont[]>>

const INK = '#16211F'
const PAPER = '#FBFAF7'

/**
 * Replaces every `<text>` of a picture of ours by the outlines of its letters. The renderer chooses one font a text, and
 * no file of our font holds all letters of a Vietnamese word; outlines also need no font where the picture is shown.
 */
export function textToPaths(svg: string, fonts: GlyphFonts): string {
  return svg.replace(/<text([^>]*)>([\s\S]*?)<\/text>/g, (...[, attributes, content]: string[]) => {
    const style = styleOf(attributes ?? '')
    return linesOf(content ?? '', style)
      .map((line) => drawLine(line, style, fonts[style.weight]))
      .join('')
  })
}

interface TextStyle {
  readonly x: number
  readonly y: number
  readonly anchor: string
  readonly size: number
  readonly weight: '400' | '600'
  readonly fill: string
  readonly halo: boolean
}

function styleOf(attributes: string): TextStyle {
  const read = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(attributes)?.[1]
  const name = read('class') ?? ''
  return {
    x: Number(read('x') ?? 0),
    y: Number(read('y') ?? 0),
    anchor: read('text-anchor') ?? 'start',
    size: Number(read('font-size') ?? 15),
    weight: read('font-weight') === '600' ? '600' : '400',
    fill: name === 'in-dot' ? PAPER : INK,
    halo: name === 'name',
  }
}

interface Line {
  readonly text: string
  readonly x: number
  readonly y: number
}

/** Lines are the tspans with a place of their own; others only colour a part. */
function linesOf(content: string, { x, y }: TextStyle): Line[] {
  const lines: { text: string; x: number; y: number }[] = [{ text: '', x, y }]
  for (const piece of content.split(/(<[^>]*>)/)) {
    const at = lines.at(-1)
    const place = /^<tspan[^>]* x="([^"]+)"/.exec(piece)?.[1]
    if (place !== undefined) {
      const down = Number(/ dy="([^"]+)"/.exec(piece)?.[1] ?? 0)
      lines.push({ text: '', x: Number(place), y: (at?.y ?? y) + down })
    } else if (!piece.startsWith('<') && at) at.text += unescapeXml(piece)
  }
  return lines.filter(({ text }) => text.trim() !== '')
}

function unescapeXml(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
}

function drawLine({ text, x, y }: Line, style: TextStyle, fonts: readonly GlyphFont[]): string {
  let width = 0
  const glyphs = Array.from(text).flatMap((letter) => {
    const code = letter.codePointAt(0) ?? 0
    const font = fonts.find((one) => one.hasGlyphForCodePoint(code)) ?? fonts[0]
    if (!font) return []
    const glyph = font.glyphForCodePoint(code)
    const scale = style.size / font.unitsPerEm
    const at = width
    width += glyph.advanceWidth * scale
    return [
      `<path transform="translate(${round(at)})scale(${round(scale, 5)},${round(-scale, 5)})" d="${glyph.path.toSVG()}"/>`,
    ]
  })
  const shift = style.anchor === 'middle' ? width / 2 : style.anchor === 'end' ? width : 0
  const paths = glyphs.join('')
  // The stroke is in units of the font, which are some seventy to a pixel.
  const halo = style.halo ? `<g stroke="${PAPER}" stroke-width="200" stroke-opacity=".85">${paths}</g>` : ''
  return `<g fill="${style.fill}" transform="translate(${round(x - shift)},${round(y)})">${halo}${paths}</g>`
}

function round(value: number, places = 2): number {
  return Number(value.toFixed(places))
}
