export { naiveUtc, zonedUtc } from './dates.ts'
export { namedId, organizationName, tagName } from './names.ts'
export { type ReadContext } from './read-distribution.ts'
export { readPackage } from './read-package.ts'
export type {
  CkanExtra,
  CkanGroup,
  CkanLicense,
  CkanOrganization,
  CkanPackage,
  CkanResource,
  CkanTag,
} from './shape.ts'
export { firstText } from './texts.ts'
export { toLicense } from './to-license.ts'
export { type PackageContext, toGroup, toPackage, toTag } from './to-package.ts'
