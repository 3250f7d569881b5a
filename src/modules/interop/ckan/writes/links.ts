import type { Held } from '../../../datasets/index.ts'
import type { Params } from '../action.ts'
import { ckanErrors } from '../errors.ts'

/** A resource of a dataset that lies elsewhere. */
export interface GivenLink {
  readonly id: string | undefined
  readonly url: string
  readonly title: string
}

const MOST_RESOURCES = 100

/** Resources nested in a dataset; 409 with the faults in their places. */
export function linksIn(params: Params): readonly GivenLink[] {
  const given = params['resources']
  if (given === undefined || given === null) return []
  if (!Array.isArray(given) || given.length > MOST_RESOURCES) throw ckanErrors.invalid({ resources: ['Not a list'] })
  const faults: Record<string, readonly string[]>[] = []
  const links = (given as readonly unknown[]).map((one): GivenLink => {
    const { id, url, name } = (one ?? {}) as Readonly<Record<string, unknown>>
    const isThere = typeof url === 'string' && url !== ''
    faults.push(isThere ? {} : { url: ['Missing value'] })
    const address = isThere ? url : ''
    const title = typeof name === 'string' && name !== '' ? name : address
    return { id: typeof id === 'string' ? id : undefined, url: address, title }
  })
  if (faults.some((fault) => Object.keys(fault).length > 0)) throw ckanErrors.invalid({ resources: faults })
  return links
}

/** CKAN deletes what an update does not list; here what was published stays until somebody withdraws it. */
export function refuseRemovals(params: Params, held: readonly Held[]): void {
  if (params['resources'] === undefined) return
  const listed = linksIn(params)
  const ids = new Set(listed.map(({ id }) => id))
  const urls = new Set(listed.map(({ url }) => url))
  const gone = held.filter(
    ({ distribution, version }) =>
      version.state === 'published' && !ids.has(distribution.id) && !urls.has(distribution.url ?? ''),
  )
  if (gone.length === 0) return
  const names = gone.map(({ distribution, version }) => `${distribution.id} (${version.title})`)
  throw ckanErrors.invalid({
    resources: [
      `Published resources are not removed by leaving them out: ${names.join(', ')}. List them, or omit resources.`,
    ],
  })
}
