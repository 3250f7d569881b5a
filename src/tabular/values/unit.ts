import { fold, tidyBlanks } from './fold.ts'

const WORDS = new Set(
  (
    '% ‰ percent phan tram pct diem point points ' +
    'thous thousand thousands mill mil mills million millions bill bil billion billions trillion hundred nghin ngan trieu ty ti tram chuc k ' +
    'fob cif dong dongs vnd vnđ usd us $ dollars dollar dol eur euro current constant prices ' +
    'ton tons tonnes metric short long tan ta yen kg g gram grams lb lbs pound pounds pounds ounce ounces bu bushel bushels bale bales cwt ' +
    'ha hectare hectares m m2 m3 km km2 mm cm dm ml l inch inches feet foot sq square cubic mile miles acre acres yard yards nautical ' +
    'lit litre litres liter liters gallon gallons gal barrel barrels bbl ' +
    'kw kwh mw mwh gwh btu joule tj toe cv hp degrees celsius c f oc do ' +
    'nguoi person persons pers people population inhabitants ho household households gia dinh family families ' +
    'con head heads dau cai chiec bo doi to quyen piece pieces pcs pair pairs set sets unit units number so luong so item items each ' +
    'lan time times case cases vu viec bed beds giuong house houses nha can ngoi flat flats apartment apartments ' +
    'pupil pupils hoc sinh sinh vien student students teacher teachers giao vien truong lop class classes school schools ' +
    'title titles copy copies ban cuon dau sach nam year years tuoi age gio hour hours phut minute minutes ngay day days thang month months ' +
    'doanh nghiep co so don vi establishment establishments enterprise enterprises project projects du an vehicle vehicles xe ' +
    'visit visits luot khach passenger passengers arrival arrivals subscriber subscribers thue bao may cay qua trang page pages ' +
    'cases rate ratio index ty le births deaths women men live ' +
    'mg µg μg ug mcg ng mpn ntu ppm ppb db dba lux bq'
  ).split(' '),
)
const JOIN = /[\s./,·*x×()^-]+/
const SMALL = new Set(['per', 'of', 'and', 'cua', 'moi', 'tren', 'in', 'a', 'the'])
const SCALE_NUMBER = /^1(?:,|\.| )?0{2,3}(?:(?:,|\.| )?000)*$/

/** Clerks write "tr.đ", "1.000đ", "tỷ đ/ha": a single đ behind a number, a scale word or nothing is the đồng. */
const spellOut = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/(?<![\p{L}])(?:trđ|tr\.?(?= ?đ))/giu, ' triệu ')
    .replace(/(?<![\p{L}])ng\.?(?= ?đ)/giu, ' nghìn ')
    .replace(/đ(?![\p{L}])/giu, ' đồng')

/** Whether a short text is nothing but a unit of measure ("Thous. ha", "Triệu đồng", "%", "1,000"). */
export function isUnitText(text: string): boolean {
  const plain = fold(spellOut(text))
    .replace(/\b(f\.?o\.?b|c\.?i\.?f)\b\.?/g, '$1')
    .replace(/f\.o\.b|c\.i\.f/g, 'fob')
    .replace(/²/g, '2')
    .replace(/³/g, '3')
    .replace(/^(?:don vi(?: tinh)?|dvt|unit)\s*:?\s*/, '')
  if (plain === '' || plain.length > 40) return false
  const words = plain
    .replace(/1[,. ]000(?:[,. ]000)*/g, 'thous')
    .split(JOIN)
    .filter((word) => word !== '')
  if (words.length === 0 || words.length > 6) return false
  const known = words.filter((word) => WORDS.has(word) || SCALE_NUMBER.test(word) || /^10+$/.test(word))
  return (
    known.length > 0 &&
    words.every((word) => WORDS.has(word) || SMALL.has(word) || SCALE_NUMBER.test(word) || /^10+$/.test(word))
  )
}

/** A label and the unit that stood in it. */
export interface SplitUnit {
  readonly label: string
  readonly unit?: string
}

/**
 * Takes the unit out of a label: "Area (Km2)", "Structure (%)", "Total - Thous. persons", "Sản lượng, tấn".
 * A unit inside the label ("Income (Thous. dongs) - Lowest quintile") speaks for the whole.
 */
export function splitUnit(label: string): SplitUnit {
  for (const found of [...label.matchAll(/[([]([^()[\]]{1,40})[)\]]/g)].reverse()) {
    const inside = found[1] ?? ''
    if (!isUnitText(inside)) continue
    const rest = tidyBlanks(`${label.slice(0, found.index)} ${label.slice(found.index + found[0].length)}`)
      .replace(/\s+([,;:)])/g, '$1')
      .replace(/[\s–-]+$/, '')
    return rest === '' ? { label: '', unit: tidyBlanks(inside) } : { label: rest, unit: tidyBlanks(inside) }
  }
  const dashed = /^(.+?)\s*(?:\s[-–—]|,|\)-)\s*([^,–—]{1,30})$/.exec(label)
  if (
    dashed?.[1] !== undefined &&
    dashed[2] !== undefined &&
    isUnitText(dashed[2]) &&
    !/^\d+$/.test(dashed[2].trim())
  ) {
    return {
      label: tidyBlanks(label.slice(0, label.length - dashed[2].length)).replace(/[\s,–—-]+$/, ''),
      unit: tidyBlanks(dashed[2]),
    }
  }
  // "% so với kế hoạch": the sign in front is the unit and part of the name.
  return {
    label: tidyBlanks(label),
    ...(/^[%‰]\s+\p{L}/u.test(label.trim()) ? { unit: label.trim().slice(0, 1) } : {}),
  }
}

/** "Lượng: Nghìn tấn": the name of a column with its unit. */
const endsInUnit = (pair: string): boolean => isUnitText(pair.split(':')[1] ?? '')

const UNIT_LINE = /(?:đơn vị(?:\s+tính)?|đvt|unit)\s*[:.]\s*([^()]{1,60})\)?\s*$/iu

const SCALED_LINE = /^(?:%|‰|(?:triệu|tỷ|tỉ|nghìn|ngàn|1[.,]?000|million|billion|thousand|thous\.?)\s)/iu

/** A line that is nothing but an amount's unit ("Triệu USD", "%"), as printed alone above the right end of a table. */
export const isBareUnit = (line: string): boolean => SCALED_LINE.test(`${line.trim()} `) && isUnitText(line)

/** The unit a line above a table states for all of it ("Đơn vị tính: nghìn tấn", "(Triệu đồng)"). */
export function unitOfLine(line: string): string | undefined {
  const stated = UNIT_LINE.exec(line.normalize('NFC'))
  if (stated?.[1] !== undefined) return tidyBlanks(stated[1])
  const named = /^\s*\(([^()]{3,80})\)\s*$/.exec(line)?.[1] ?? ''
  if (/^[^:;]+:[^:;]+(?:;[^:;]+:[^:;]+)+$/.test(named) && named.split(';').every(endsInUnit)) return tidyBlanks(named)
  const wrapped = /^\s*[([]\s*([^()[\]]{1,40})\s*[)\]]\s*$/.exec(line)
  return wrapped?.[1] !== undefined && isUnitText(wrapped[1]) ? tidyBlanks(wrapped[1]) : undefined
}
