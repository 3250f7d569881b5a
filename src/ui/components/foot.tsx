import { type Lang, t } from '../messages/index.ts'

/** Links of the whole site and what may be done with the data. */
export function Foot({ lang }: { lang: Lang }) {
  const say = t(lang)
  const links = [
    ['/ke-hoach', say.plans],
    ['/yeu-cau-du-lieu', say.requests],
    ['/gioi-thieu', say.about],
    ['/quy-che', say.terms],
    ['/tro-nang', say.accessibility],
    ['/tai-lieu', say.apiDocs],
  ] as const
  return (
    <footer class="foot">
      <div class="wrap">
        <ul>
          {links.map(([href, text]) => (
            <li key={href}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
        <p>{say.footNote}</p>
      </div>
    </footer>
  )
}
