export { placeOf } from './errors.ts'
export { type HostRule, isListedHost, readHostRules } from './host-list.ts'
export {
  type ConnectTo,
  ENGINES,
  type Engine,
  type ForeignKey,
  type FoundColumn,
  type FoundIndex,
  type FoundSchema,
  type FoundTable,
  type ReadOptions,
  type ReadStep,
  type SampledColumn,
  type SchemaReader,
  TRANSPORTS,
  type Transport,
  UNPROVEN,
} from './model.ts'
export { createSchemaReader } from './reader.ts'
