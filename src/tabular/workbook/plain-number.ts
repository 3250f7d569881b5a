/** A number with the fifteen digits a spreadsheet keeps: no 0.30000000000000004. */
export function plainNumber(value: number): string {
  const text = String(value)
  return text.length <= 16 ? text : String(Number(value.toPrecision(15)))
}
