import { type Lang, t } from '../messages/index.ts'
import { CsrfField } from './csrf-field.tsx'

export interface NavItem {
  readonly href: string
  readonly text: string
}

/** Who is signed in, as the top bar shows it. */
export interface TopUser {
  readonly name: string
  /** Role in words: "cán bộ dữ liệu". */
  readonly role?: string | undefined
}

export interface TopProps {
  readonly lang: Lang
  readonly path: string
  readonly nav: readonly NavItem[]
  readonly user?: TopUser | undefined
  readonly csrf?: string | undefined
}

/** Menu of the public pages. */
export function publicNav(lang: Lang): readonly NavItem[] {
  const say = t(lang)
  return [
    { href: '/bo-du-lieu', text: say.datasets },
    { href: '/chu-de', text: say.themes },
    { href: '/co-quan', text: say.agencies },
    { href: '/ban-do-du-lieu', text: say.dataMap },
    { href: '/tai-lieu', text: say.apiDocs },
  ]
}

/** Menu of the officers' pages. */
export function workNav(lang: Lang): readonly NavItem[] {
  const say = t(lang)
  return [
    { href: '/lam-viec', text: say.desk },
    { href: '/lam-viec/tai-len', text: say.upload },
    { href: '/bo-du-lieu', text: say.datasets },
  ]
}

/** More entries than these fit beside the brand on a wide screen only. */
const FEW_ENTRIES = 5

/** Brand, menu, language, who is signed in. On phones the menu folds into a `<details>`. */
export function Top({ lang, path, nav, user, csrf }: TopProps) {
  const say = t(lang)
  const current = currentEntry(nav, path)
  const entries = nav.map((item) => (
    <li key={item.href}>
      <a href={item.href} aria-current={item === current ? 'page' : undefined}>
        {item.text}
      </a>
    </li>
  ))
  return (
    <header class={nav.length > FEW_ENTRIES ? 'top many' : 'top'}>
      <div class="wrap top-in">
        <a class="brand" href="/">
          <BrandMark />
          {say.brand}
        </a>
        <nav class="top-nav" aria-label={say.navMain}>
          <ul>{entries}</ul>
        </nav>
        <div class="top-end">
          <LanguageSwitch lang={lang} path={path} />
          <Account lang={lang} user={user} csrf={csrf} />
          <details class="menu">
            <summary>{say.menu}</summary>
            <ul>
              {entries}
              <li>
                <LanguageSwitch lang={lang} path={path} />
              </li>
              <li>
                <Account lang={lang} user={user} csrf={csrf} />
              </li>
            </ul>
          </details>
        </div>
      </div>
    </header>
  )
}

/** Three waves: a spring seen from its source. */
function BrandMark() {
  return (
    <svg
      viewBox="0 0 28 28"
      fill="none"
      stroke="currentColor"
      stroke-width="2.4"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d="M3 22.5c3.7-3.2 7.3-3.2 11 0s7.3 3.2 11 0" />
      <path d="M6.5 15.2c2.5-2.2 5-2.2 7.5 0s5 2.2 7.5 0" />
      <path d="M10 8c1.3-1.2 2.7-1.2 4 0s2.7 1.2 4 0" />
    </svg>
  )
}

function Account({ lang, user, csrf }: { lang: Lang; user: TopUser | undefined; csrf: string | undefined }) {
  const say = t(lang)
  if (!user) return <a href="/dang-nhap">{say.signIn}</a>
  return (
    <form class="who" method="post" action="/dang-xuat">
      <a href="/lam-viec">
        {user.name}
        {user.role && `, ${user.role}`}
      </a>
      <CsrfField token={csrf ?? ''} />
      <button class="quiet" type="submit">
        {say.signOut}
      </button>
    </form>
  )
}

function LanguageSwitch({ lang, path }: { lang: Lang; path: string }) {
  const other = lang === 'vi' ? 'en' : 'vi'
  const [pathname = '/', query = ''] = path.split('?')
  const params = new URLSearchParams(query)
  params.set('lang', other)
  return (
    <a href={`${pathname}?${params}`} lang={other} hreflang={other}>
      {t(lang).otherLanguage}
    </a>
  )
}

/** The entry whose address is the longest beginning of this page's. */
function currentEntry(nav: readonly NavItem[], path: string): NavItem | undefined {
  const pathname = path.split('?')[0] ?? ''
  return nav
    .filter((item) => pathname === item.href || pathname.startsWith(`${item.href}/`))
    .sort((one, other) => other.href.length - one.href.length)[0]
}
