// NFD stripping leaves đ and Đ, which are letters of their own in Unicode; Vietnamese readers type d for them.
const COMBINING = /[\u0300-\u036f]/g

/** Lower case without diacritics: "Đắk Lắk" → "dak lak". */
export function fold(text: string): string {
  return text.normalize('NFD').replace(COMBINING, '').replace(/[đĐ]/g, 'd').toLowerCase()
}

/** CKAN name of a title (`[a-z0-9-]{2,100}`): "Dân số năm 2020" → "dan-so-nam-2020". */
export function slugify(title: string): string {
  const slug = fold(title)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 90)
    .replace(/-+$/, '')
  return slug.length >= 2 ? slug : `du-lieu-${slug}`.replace(/-+$/, '')
}

// C0 controls except TAB, LF, CR; DEL; bidirectional overrides that can disguise a text; byte order marks inside it.
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for -- control characters are what is cut out
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g

/** Text a person typed: NFC, without invisible controls, trimmed. */
export function cleanText(text: string): string {
  return text.normalize('NFC').replace(UNSEEN, '').trim()
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// XML 1.0 allows no control characters but tab and line ends, and no halves of a surrogate pair.
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** Text as it may stand in an XML element or attribute. */
export function escapeXml(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (sign) => ESCAPED[sign] ?? sign)
}
