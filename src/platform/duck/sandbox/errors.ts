import { AppError, type Said } from '../../errors.ts'
import { FUNCTION_ADVICE } from './functions.ts'

type Facts = Readonly<Record<string, unknown>>
const invalid = (code: string, said: Said, facts: Facts = {}) =>
  new AppError('invalid', `sql.${code}`, { ...said, facts })
const refused = (code: string, said: Said, facts: Facts = {}) =>
  new AppError('forbidden', `sql.${code}`, { ...said, facts })

/** Why a stranger's statement was not run, or was stopped; `forbidden` for what is refused, `invalid` for what is wrong. */
export const sandboxErrors = {
  empty: () => invalid('empty', { vi: 'Chưa có câu lệnh SQL nào.', en: 'There is no SQL statement.' }),
  severalStatements: (count: number) =>
    invalid('several-statements', {
      vi: `Có ${count} câu lệnh; mỗi lần chỉ chạy một câu SELECT. Hãy bỏ dấu chấm phẩy và phần sau nó.`,
      en: `There are ${count} statements; one SELECT runs at a time. Remove the semicolon and what follows it.`,
    }),
  notSelect: () =>
    refused('not-select', {
      vi: 'Chỉ chạy được một câu SELECT. Các lệnh ghi, mở tệp, đặt cấu hình, nạp phần mở rộng đều bị từ chối.',
      en: 'Only one SELECT can run. Statements that write, open files, set options or load extensions are refused.',
    }),
  tooLong: () =>
    invalid('too-long', {
      vi: 'Câu lệnh quá dài hoặc quá nhiều phần. Hãy viết ngắn lại (tối đa 20.000 ký tự).',
      en: 'The statement is too long or has too many parts. Make it shorter (at most 20,000 characters).',
    }),
  syntax: (engine: string) =>
    invalid(
      'syntax',
      { vi: `Câu lệnh sai cú pháp: ${engine}`, en: `The statement is not valid SQL: ${engine}` },
      { engine },
    ),
  wrong: (engine: string) =>
    invalid(
      'wrong',
      { vi: `Câu lệnh không chạy được: ${engine}`, en: `The statement could not run: ${engine}` },
      { engine },
    ),
  unknownColumn: (column: string, engine: string) =>
    invalid(
      'unknown-column',
      {
        vi: `Không có cột “${column}”. Tên cột là tên trong bảng mô tả cột của bảng dữ liệu.`,
        en: `column "${column}" does not exist`,
      },
      { column, engine },
    ),
  unknownTable: (table: string) =>
    refused(
      'unknown-table',
      {
        vi: `Không có bảng “${table}”, hoặc bảng đó không mở. Tên bảng là mã bảng, viết trong ngoặc kép: FROM "mã-bảng".`,
        en: `There is no table "${table}", or it is not open. A table is named by its id in double quotes: FROM "table-id".`,
      },
      { table },
    ),
  refusedPart: (part: string) =>
    refused(
      'refused-part',
      {
        vi: `Không dùng được “${part}” ở đây. Dùng được: SELECT, JOIN, WITH, UNION, GROUP BY, ORDER BY, LIMIT và hàm cửa sổ.`,
        en: `“${part}” cannot be used here. Usable: SELECT, JOIN, WITH, UNION, GROUP BY, ORDER BY, LIMIT and window functions.`,
      },
      { part },
    ),
  refusedFunction: (name: string) => {
    const advice = FUNCTION_ADVICE[name] ?? { vi: '', en: '' }
    return refused(
      'refused-function',
      {
        vi: `Không được gọi hàm ${name}. ${advice.vi}`.trim(),
        en: `Not authorized to call function ${name}. ${advice.en}`.trim(),
      },
      { function: name },
    )
  },
  paddingTooLong: (name: string, most: number) =>
    refused(
      'padding-too-long',
      {
        vi: `Hàm ${name} cần độ dài viết sẵn bằng số, tối đa ${most}.`,
        en: `Function ${name} needs a length written as a number, at most ${most}.`,
      },
      { function: name },
    ),
  deadline: (seconds: number) =>
    new AppError('unavailable', 'sql.deadline', {
      vi: `Câu lệnh chạy quá ${seconds} giây nên đã dừng. Hãy lọc bớt dòng hoặc bớt phép nối bảng.`,
      en: `The statement ran longer than ${seconds} seconds and was stopped. Filter more rows or join fewer tables.`,
    }),
  exhausted: () =>
    new AppError('unavailable', 'sql.exhausted', {
      vi: 'Câu lệnh cần nhiều bộ nhớ hơn mức cho phép nên đã dừng. Hãy lọc bớt dòng hoặc tránh ghép chuỗi quá dài.',
      en: 'The statement needed more memory than is allowed and was stopped. Filter more rows or avoid very long texts.',
    }),
  busy: () =>
    new AppError('too-many', 'sql.busy', {
      vi: 'Bạn đang có quá nhiều câu lệnh chờ chạy. Hãy đợi các câu trước xong rồi gửi tiếp.',
      en: 'Too many of your statements are waiting. Send the next once those before are done.',
    }),
}
