import { AppError } from '../../errors.ts'
import { FUNCTION_ADVICE } from './functions.ts'

/** Why a stranger's statement was not run, or was stopped; `forbidden` for what is refused, `invalid` for what is wrong. */
export const sandboxErrors = {
  empty: () =>
    new AppError('invalid', 'sql.empty', { vi: 'Chưa có câu lệnh SQL nào.', en: 'There is no SQL statement.' }),
  severalStatements: (count: number) =>
    new AppError('invalid', 'sql.several-statements', {
      vi: `Có ${count} câu lệnh; mỗi lần chỉ chạy một câu SELECT. Hãy bỏ dấu chấm phẩy và phần sau nó.`,
      en: `There are ${count} statements; one SELECT runs at a time. Remove the semicolon and what follows it.`,
    }),
  notSelect: () =>
    new AppError('forbidden', 'sql.not-select', {
      vi: 'Chỉ chạy được một câu SELECT. Các lệnh ghi, mở tệp, đặt cấu hình, nạp phần mở rộng đều bị từ chối.',
      en: 'Only one SELECT can run. Statements that write, open files, set options or load extensions are refused.',
    }),
  tooLong: () =>
    new AppError('invalid', 'sql.too-long', {
      vi: 'Câu lệnh quá dài hoặc quá nhiều phần. Hãy viết ngắn lại (tối đa 20.000 ký tự).',
      en: 'The statement is too long or has too many parts. Make it shorter (at most 20,000 characters).',
    }),
  syntax: (engine: string) =>
    new AppError('invalid', 'sql.syntax', {
      vi: `Câu lệnh sai cú pháp: ${engine}`,
      en: `The statement is not valid SQL: ${engine}`,
      facts: { engine },
    }),
  wrong: (engine: string) =>
    new AppError('invalid', 'sql.wrong', {
      vi: `Câu lệnh không chạy được: ${engine}`,
      en: `The statement could not run: ${engine}`,
      facts: { engine },
    }),
  unknownColumn: (column: string, engine: string) =>
    new AppError('invalid', 'sql.unknown-column', {
      vi: `Không có cột “${column}”. Tên cột là tên trong bảng mô tả cột của bảng dữ liệu.`,
      en: `column "${column}" does not exist`,
      facts: { column, engine },
    }),
  unknownTable: (table: string) =>
    new AppError('forbidden', 'sql.unknown-table', {
      vi: `Không có bảng “${table}”, hoặc bảng đó không mở. Tên bảng là mã bảng, viết trong ngoặc kép: FROM "mã-bảng".`,
      en: `There is no table "${table}", or it is not open. A table is named by its id in double quotes: FROM "table-id".`,
      facts: { table },
    }),
  refusedPart: (part: string) =>
    new AppError('forbidden', 'sql.refused-part', {
      vi: `Không dùng được “${part}” ở đây. Dùng được: SELECT, JOIN, WITH, UNION, GROUP BY, ORDER BY, LIMIT và hàm cửa sổ.`,
      en: `“${part}” cannot be used here. Usable: SELECT, JOIN, WITH, UNION, GROUP BY, ORDER BY, LIMIT and window functions.`,
      facts: { part },
    }),
  refusedFunction: (name: string) => {
    const advice = FUNCTION_ADVICE[name] ?? { vi: '', en: '' }
    return new AppError('forbidden', 'sql.refused-function', {
      vi: `Không được gọi hàm ${name}. ${advice.vi}`.trim(),
      en: `Not authorized to call function ${name}. ${advice.en}`.trim(),
      facts: { function: name },
    })
  },
  paddingTooLong: (name: string, most: number) =>
    new AppError('forbidden', 'sql.padding-too-long', {
      vi: `Hàm ${name} cần độ dài viết sẵn bằng số, tối đa ${most}.`,
      en: `Function ${name} needs a length written as a number, at most ${most}.`,
      facts: { function: name },
    }),
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
  overBudget: (allowedSeconds: number, waitSeconds: number) =>
    new AppError('too-many', 'sql.over-budget', {
      vi: `Các câu lệnh của bạn đã dùng quá ${allowedSeconds} giây tính toán mỗi phút. Hãy đợi ${waitSeconds} giây rồi gửi tiếp.`,
      en: `Your statements have used more than ${allowedSeconds} seconds of computing a minute. Send the next in ${waitSeconds} seconds.`,
      facts: { retry_after: waitSeconds },
    }),
}
