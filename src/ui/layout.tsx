import type { ComponentChildren } from 'preact'
import { assetUrl } from './assets.ts'
import { Foot } from './components/foot.tsx'
import { type NavItem, publicNav, Top, type TopUser, workNav } from './components/top.tsx'
import { type Lang, t } from './messages/index.ts'

/** Custom elements a page may ask for; each is one small script. */
export type IslandName = 'tim-nhanh' | 'sao-chep' | 'tu-luu' | 'tha-tep' | 'o-sang'

/** Dublin Core of a page about one resource. */
export interface DublinCore {
  readonly identifier?: string | undefined
  readonly creator?: string | undefined
  readonly date?: string | undefined
  readonly subject?: string | undefined
  readonly type?: string | undefined
  readonly rights?: string | undefined
}

export interface LayoutProps {
  readonly title: string
  readonly lang: Lang
  /** Path and query of this page: marks the entry of the menu and makes the language switch. */
  readonly path: string
  readonly nonce: string
  readonly user?: TopUser | undefined
  /** Token for the sign-out form; needed with `user`. */
  readonly csrf?: string | undefined
  readonly description?: string | undefined
  readonly dublinCore?: DublinCore | undefined
  readonly islands?: readonly IslandName[] | undefined
  /** Other entries of the menu than the usual ones. */
  readonly nav?: readonly NavItem[] | undefined
  /** More elements for `<head>`: links to Atom, JSON-LD and other forms of the page. */
  readonly head?: ComponentChildren
  /** A sheet and its table side by side need the whole width. */
  readonly wide?: boolean | undefined
  readonly noIndex?: boolean | undefined
  readonly children: ComponentChildren
}

const FIRST_FONT = 'be-vietnam-pro-vietnamese-400-normal.woff2'

/** The whole document around a page: head, top, main, foot. */
export function Layout(props: LayoutProps) {
  const { lang, path, user, csrf, wide, children } = props
  const nav = props.nav ?? (user && isWork(path) ? workNav(lang) : publicNav(lang))
  return (
    <html lang={lang}>
      <Head {...props} />
      <body class={wide ? 'wide-page' : undefined}>
        <a class="skip" href="#chinh">
          {t(lang).skip}
        </a>
        <Top lang={lang} path={path} nav={nav} user={user} csrf={csrf} />
        <main id="chinh">{children}</main>
        <Foot lang={lang} />
      </body>
    </html>
  )
}

function isWork(path: string): boolean {
  return path.startsWith('/lam-viec') || path.startsWith('/quan-tri')
}

function Head({ title, lang, nonce, description, dublinCore, islands, head, noIndex }: LayoutProps) {
  const brand = t(lang).brand
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{title === brand ? title : `${title} · ${brand}`}</title>
      {description && <meta name="description" content={description} />}
      {noIndex && <meta name="robots" content="noindex" />}
      <meta name="color-scheme" content="light dark" />
      <link rel="preload" href={assetUrl(FIRST_FONT)} as="font" type="font/woff2" crossorigin="anonymous" />
      <link rel="stylesheet" href={assetUrl('nguon.css')} />
      <link rel="icon" href={assetUrl('favicon.svg')} type="image/svg+xml" />
      <DublinCoreMeta title={title} lang={lang} description={description} about={dublinCore} />
      {head}
      {islands?.map((name) => (
        <script key={name} type="module" src={assetUrl(`${name}.js`)} nonce={nonce} />
      ))}
    </head>
  )
}

interface DublinCoreMetaProps {
  readonly title: string
  readonly lang: Lang
  readonly description: string | undefined
  readonly about: DublinCore | undefined
}

// Metadata of the pages of state portals: Circular 26/2020/TT-BTTTT asks for Dublin Core in <head>.
function DublinCoreMeta({ title, lang, description, about }: DublinCoreMetaProps) {
  const known = { title, language: lang, description, ...about }
  return (
    <>
      <link rel="schema.DC" href="http://purl.org/dc/elements/1.1/" />
      {Object.entries(known).map(([name, content]) =>
        content ? <meta key={name} name={`DC.${name}`} content={content} /> : undefined,
      )}
    </>
  )
}
