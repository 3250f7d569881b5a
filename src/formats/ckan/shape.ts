/** Dicts of the CKAN Action API v3 as clients read them. Keys are always there; what is unknown is `null` or `""`. */
export interface CkanPackage {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly notes: string
  readonly url: string | null
  readonly version: string | null
  readonly author: string | null
  readonly author_email: string | null
  readonly maintainer: string | null
  readonly maintainer_email: string | null
  readonly license_id: string | null
  readonly license_title: string | null
  readonly license_url: string | null
  readonly isopen: boolean
  readonly type: string
  readonly state: 'active' | 'draft' | 'deleted'
  readonly private: boolean
  readonly creator_user_id: string | null
  readonly owner_org: string | null
  readonly metadata_created: string
  readonly metadata_modified: string
  readonly num_resources: number
  readonly num_tags: number
  readonly organization: CkanOrganization | null
  readonly groups: readonly CkanGroup[]
  readonly tags: readonly CkanTag[]
  readonly extras: readonly CkanExtra[]
  readonly resources: readonly CkanResource[]
  readonly relationships_as_subject: readonly never[]
  readonly relationships_as_object: readonly never[]
  /** Fields of our own schema, named as ckanext-dcat and ckanext-fluent name them. */
  readonly [custom: string]: unknown
}

export interface CkanExtra {
  readonly key: string
  readonly value: string
}

/** `udata` refuses an organization without any one of these. */
export interface CkanOrganization {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly type: 'organization'
  readonly description: string
  readonly image_url: string
  readonly created: string
  readonly is_organization: true
  readonly approval_status: 'approved'
  readonly state: 'active'
  readonly revision_id: string
  readonly revision_timestamp: string
}

/** A group as it stands in a dataset. */
export interface CkanGroup {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly display_name: string
  readonly description: string
  readonly image_display_url: string
}

export interface CkanTag {
  readonly id: string
  readonly name: string
  readonly display_name: string
  readonly state: 'active'
  readonly vocabulary_id: null
}

export interface CkanResource {
  readonly id: string
  readonly package_id: string
  readonly position: number
  readonly name: string
  readonly description: string
  readonly url: string
  readonly url_type: 'upload' | null
  readonly resource_type: 'file' | 'api'
  readonly format: string
  readonly mimetype: string | null
  readonly mimetype_inner: null
  readonly size: number | null
  readonly hash: string
  readonly created: string
  readonly last_modified: string | null
  readonly metadata_modified: string
  readonly cache_url: null
  readonly cache_last_updated: null
  readonly state: 'active'
  readonly datastore_active: boolean
  readonly [custom: string]: unknown
}

export interface CkanLicense {
  readonly id: string
  readonly title: string
  readonly url: string
  readonly status: 'active'
  readonly family: string
  readonly maintainer: string
  readonly is_okd_compliant: boolean
  readonly is_osi_compliant: boolean
  readonly domain_content: boolean
  readonly domain_data: boolean
  readonly domain_software: boolean
  readonly od_conformance: 'approved' | 'not reviewed'
  readonly osd_conformance: 'not reviewed'
}
