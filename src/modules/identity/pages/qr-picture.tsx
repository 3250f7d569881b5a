import qrcode from 'qrcode-generator'

const MARGIN = 4

/** A QR code as SVG, dark on white in both colour schemes: phones do not read it the other way round. */
export function QrPicture({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'M')
  code.addData(text)
  code.make()
  const size = code.getModuleCount()
  const all = size + 2 * MARGIN
  return (
    <svg
      viewBox={`0 0 ${all} ${all}`}
      width="232"
      height="232"
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={all} height={all} fill="#fff" />
      <path d={pathOf(code, size)} fill="#000" />
    </svg>
  )
}

function pathOf(code: { isDark(row: number, column: number): boolean }, size: number): string {
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column)) path += `M${column + MARGIN} ${row + MARGIN}h1v1h-1z`
    }
  }
  return path
}
