import type { CsvColumn } from '../ingest/model.ts'
import { quoteText, type Storage, usualStorage } from '../sql.ts'

/** SQL over the raw text of one column. */
export interface CleanSql {
  /** Computed once a cell in an inner select, under the name given; the optimiser does not share it across a CASE. */
  readonly aid: string | undefined
  /** The typed value; where a cell does not fit, `otherwise` (SQL) takes its place. */
  value(storage: Storage, otherwise: string): string
  /** Whether a cell holds something that does not fit the type. */
  readonly failed: string
  /** Canonical digits of a number cell (`-1234.5`), empty otherwise; tells how many digits a column needs. */
  readonly digits: string | undefined
}

// What JavaScript's trim removes and government exports contain: blanks, no-break and figure spaces, a stray mark.
const RIM = String.raw`e' \t\n\r\x0b\x0c' || chr(160) || chr(8199) || chr(8201) || chr(8239) || chr(12288) || chr(65279)`

/** Doubles print back up to 17 digits; a longer cell may lose some. */
const SURE_LENGTH = 17

/** The SQL twin of reading a cell: cheap tests first, so that a clean cell costs little more than a bare cast. */
export function cleanSql(column: CsvColumn, raw: string, aid: string): CleanSql {
  const trimmed = `trim(${raw}, ${RIM})`
  const missing = `(${raw} IS NULL OR ${isOneOf(trimmed, ['', ...(column.missing ?? [])])})`
  switch (column.type) {
    case 'text':
      return textSql(column, { raw, trimmed, missing, aid })
    case 'period':
      return shapedSql({ trimmed, missing, shape: PERIOD })
    case 'integer':
    case 'decimal':
      return numberSql(column, { raw, trimmed, missing, aid })
    case 'boolean':
      return booleanSql(column, { raw, trimmed, missing })
    case 'date':
    case 'datetime':
      return dateSql(column, { raw, trimmed, missing, aid })
  }
}

/** Not `IN`: DuckDB makes a join of a longer list, over every cell, also where a CASE would never come to it. */
function isOneOf(text: string, marks: readonly string[]): string {
  return `(${marks.map((mark) => `${text} = ${quoteText(mark)}`).join(' OR ')})`
}

interface Parts {
  readonly raw: string
  readonly trimmed: string
  readonly missing: string
  /** Name of the helper column. */
  readonly aid: string
}

function textSql(column: CsvColumn, { raw, trimmed, missing, aid }: Parts): CleanSql {
  const marks = column.missing ?? []
  const noMark = marks.length === 0 ? '' : ` AND NOT ${isOneOf(raw, marks)}`
  // Trimming costs more than reading the cell, and nearly no cell needs it: look at the first and last character.
  const rimIsClean = `${noBlank(raw)} AND ${noBlank(aid)}`
  const value = `CASE WHEN ${rimIsClean}${noMark} THEN ${raw} WHEN ${missing} THEN NULL ELSE ${trimmed} END`
  return { aid: `${raw}[-1]`, value: () => value, failed: 'FALSE', digits: undefined }
}

/** Whether a text surely begins with no blank: those lie at or below U+0020, at U+00A0 or from U+2000 up. */
function noBlank(text: string): string {
  // Two comparisons are enough for nearly every cell.
  return `${text} >= '!' AND (${text} < chr(160) OR ${text} >= chr(161) AND ${text} < chr(8192))`
}

const PERIOD = String.raw`\d{4}(-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?|\d{4}/\d{4}`

function shapedSql({ trimmed, missing, shape }: Omit<Parts, 'raw' | 'aid'> & { readonly shape: string }): CleanSql {
  const fits = `regexp_full_match(${trimmed}, ${quoteText(shape)})`
  return {
    aid: undefined,
    value: (_storage, otherwise) => `CASE WHEN ${fits} THEN ${trimmed} WHEN ${missing} THEN NULL ELSE ${otherwise} END`,
    failed: `NOT (${missing} OR ${fits})`,
    digits: undefined,
  }
}

function numberSql(column: CsvColumn, { raw, trimmed, missing, aid }: Parts): CleanSql {
  const fits = `regexp_full_match(${trimmed}, ${quoteText(numberShape(column))})`
  const ungrouped = column.grouping === undefined ? trimmed : withoutGrouping(trimmed, column.grouping)
  const plain = pointed(column, ungrouped)
  return {
    aid: column.type === 'integer' ? `TRY_CAST(${raw} AS BIGINT)` : `TRY_CAST(${pointed(column, raw)} AS DOUBLE)`,
    value: (storage, otherwise) => {
      const slow = `TRY_CAST(${plain} AS ${storage})`
      // Strict: a number with more digits than its storage keeps must not be rounded without a word.
      const mayRound = otherwise !== 'NULL' && storage === 'DOUBLE'
      const kept = `${slow} IS NOT NULL${mayRound ? ` AND NOT ${tooLong(plain)}` : ''}`
      const quick = quickNumber(column, { raw, aid }, storage)
      return `CASE ${quick} WHEN ${missing} THEN NULL WHEN ${fits} AND ${kept} THEN ${slow} ELSE ${otherwise} END`
    },
    failed: `NOT (${missing} OR ${fits})`,
    digits: `CASE WHEN ${fits} THEN ${plain} END`,
  }
}

