import { AppError, type FieldProblem, invalidFields, type Said } from '../../platform/errors.ts'

function field(name: string, said: Said): AppError {
  return invalidFields('identity.invalid', [{ field: name, message: said }])
}

/** The same words for an unknown account, a wrong password and a closed account: nothing can be learnt from them. */
export const wrongSignIn = (): AppError =>
  new AppError('unauthenticated', 'identity.wrong-sign-in', {
    vi: 'Thư điện tử hoặc mật khẩu không đúng.',
    en: 'The e-mail address or the password is wrong.',
  })

export const wrongCode = (): AppError =>
  new AppError('unauthenticated', 'identity.wrong-code', {
    vi: 'Mã xác thực không đúng hoặc đã dùng. Hãy chờ mã mới rồi nhập lại.',
    en: 'The code is wrong or was used already. Wait for a new one and enter that.',
  })

export const signInAgain = (): AppError =>
  new AppError('unauthenticated', 'identity.sign-in-again', {
    vi: 'Đã quá thời gian nhập mã. Hãy đăng nhập lại từ đầu.',
    en: 'The time to enter the code is over. Sign in again.',
  })

export const locked = (until: Date): AppError =>
  new AppError('too-many', 'identity.locked', {
    vi: 'Đã thử sai nhiều lần. Hãy chờ ít phút rồi thử lại.',
    en: 'Too many wrong attempts. Wait a few minutes and try again.',
    facts: { until: until.toISOString() },
  })

export const badKey = (): AppError =>
  new AppError('unauthenticated', 'identity.bad-key', {
    vi: 'Khóa API không đúng, đã hết hạn hoặc đã bị thu hồi.',
    en: 'The API key is wrong, has expired or was revoked.',
  })

export const linkGone = (): AppError =>
  new AppError('gone', 'identity.link-gone', {
    vi: 'Đường dẫn này đã dùng hoặc đã hết hạn. Hãy xin đường dẫn mới từ người quản trị của cơ quan.',
    en: 'This link was used or has expired. Ask the steward of your agency for a new one.',
  })

export const agencyNotFound = (code: string): AppError =>
  new AppError('not-found', 'identity.agency-not-found', {
    vi: `Không có cơ quan mang mã “${code}”.`,
    en: `There is no agency with the code “${code}”.`,
  })

export const agencyExists = (code: string): AppError =>
  new AppError('conflict', 'identity.agency-exists', {
    vi: `Mã “${code}” đã có cơ quan dùng.`,
    en: `The code “${code}” is taken.`,
  })

export const personNotFound = (): AppError =>
  new AppError('not-found', 'identity.person-not-found', {
    vi: 'Không có người dùng này.',
    en: 'There is no such person.',
  })

export const notYourPerson = (): AppError =>
  new AppError('forbidden', 'identity.not-your-person', {
    vi: 'Người này còn giữ vai trò ngoài phạm vi quản lý của bạn.',
    en: 'This person also holds roles you do not manage.',
  })

export const ownRoles = (): AppError =>
  new AppError('forbidden', 'identity.own-roles', {
    vi: 'Không ai tự thêm, bớt vai trò hay khóa tài khoản của chính mình.',
    en: 'Nobody changes their own roles or closes their own account.',
  })

export const mayNotGrant = (): AppError =>
  new AppError('forbidden', 'identity.may-not-grant', {
    vi: 'Tài khoản này không được giao vai trò đó ở cơ quan này.',
    en: 'This account may not give that role at this agency.',
  })

export const notFound = (): AppError =>
  new AppError('not-found', 'identity.not-found', { vi: 'Không tìm thấy.', en: 'Not found.' })

export const keyRolesTooWide = (): AppError =>
  field('roles', {
    vi: 'Khóa chỉ được mang vai trò đang dùng để tạo nó.',
    en: 'A key may only carry the roles that were used to make it.',
  })

export const wrongCurrentPassword = (): AppError =>
  field('current', { vi: 'Mật khẩu hiện tại không đúng.', en: 'The current password is wrong.' })

export const wrongEnrolCode = (): AppError =>
  field('code', {
    vi: 'Mã không khớp. Hãy kiểm tra giờ của điện thoại rồi nhập mã mới.',
    en: 'The code does not match. Check the clock of the phone and enter a new one.',
  })

export const badDeputy = (said: Said): AppError => field('deputy', said)

export const badPeriod = (): AppError =>
  field('to', {
    vi: 'Ngày cuối phải sau ngày đầu, chưa qua, và không quá 92 ngày.',
    en: 'The last day must be after the first, not in the past, within 92 days.',
  })

export const noSignOn = (reason: Said): AppError => new AppError('forbidden', 'identity.no-sign-on', reason)

export const badFields = (problems: readonly (FieldProblem | undefined)[]): AppError | undefined => {
  const found = problems.filter((problem) => problem !== undefined)
  return found.length === 0 ? undefined : invalidFields('identity.invalid', found)
}
