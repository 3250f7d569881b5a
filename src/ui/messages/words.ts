/** The language of a page. */
export type Lang = 'vi' | 'en'

type Said<Vietnamese> = {
  readonly [Key in keyof Vietnamese]: Vietnamese[Key] extends string ? string : Vietnamese[Key]
}

/**
 * Words of a room in both languages: `const say = words({ send: 'Gửi duyệt' }, { send: 'Send for review' })`, then
 * `say(lang).send`. A key without its English words is a type error. Words with numbers are functions.
 */
export function words<Vietnamese>(vi: Vietnamese, en: Said<NoInfer<Vietnamese>>): (lang: Lang) => Said<Vietnamese> {
  return (lang) => (lang === 'en' ? en : (vi as Said<Vietnamese>))
}
