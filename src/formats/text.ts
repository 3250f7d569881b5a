// NFD stripping leaves đ and Đ, which are letters of their own in Unicode.
const COMBINING = /[\u0300-\u036f]/g

/** What two spellings of one word have in common: lower case, without diacritics, single spaces. */
export function wordKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(COMBINING, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** CKAN name (`[a-z0-9-]{2,100}`) proposed for a title; the catalogue that keeps the record makes it unique. */
export function slugOf(title: string): string {
  const slug = wordKey(title).replace(/ /g, '-').slice(0, 90).replace(/-+$/, '')
  return slug.length >= 2 ? slug : `du-lieu${slug ? `-${slug}` : ''}`
}

// Letters that only Vietnamese uses, or a tone on a vowel that has its own sign already.
const VIETNAMESE = /[ăđơưĂĐƠƯ]|[\u1ea0-\u1ef9]/

/** Language of a text that does not say it: Vietnamese by its letters, else what the record says, else `und` (BCP 47). */
export function languageOf(text: string, said: string | undefined): string {
  if (VIETNAMESE.test(text.normalize('NFC'))) return 'vi'
  return said ?? 'und'
}
