import { sql } from 'kysely'
import * as client from 'openid-client'
import { recordAudit } from '../../../platform/audit/index.ts'
import type { IdentityDeps } from '../deps.ts'
import { noSignOn } from '../errors.ts'
import { foldEmail } from '../people/model.ts'

/** The agency's own sign-on, as the operator has set it up. */
export interface SignOnConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Shown on the button. */
  readonly label: string
}

/** What has to come back with the answer; sealed into a short-lived cookie. */
interface Waiting {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  readonly target: string
}

/** Sign-on with OpenID Connect: code flow with PKCE, state and nonce. */
export interface SignOn {
  readonly label: string
  /** Address to send the browser to, and what to keep in a cookie until it comes back. */
  begin(target: string): Promise<{ readonly url: string; readonly waiting: string }>
  /** Who came back. Only somebody already known here: by an earlier link, or by a verified e-mail address. */
  finish(answer: URL, waiting: string | undefined): Promise<{ readonly personId: string; readonly target: string }>
}

export const ANSWER_PATH = '/dang-nhap/sso/tra-loi'
const PURPOSE = 'sign-on'

type Provider = () => Promise<client.Configuration>

/** Discovers the provider at the first use, so that a provider that is down keeps nobody else out. */
function createProvider(config: SignOnConfig): Provider {
  let held: Promise<client.Configuration> | undefined
  return () => {
    if (held) return held
    const issuer = new URL(config.issuer)
    // A provider on plain http is one of the same machine or of a test.
    const options = issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : undefined
    const found = client.discovery(issuer, config.clientId, config.clientSecret, undefined, options)
    held = found
    found.catch(() => {
      held = undefined
    })
    return found
  }
}

/** Sign-on with the provider that the operator has set up. */
export function createSignOn(deps: IdentityDeps, config: SignOnConfig): SignOn {
  const discover = createProvider(config)
  const redirectUri = deps.publicUrl + ANSWER_PATH
  return {
    label: config.label,
    async begin(target) {
      const configuration = await reach(discover())
      const waiting: Waiting = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        target,
      }
      const url = client.buildAuthorizationUrl(configuration, {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        state: waiting.state,
        nonce: waiting.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(waiting.verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, waiting: deps.keys.seal(JSON.stringify(waiting), PURPOSE) }
    },
    async finish(answer, sealed) {
      const text = sealed === undefined ? undefined : deps.keys.unseal(sealed, PURPOSE)
      if (text === undefined) throw refused()
      const waiting = JSON.parse(text) as Waiting
      const configuration = await reach(discover())
      // Behind a proxy the program sees another host; the provider compares with the public one.
      const seen = new URL(redirectUri + answer.search)
      const tokens = await client
        .authorizationCodeGrant(configuration, seen, {
          expectedState: waiting.state,
          expectedNonce: waiting.nonce,
          pkceCodeVerifier: waiting.verifier,
          idTokenExpected: true,
        })
        .catch(() => {
          throw refused()
        })
      const who = await claimsOf(configuration, tokens)
      return { personId: await personFor(deps, who), target: waiting.target }
    },
  }
}

interface Who {
  readonly issuer: string
  readonly subject: string
  readonly email: string | undefined
  readonly emailVerified: boolean
}

type Tokens = Awaited<ReturnType<typeof client.authorizationCodeGrant>>

// Some providers put the e-mail address into the ID token, most only answer it at the userinfo endpoint.
async function claimsOf(configuration: client.Configuration, tokens: Tokens): Promise<Who> {
  const claims = tokens.claims()
  if (!claims) throw refused()
  const { iss: issuer, sub: subject } = claims
  const hasEndpoint = configuration.serverMetadata().userinfo_endpoint !== undefined
  const source =
    typeof claims['email'] === 'string' || !hasEndpoint
      ? claims
      : await reach(client.fetchUserInfo(configuration, tokens.access_token, subject))
  const email = source['email']
  return {
    issuer,
    subject,
    email: typeof email === 'string' ? email : undefined,
    emailVerified: source['email_verified'] === true,
  }
}

async function personFor(deps: IdentityDeps, who: Who): Promise<string> {
  return deps.db.transaction().execute(async (tx) => {
    const known = await sql<{ person_id: string }>`
      select person_id from identity.external_login where issuer = ${who.issuer} and subject = ${who.subject}`.execute(
      tx,
    )
    if (known.rows[0]) return known.rows[0].person_id
    if (who.email === undefined || !who.emailVerified) throw unverified()
    const found = await sql<{ id: string; name: string }>`
      select id, name from identity.person
      where email_folded = ${foldEmail(who.email)} and disabled_at is null for update`.execute(tx)
    const person = found.rows[0]
    if (!person) throw unknown()
    await sql`
      insert into identity.external_login (issuer, subject, person_id, linked_at)
      values (${who.issuer}, ${who.subject}, ${person.id}, ${deps.clock.now()})`.execute(tx)
    await recordAudit(tx, {
      action: 'identity.sign-on.linked',
      actor: { kind: 'person', id: person.id, name: person.name },
      resource: { kind: 'person', id: person.id },
      details: { issuer: who.issuer },
    })
    return person.id
  })
}

async function reach<Value>(asking: Promise<Value>): Promise<Value> {
  return asking.catch(() => {
    throw noSignOn({
      vi: 'Không liên lạc được với hệ thống đăng nhập của cơ quan. Hãy thử lại sau hoặc dùng mật khẩu.',
      en: 'The sign-on of your agency cannot be reached. Try later or use the password.',
    })
  })
}

const refused = () =>
  noSignOn({
    vi: 'Lượt đăng nhập không hợp lệ hoặc đã quá lâu. Hãy đăng nhập lại từ đầu.',
    en: 'This sign-in is not valid or took too long. Begin again.',
  })

const unverified = () =>
  noSignOn({
    vi: 'Hệ thống đăng nhập chưa xác nhận địa chỉ thư của tài khoản này.',
    en: 'The sign-on has not verified the e-mail address of this account.',
  })

const unknown = () =>
  noSignOn({
    vi: 'Địa chỉ thư này chưa có tài khoản trên nút. Hãy nhờ người quản trị của cơ quan mời.',
    en: 'No account here has this e-mail address. Ask the steward of your agency for an invitation.',
  })
