import type { ComponentChildren } from 'preact'
import type { ExcelWords } from './words.ts'

interface Picture {
  readonly say: ExcelWords
}

function Drawing({ title, height, children }: { title: string; height: number; children: ComponentChildren }) {
  return (
    <svg class="draw" viewBox={`0 0 360 ${height}`} role="img" aria-label={title}>
      {children}
    </svg>
  )
}

/** The way through Excel's menus. */
export function MenuPicture({ say }: Picture) {
  return (
    <Drawing title={say.menuPicture} height={196}>
      <rect class="d-box" x="0.5" y="0.5" width="359" height="195" rx="6" />
      <text class="d-quiet" x="14" y="25">
        {say.homeTab}
      </text>
      <text class="d-quiet" x="98" y="25">
        {say.insertTab}
      </text>
      <text class="d-bold" x="150" y="25">
        {say.dataTab}
      </text>
      <rect class="d-on" x="150" y="32" width="70" height="3" />
      <text class="d-quiet" x="238" y="25">
        {say.reviewTab}
      </text>
      <path class="d-line" d="M0 42H360" />
      <MenuRow y={54} x={14} text={say.getData} />
      <MenuRow y={98} x={34} text={say.otherSources} />
      <MenuRow y={142} x={54} text={say.odataFeed} last />
    </Drawing>
  )
}

function MenuRow({ x, y, text, last }: { x: number; y: number; text: string; last?: boolean }) {
  return (
    <g>
      <rect class={last ? 'd-wash' : 'd-box'} x={x} y={y} width={346 - x} height="34" rx="4" />
      {last && <rect class="d-ring" x={x} y={y} width={346 - x} height="34" rx="4" />}
      <text class={last ? 'd-bold' : undefined} x={x + 12} y={y + 22}>
        {text}
      </text>
      {!last && (
        <text class="d-quiet" x="328" y={y + 22}>
          ▸
        </text>
      )}
    </g>
  )
}

const SHOWN = 40

/** The dialog that asks for the address, with the address in it. */
export function DialogPicture({ say, address }: Picture & { address: string }) {
  const bare = address.replace(/^https?:\/\//, '')
  const shown = bare.length > SHOWN ? `${bare.slice(0, SHOWN - 1)}…` : bare
  return (
    <Drawing title={say.dialogPicture} height={186}>
      <rect class="d-box" x="0.5" y="0.5" width="359" height="185" rx="6" />
      <text class="d-bold" x="16" y="30">
        {say.dialogTitle}
      </text>
      <text class="d-quiet" x="338" y="30">
        ✕
      </text>
      <circle class="d-box" cx="23" cy="56" r="7" />
      <circle class="d-on" cx="23" cy="56" r="4" />
      <text x="38" y="61">
        {say.basic}
      </text>
      <circle class="d-box" cx="133" cy="56" r="7" />
      <text class="d-quiet" x="148" y="60">
        {say.advanced}
      </text>
      <text class="d-quiet" x="16" y="90">
        URL
      </text>
      <rect class="d-box" x="16" y="98" width="328" height="30" rx="4" />
      <rect class="d-ring" x="16" y="98" width="328" height="30" rx="4" />
      <text class="d-code" x="25" y="117">
        {shown}
      </text>
      <rect class="d-on" x="182" y="142" width="76" height="30" rx="4" />
      <text class="d-on-text" x="220" y="161" text-anchor="middle">
        OK
      </text>
      <rect class="d-box" x="268" y="142" width="76" height="30" rx="4" />
      <text x="306" y="161" text-anchor="middle">
        {say.cancel}
      </text>
    </Drawing>
  )
}

/** The window that lists the tables, with the button that loads them. */
export function NavigatorPicture({ say, tables }: Picture & { tables: readonly string[] }) {
  const [first = say.tableName, second] = tables
  return (
    <Drawing title={say.navigatorPicture} height={196}>
      <rect class="d-box" x="0.5" y="0.5" width="359" height="195" rx="6" />
      <text class="d-bold" x="16" y="30">
        {say.navigatorTitle}
      </text>
      <path class="d-line" d="M140 44V144" />
      <rect class="d-wash" x="10" y="48" width="122" height="26" rx="4" />
      <text x="20" y="66">
        {clip(first)}
      </text>
      {second && (
        <text class="d-quiet" x="20" y="92">
          {clip(second)}
        </text>
      )}
      {[52, 74, 96, 118].map((y, at) => (
        <g key={y}>
          <rect class={at === 0 ? 'd-wash' : 'd-box'} x="152" y={y} width="192" height="22" />
          <path class="d-line" d={`M216 ${y}v22M280 ${y}v22`} />
        </g>
      ))}
      <rect class="d-on" x="182" y="154" width="76" height="30" rx="4" />
      <rect class="d-ring" x="179" y="151" width="82" height="36" rx="5" />
      <text class="d-on-text" x="220" y="173" text-anchor="middle">
        {say.load}
      </text>
      <rect class="d-box" x="268" y="154" width="76" height="30" rx="4" />
      <text x="306" y="173" text-anchor="middle">
        {say.cancel}
      </text>
    </Drawing>
  )
}

function clip(text: string): string {
  return text.length > 15 ? `${text.slice(0, 14)}…` : text
}
