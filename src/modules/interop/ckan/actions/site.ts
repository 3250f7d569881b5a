import { type Actions, reading, requireText } from '../action.ts'
import type { CkanDeps } from '../deps.ts'
import { ckanErrors } from '../errors.ts'

// Clients choose their parameters by these digits; what this program is stands in `nguon_version`.
const SPOKEN_VERSION = '2.11.5'
const EXTENSIONS = ['datastore', 'dcat', 'harvest', 'scheming_datasets']

/** What a client asks before anything else. */
export function siteActions(actions: Actions, deps: CkanDeps): void {
  actions.set(
    'status_show',
    reading('Name, address and version of this catalogue, and the extensions it speaks.', () => siteStatus(deps)),
  )
  actions.set(
    'site_read',
    reading('Whether the catalogue can be read: always true.', () => true),
  )
  actions.set(
    'help_show',
    reading('What an action does; name is its name.', ({ params }) => {
      const action = actions.get(requireText(params, 'name'))
      if (!action) throw ckanErrors.notFound()
      return action.help
    }),
  )
}

/** Also the whole answer of `/api/util/status`. */
export async function siteStatus({ entries, publicUrl }: CkanDeps): Promise<Readonly<Record<string, unknown>>> {
  const catalog = await entries.catalog()
  return {
    site_title: catalog.title['vi'] ?? '',
    site_description: catalog.description['vi'] ?? '',
    site_url: publicUrl,
    locale_default: 'vi',
    error_emails_to: catalog.publisher.email ?? null,
    ckan_version: SPOKEN_VERSION,
    nguon_version: '1',
    extensions: EXTENSIONS,
  }
}
