/**
 * Marks that stand where a number is not there: `..` and `...` (not available), `-` (nil or not applicable),
 * `(X)`, `NA` … They are never zero: statistics offices print 0 or 0,0 where they mean it.
 */
const MARK =
  /^(?:\.{2,}|…+|[-–—−]+|\*+|\(?(?:x|z|na|nda|d|s|b)\)|n\/?a|n\.\s?a\.?|nan|null|none|#n\/a|#ref!|#div\/0!|#value!|:|\?)$/i

/** Whether the text is empty or one of the marks for a missing value. */
export const isMissingMark = (text: string): boolean => {
  const trimmed = text.trim()
  return trimmed === '' || (trimmed.length <= 8 && MARK.test(trimmed))
}
