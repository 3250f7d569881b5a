import type { Remark } from '../../../formats/model.ts'
import type { Notice } from '../model.ts'

/** An answer that was not in the charset it claimed. */
export function charsetNotice(url: string, charset: string): Notice {
  return {
    level: 'warning',
    code: 'harvest.wrong-charset',
    vi: `${url} khai sai bảng mã chữ; đã đọc theo ${charset}. Nên đề nghị bên quản lý gửi UTF-8.`,
    en: `${url} declares the wrong charset; it was read as ${charset}. Ask its owner to send UTF-8.`,
  }
}

/** A fault of a document as a whole. */
export function documentNotice({ code, vi, en }: Remark, url: string): Notice {
  return { level: 'warning', code: `harvest.${code}`, vi: `${url}: ${vi}`, en: `${url}: ${en}` }
}
