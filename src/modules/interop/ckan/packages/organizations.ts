import { type CkanOrganization, naiveUtc, namedId, organizationName } from '../../../../formats/ckan/index.ts'
import type { Entry } from '../../../../formats/model.ts'
import { slugOf } from '../../../../formats/text.ts'
import type { Agency, AgencyTree } from '../../../identity/index.ts'

// CKAN organizations always have been created at some moment; agencies only sometimes say when.
const LONG_AGO = '2000-01-01T00:00:00.000000'

/** An agency as CKAN shows it inside a dataset. */
export function organizationOf(agency: Agency): CkanOrganization {
  return briefOf({
    id: agency.id,
    name: organizationName(agency.code),
    title: agency.name,
    description: agency.nameEn ?? '',
    created: naiveUtc(agency.validFrom) ?? LONG_AGO,
  })
}

/** The publisher of an entry: an agency of ours, or whoever the other catalogue named. */
export function organizationOfEntry({ publisher }: Entry, tree: AgencyTree): CkanOrganization {
  const agency = tree.byCode(publisher.id) ?? tree.byId(publisher.id)
  if (agency) return organizationOf(agency)
  const name = slugOf(publisher.name || publisher.id)
  return briefOf({
    id: namedId('organization', publisher.id),
    name,
    title: publisher.name,
    description: '',
    created: LONG_AGO,
  })
}

type Own = Pick<CkanOrganization, 'id' | 'name' | 'title' | 'description' | 'created'>

function briefOf(own: Own): CkanOrganization {
  return {
    ...own,
    type: 'organization',
    image_url: '',
    is_organization: true,
    approval_status: 'approved',
    state: 'active',
    // udata refuses an organization without them; CKAN itself dropped revisions.
    revision_id: own.id,
    revision_timestamp: own.created,
  }
}