function pointed(column: CsvColumn, text: string): string {
  return column.decimal === ',' ? `replace(${text}, ',', '.')` : text
}

/** The road of nearly every cell: no grouping sign inside, and too short to lose digits or printed back as it came. */
function quickNumber(column: CsvColumn, { raw, aid }: Pick<Parts, 'raw' | 'aid'>, storage: Storage): string {
  if (storage === 'BIGINT') return `WHEN CAST(${aid} AS VARCHAR) = ${raw} THEN ${aid}`
  if (storage !== 'DOUBLE') return ''
  const noDot = column.decimal === ',' ? ` AND NOT contains(${raw}, '.')` : ''
  const point = column.decimal ?? '.'
  const short = `(strlen(${raw}) <= ${SURE_LENGTH} OR strlen(${raw}) = ${SURE_LENGTH + 1} AND contains(${raw}, '${point}'))`
  // The cast also takes `inf`, `nan` and `1_000`, which are no numbers to us.
  return `WHEN ${short} AND isfinite(${aid}) AND NOT contains(${raw}, '_')${noDot} THEN ${aid}
    WHEN CAST(${aid} AS VARCHAR) = ${pointed(column, raw)} AND isfinite(${aid})${noDot} THEN ${aid}`
}

/** More than 17 significant digits, or an exact text of 16 or 17 that a double would not print back. */
function tooLong(plain: string): string {
  return String.raw`(length(ltrim(regexp_replace(${plain}, '[eE].*|[^\d]', '', 'g'), '0')) > ${SURE_LENGTH})`
}

function withoutGrouping(text: string, grouping: string): string {
  if (grouping !== ' ') return `replace(${text}, ${quoteText(grouping)}, '')`
  return `replace(replace(replace(${text}, ' ', ''), chr(160), ''), chr(8239), '')`
}

function numberShape(column: CsvColumn): string {
  const sign = column.decimal ?? '.'
  const point = sign === '.' ? String.raw`\.` : ','
  const group = column.grouping === undefined ? '' : groupPattern(column.grouping)
  const whole = group === '' ? String.raw`\d+` : String.raw`(\d{1,3}(${group}\d{3})+|\d+)`
  if (column.type === 'integer') return `[+-]?${whole}`
  return String.raw`[+-]?(${whole}(${point}\d*)?|${point}\d+)([eE][+-]?\d{1,3})?`
}

function groupPattern(grouping: string): string {
  if (grouping === ' ') return String.raw`[ \x{a0}\x{202f}]`
  return grouping === '.' ? String.raw`\.` : grouping
}

function booleanSql(column: CsvColumn, { raw, trimmed, missing }: Omit<Parts, 'aid'>): CleanSql {
  const yes = (text: string): string => isOneOf(text, column.trueMarks ?? ['true'])
  const no = (text: string): string => isOneOf(text, column.falseMarks ?? ['false'])
  return {
    aid: undefined,
    value: (_storage, otherwise) => `CASE WHEN ${yes(raw)} THEN TRUE WHEN ${no(raw)} THEN FALSE
      WHEN ${missing} THEN NULL WHEN ${yes(trimmed)} THEN TRUE WHEN ${no(trimmed)} THEN FALSE ELSE ${otherwise} END`,
    failed: `NOT (${missing} OR ${yes(trimmed)} OR ${no(trimmed)})`,
    digits: undefined,
  }
}

function dateSql(column: CsvColumn, { raw, trimmed, missing, aid }: Parts): CleanSql {
  const storage = usualStorage[column.type]
  const { format } = column
  const read = (text: string): string =>
    format === undefined
      ? `TRY_CAST(${text} AS ${storage})`
      : `CAST(TRY_STRPTIME(${text}, ${quoteText(format)}) AS ${storage})`
  // Without a format only ISO 8601 counts; the cast alone would also take 2020/1/5.
  const iso = format === undefined ? ` AND regexp_matches(${trimmed}, '^[0-9]{4}-[0-9]{2}-[0-9]{2}')` : ''
  const fits = `${read(trimmed)} IS NOT NULL${iso}`
  const quick = format === undefined ? `CAST(${aid} AS VARCHAR) = ${raw}` : `${aid} IS NOT NULL`
  return {
    aid: read(raw),
    value: (_storage, otherwise) =>
      `CASE WHEN ${quick} THEN ${aid} WHEN ${missing} THEN NULL WHEN ${fits} THEN ${read(trimmed)} ELSE ${otherwise} END`,
    failed: `NOT (${missing} OR (${fits}))`,
    digits: undefined,
  }
}
