import { AppError } from '../errors.ts'

/** The archive is not what was written; `where` names the entry. */
export function damagedArchive(where: string, why: { vi: string; en: string }): AppError {
  return new AppError('invalid', 'backup.damaged', {
    vi: `Tệp sao lưu bị hỏng ở “${where}”: ${why.vi}. Chưa có gì được khôi phục; hãy dùng một bản sao lưu khác.`,
    en: `The backup is damaged at "${where}": ${why.en}. Nothing was restored; use another backup.`,
  })
}

export function notEmpty(): AppError {
  return new AppError('conflict', 'backup.target-not-empty', {
    vi: 'Nơi khôi phục đã có dữ liệu. Hãy đặt NGUON_DATA tới một thư mục mới, hoặc DATABASE_URL tới một cơ sở dữ liệu trống.',
    en: 'The target already holds data. Set NGUON_DATA to a new folder, or DATABASE_URL to an empty database.',
  })
}

export function newerArchive(migration: string): AppError {
  return new AppError('conflict', 'backup.newer-program', {
    vi: `Bản sao lưu do một phiên bản Nguồn khác tạo ra (bước ${migration} không có trong phiên bản này). Hãy cài đúng phiên bản đó hoặc mới hơn.`,
    en: `The backup was made by another release of Nguồn (step ${migration} is not part of this one). Install that release or a later one.`,
  })
}

export function alreadyThere(path: string): AppError {
  return new AppError('conflict', 'backup.file-exists', {
    vi: `Đã có tệp ${path}. Hãy chọn tên khác.`,
    en: `${path} exists already. Choose another name.`,
  })
}
