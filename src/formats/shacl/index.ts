export { type Profile, type ProfileRule, readProfile } from './profile.ts'
export { type CodeUris, ruleShape, SHACL_PREFIX, shapesOf } from './shapes.ts'
export { createShaclValidator, type ShaclFinding, type ShaclValidator } from './validate.ts'
