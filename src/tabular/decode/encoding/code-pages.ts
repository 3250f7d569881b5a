/** The byte behind each character as a Western program shows it, and back; undefined positions stay C1 controls. */
const shown = new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 128 }, (_, i) => i + 128))

const BYTES: ReadonlyMap<string, number> = new Map([
  ...Array.from({ length: 128 }, (_, i): [string, number] => [String.fromCharCode(i + 128), i + 128]),
  ...Array.from(shown, (char, i): [string, number] => [char, i + 128]),
  // Some converters write the Greek letter for the micro sign.
  ['\u03bc', 0xb5],
])

/** The byte that a Western program would have shown as this character, if there is one. */
export function westernByte(char: string): number | undefined {
  return char < '\u0080' ? char.charCodeAt(0) : BYTES.get(char)
}

/** The character a Western program shows for a byte. */
export function westernChar(byte: number): string {
  return byte < 128 ? String.fromCharCode(byte) : (shown[byte - 128] ?? '')
}

const C1 = /[\u0080-\u009f]/
const C1_ALL = /[\u0080-\u009f]/g

/** Control characters that are really Windows punctuation: `\u0091` is ‘, as every browser has it. */
export function windowsPunctuation(text: string): string {
  return C1.test(text) ? text.replace(C1_ALL, (c) => westernChar(c.charCodeAt(0))) : text
}
