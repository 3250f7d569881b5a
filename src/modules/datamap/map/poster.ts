import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { MAP_SIZE } from './draw-map.tsx'

/** Colours of the light set of `tokens.css`: a file carries no style sheet. */
const STYLE = `
text{font-family:"Be Vietnam Pro",sans-serif;fill:#16211F}
.rings circle{stroke:#DAD7CE;stroke-width:1}
.rings .ring-2{fill:#F6F5F0}.rings .ring-1{fill:#EDF3F1}.rings .ring-0{fill:#E3F0EE}
.cut{stroke:#DAD7CE;stroke-width:1}
.core{fill:#084C4C}
.sector .n{font-weight:400;fill:#4A5A57}
.links path{fill:none;stroke:#0B6E6E;stroke-opacity:.55}.many .links path{stroke-opacity:.28}
.dot{stroke:#FBFAF7;stroke-width:1}
.dot.ring-0{fill:#084C4C}.dot.ring-1{fill:#0B6E6E}.dot.ring-2{fill:#82B8B4}
.dot.alone{fill:#FBFAF7;stroke:#6B7A77;stroke-width:1.5;stroke-dasharray:3 2}
.name{paint-order:stroke;stroke:#FBFAF7;stroke-width:3;stroke-opacity:.85}
.in-dot{fill:#FBFAF7}.alone+.in-dot{fill:#16211F}
.has-path .links path{stroke-opacity:.1}.has-path .links .on{stroke:#B7791F;stroke-opacity:1;stroke-width:3}
.dot.on{stroke:#B7791F;stroke-width:4}
.foot{fill:#4A5A57}`

const HEAD = 70
const FOOT = 40

/** The picture as a file of its own: colours inside, a title above, where it comes from below. */
export function posterSvg(picture: VNode, { title, publicUrl }: { title: string; publicUrl: string }): string {
  const width = 2 * MAP_SIZE.x
  const height = 2 * MAP_SIZE.y + HEAD + FOOT
  const inner = renderToString(picture).replace(
    '<svg ',
    `<svg y="${HEAD}" width="${width}" height="${2 * MAP_SIZE.y}" `,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<style>${STYLE}</style><rect width="100%" height="100%" fill="#FBFAF7"/>
<text x="40" y="58" font-size="34" font-weight="600">${escapeXml(title)}</text>${inner}
<text class="foot" font-size="14" x="40" y="${height - 18}">${escapeXml(publicUrl)}</text></svg>`
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
