import type { LegacyFont } from '../decoded-file.ts'
import { westernByte } from './code-pages.ts'
import { restoreCapitals } from './restore-capitals.ts'

/** Letters at the bytes 0x80–0xFF; a point marks a byte without a letter of its own. */
const TABLES: Readonly<Record<Exclude<LegacyFont, 'vni'>, string>> = {
  tcvn3:
    '.................................ĂÂÊÔƠƯĐăâêôơưđẰ.....àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ.',
  viscii:
    'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ',
  vps: 'ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ..ỀỂỄỐỒỔỖýỷỵỚỜỞ.ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ.àáâãảạă.èéêẽìí.ĩẴĐòóôõ.Ơụùúủ.ỶẼỳ',
}

/** VISCII keeps six capitals at control positions (RFC 1456). */
const VISCII_CONTROLS: ReadonlyMap<number, string> = new Map([
  [0x02, 'Ẳ'],
  [0x05, 'Ẵ'],
  [0x06, 'Ẫ'],
  [0x14, 'Ỷ'],
  [0x19, 'Ỹ'],
  [0x1e, 'Ỵ'],
])

/** VNI letters of one byte; a capital is 0x20 below. */
const VNI_SINGLE: ReadonlyMap<number, string> = withCapitals([
  [0xec, 'ì'],
  [0xed, 'í'],
  [0xe6, 'ỉ'],
  [0xf3, 'ĩ'],
  [0xf2, 'ị'],
  [0xee, 'ỵ'],
  [0xf1, 'đ'],
  [0xf4, 'ơ'],
  [0xf6, 'ư'],
])

const [GRAVE, ACUTE, HOOK, TILDE, DOT, CIRCUMFLEX, BREVE] = [
  '\u0300',
  '\u0301',
  '\u0309',
  '\u0303',
  '\u0323',
  '\u0302',
  '\u0306',
]

/** VNI marks: the byte behind a vowel puts these on it. */
const VNI_MARKS: ReadonlyMap<number, string> = withCapitals([
  [0xf8, GRAVE],
  [0xf9, ACUTE],
  [0xfb, HOOK],
  [0xf5, TILDE],
  [0xef, DOT],
  [0xe2, CIRCUMFLEX],
  [0xe1, CIRCUMFLEX + ACUTE],
  [0xe0, CIRCUMFLEX + GRAVE],
  [0xe5, CIRCUMFLEX + HOOK],
  [0xe3, CIRCUMFLEX + TILDE],
  [0xe4, CIRCUMFLEX + DOT],
  [0xea, BREVE],
  [0xe9, BREVE + ACUTE],
  [0xe8, BREVE + GRAVE],
  [0xfa, BREVE + HOOK],
  [0xfc, BREVE + TILDE],
  [0xeb, BREVE + DOT],
])

function withCapitals(entries: readonly (readonly [number, string])[]): ReadonlyMap<number, string> {
  return new Map(entries.flatMap(([byte, text]) => [[byte, text] as const, [byte - 0x20, text.toUpperCase()] as const]))
}

/** Maps letters that a Western program shows for a legacy font to Unicode; anything else stays as it is. */
export function convertLegacy(text: string, font: LegacyFont): string {
  const changed = font === 'vni' ? convertVni(text) : convertByTable(text, font)
  // TCVN3 and VPS have no code for most capitals with a tone and store the small letter.
  return font === 'tcvn3' || font === 'vps' ? restoreCapitals(changed, font) : changed
}

function convertByTable(text: string, font: Exclude<LegacyFont, 'vni'>): string {
  const table = TABLES[font]
  let out = ''
  for (const char of text) {
    const byte = westernByte(char)
    if (byte === undefined) out += char
    else if (byte < 0x80) out += (font === 'viscii' && VISCII_CONTROLS.get(byte)) || char
    else {
      const letter = table[byte - 0x80]
      out += letter === undefined || letter === '.' ? char : letter
    }
  }
  return out
}

const VNI_BASE = /[aeiouyAEIOUYơưƠƯ]/

function convertVni(text: string): string {
  let out = ''
  let base = ''
  for (const char of text) {
    const byte = char < '\u0080' ? undefined : westernByte(char)
    const mark = byte === undefined ? undefined : VNI_MARKS.get(byte)
    const composed = base !== '' && mark !== undefined ? (base + mark).normalize('NFC') : ''
    if (composed.length === 1) {
      out = out.slice(0, -1) + composed
      base = ''
    } else {
      const letter = (byte === undefined ? undefined : VNI_SINGLE.get(byte)) ?? char
      out += letter
      base = VNI_BASE.test(letter) ? letter : ''
    }
  }
  return out
}

/** The table a font needs, by the names such fonts have: `.VnTime`, `VnArial Narrow`, `VNI-Times`. */
export function legacyFontOf(name: string | undefined): LegacyFont | undefined {
  if (name === undefined) return undefined
  if (/^\.?vn(?!i[-\s])/i.test(name) && /^(?:\.|vn[a-z])/i.test(name)) return 'tcvn3'
  if (/^vni[-\s]/i.test(name)) return 'vni'
  return /^vps[-\s]/i.test(name) ? 'vps' : undefined
}
