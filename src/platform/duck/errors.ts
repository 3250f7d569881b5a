import { AppError, type ErrorKind, type Said } from '../errors.ts'

/** An AppError on its way through process messages, which carry no classes. */
export interface ErrorMessage {
  readonly kind: ErrorKind
  readonly code: string
  readonly said: Said
  readonly facts?: Readonly<Record<string, unknown>>
}

export function toErrorMessage(error: unknown): ErrorMessage {
  const known = error instanceof AppError ? error : fromEngine(error)
  const facts = known.details.facts
  return { kind: known.kind, code: known.code, said: known.said, ...(facts === undefined ? {} : { facts }) }
}

export function fromErrorMessage(message: ErrorMessage): AppError {
  return new AppError(message.kind, message.code, {
    ...message.said,
    ...(message.facts ? { facts: message.facts } : {}),
  })
}

export function crashed(): AppError {
  return new AppError('unavailable', 'duck.crashed', {
    vi: 'Tiến trình xử lý dữ liệu đã dừng giữa chừng. Không có gì được ghi; hãy thử lại.',
    en: 'The data process stopped midway. Nothing was written; try again.',
  })
}

export function deadlinePassed(): AppError {
  return new AppError('unavailable', 'duck.deadline', {
    vi: 'Yêu cầu mất quá nhiều thời gian nên đã dừng. Hãy thu hẹp bộ lọc.',
    en: 'The request took too long and was stopped. Narrow the filter.',
  })
}

export function cancelled(): AppError {
  return new AppError('unavailable', 'duck.cancelled', { vi: 'Yêu cầu đã bị huỷ.', en: 'The request was cancelled.' })
}

export function tooBusy(): AppError {
  return new AppError('too-many', 'duck.busy', {
    vi: 'Có quá nhiều yêu cầu dữ liệu cùng lúc. Hãy thử lại sau ít giây.',
    en: 'Too many data requests at once. Try again in a few seconds.',
  })
}

export function closed(): AppError {
  return new AppError('unavailable', 'duck.closed', { vi: 'Hệ thống đang dừng.', en: 'The system is shutting down.' })
}

function outOfMemory(): AppError {
  return new AppError('unavailable', 'duck.out-of-memory', {
    vi: 'Dữ liệu cần nhiều bộ nhớ hơn mức cho phép.',
    en: 'The data needs more memory than is allowed.',
  })
}

function diskFull(): AppError {
  return new AppError('unavailable', 'duck.disk-full', {
    vi: 'Ổ đĩa đã đầy nên không ghi được dữ liệu. Hãy báo người vận hành.',
    en: 'The disk is full, so the data could not be written. Tell the operator.',
  })
}

export function invalidInput(code: string, said: Said, facts: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('invalid', `duck.${code}`, { ...said, facts })
}

/** A cell of prepared rows does not fit the type its column promises; rows count from 1. */
export function valueNotTyped(row: number, column: string, type: string): AppError {
  return invalidInput(
    'value-not-typed',
    {
      vi: `Dòng ${row}, cột ${column}: giá trị không đúng kiểu ${type}.`,
      en: `Row ${row}, column ${column}: the value is not of type ${type}.`,
    },
    { row, column, type },
  )
}

/** What DuckDB says, in our words; a sentence we do not know stays a plain failure without its inner details. */
function fromEngine(error: unknown): AppError {
  const text = error instanceof Error ? error.message : String(error)
  if (/INTERRUPT/.test(text)) return cancelled()
  if (/Out of Memory|could not allocate|bad_alloc|max_temp_directory_size/i.test(text)) return outOfMemory()
  if (/No space left|ENOSPC/i.test(text)) return diskFull()
  if (/CSV Error|CSV Parser|Invalid unicode|not utf-8/i.test(text)) return fromCsvError(text)
  return new AppError('unavailable', 'duck.failed', {
    vi: 'Không xử lý được dữ liệu này.',
    en: 'This data could not be processed.',
    facts: { engine: text.slice(0, 500) },
  })
}

/** Somebody's file that DuckDB cannot read for whatever reason; want of memory or disk keeps its own name. */
export function asParquetError(error: unknown): AppError {
  const known = error instanceof AppError ? error : fromEngine(error)
  return known.code === 'duck.failed' ? parquetUnreadable() : known
}

function parquetUnreadable(): AppError {
  return invalidInput('parquet-unreadable', {
    vi: 'Tệp không phải là Parquet đọc được.',
    en: 'The file is not a readable Parquet file.',
  })
}

function fromCsvError(message: string): AppError {
  // Advice and the list of options follow; they name quotes and columns whatever went wrong.
  const text = message.split(/Possible (?:fixes|solution)/i)[0] ?? ''
  const line = Number(/Line:?\s*(\d+)/i.exec(text)?.[1] ?? Number.NaN)
  const where = Number.isNaN(line) ? {} : { line }
  const vi = Number.isNaN(line) ? '' : ` ở dòng ${line}`
  const en = Number.isNaN(line) ? '' : ` in line ${line}`
  if (/unicode|utf-8/i.test(text)) {
    const said = { vi: `Tệp có ký tự không phải UTF-8${vi}.`, en: `The file has bytes that are not UTF-8${en}.` }
    return invalidInput('csv-encoding', said, where)
  }
  if (/Maximum line size/i.test(text)) {
    return invalidInput('csv-line-too-long', { vi: `Dòng quá dài${vi}.`, en: `A line is too long${en}.` }, where)
  }
  if (/Value with unterminated quote|quote should be/i.test(text)) {
    const said = { vi: `Dấu ngoặc kép không khép đúng${vi}.`, en: `A quotation mark is not closed properly${en}.` }
    return invalidInput('csv-quotes', said, where)
  }
  if (/invalid state/i.test(text)) {
    const said = { vi: 'Tệp dùng lẫn các kiểu xuống dòng.', en: 'The file mixes kinds of line ends.' }
    return invalidInput('csv-line-ends', said, where)
  }
  return invalidInput(
    'csv-ragged',
    { vi: `Số ô không đều giữa các dòng${vi}.`, en: `The lines do not have the same number of cells${en}.` },
    where,
  )
}
