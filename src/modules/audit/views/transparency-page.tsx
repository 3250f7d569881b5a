import { Facts, formatNumber, Layout, type LayoutProps, PageHead, Part, Time } from '../../../ui/index.ts'
import { nameIn } from '../../identity/index.ts'
import type { Transparency } from '../transparency.ts'
import { say } from '../words.ts'

type Frame = Pick<LayoutProps, 'lang' | 'path' | 'nonce' | 'user' | 'csrf'>

/** What anybody may see of how this node is watched. */
export function TransparencyPage({ frame, facts }: { frame: Frame; facts: Transparency }) {
  const { lang } = frame
  const w = say(lang)
  return (
    <Layout {...frame} title={w.publicTitle}>
      <div class="wrap">
        <PageHead title={w.publicTitle} lede={w.publicLede} />
        <Part id="con-dau" title={w.lastSeal}>
          <LastSeal lang={lang} seal={facts.seal} />
        </Part>
        <Part id="bon-mat" title={w.fourEyes}>
          {facts.withoutFourEyes.length === 0 ? (
            <p>{w.fourEyesNone}</p>
          ) : (
            <>
              <p>{w.fourEyesSome}</p>
              <ul>
                {facts.withoutFourEyes.map((agency) => (
                  <li key={agency.id}>
                    <a href={`/co-quan/${agency.code}`}>{nameIn(lang, agency)}</a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Part>
      </div>
    </Layout>
  )
}

function LastSeal({ lang, seal }: { lang: Frame['lang']; seal: Transparency['seal'] }) {
  const w = say(lang)
  if (!seal) return <p>{w.noSeal}</p>
  const code = (text: string) => <code>{text}</code>
  return (
    <Facts
      items={[
        { term: w.sealed, value: w.records(formatNumber(seal.lastSeq, lang)) },
        { term: w.sealedAt, value: <Time value={seal.at} lang={lang} form="datetime" /> },
        { term: w.chain, value: code(seal.chain.toString('hex')) },
        { term: w.signature, value: code(seal.signature.toString('base64url')) },
        { term: w.publicKey, value: code(seal.publicKey) },
      ]}
    />
  )
}
