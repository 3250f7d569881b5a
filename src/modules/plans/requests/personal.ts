// Twelve digits of the citizen number, nine of the old card, Vietnamese phone numbers, bank accounts, e-mail addresses.
const MARKS = [
  /(?<!\d)\d{12}(?!\d)/,
  /(?<!\d)\d{9}(?!\d)/,
  /(?<!\d)(?:\+?84|0)[\s.-]?\d{2,3}(?:[\s.-]?\d{3,4}){2}(?!\d)/,
  /(?:stk|số tài khoản|tài khoản số)\D{0,12}\d{6,}/i,
  /[\w.+-]+@[\w-]+\.[\w.]+/,
]

/** Whether a text seems to hold somebody's number, account or address. */
export function hasPersonalData(text: string): boolean {
  return MARKS.some((mark) => mark.test(text))
}
