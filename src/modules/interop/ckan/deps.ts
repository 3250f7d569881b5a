import type { InteropDeps } from '../deps.ts'
import type { PackageShelf } from './packages/shelf.ts'

/** What the actions are made of. */
export interface CkanDeps extends InteropDeps {
  readonly shelf: PackageShelf
}
