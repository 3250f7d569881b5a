/** A number with the fifteen digits a spreadsheet keeps: no 0.30000000000000004. */
export function plainNumber(value: number): string {
  return String(Number(value.toPrecision(15)))
}
