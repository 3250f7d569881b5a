import Type, { type Static } from 'typebox'
import { Value } from 'typebox/value'
import { damagedArchive } from './errors.ts'

export const FIRST_ENTRY = 'nguon-backup.json'
export const LAST_ENTRY = 'manifest.json'

const Opening = Type.Object({
  format: Type.Literal(1),
  madeAt: Type.String(),
  migrations: Type.Array(Type.Object({ number: Type.Integer(), name: Type.String(), hash: Type.String() })),
  tables: Type.Array(Type.Object({ name: Type.String(), columns: Type.Array(Type.String()) })),
})

/** The first entry: what a reader must know before the data come. */
export type Opening = Static<typeof Opening>

const Manifest = Type.Object({
  entries: Type.Array(Type.Object({ name: Type.String(), size: Type.Integer(), sha256: Type.String() })),
  rows: Type.Record(Type.String(), Type.Integer()),
  sequences: Type.Array(Type.Object({ name: Type.String(), value: Type.Union([Type.String(), Type.Null()]) })),
  objects: Type.Object({
    count: Type.Integer(),
    bytes: Type.Integer(),
    /** SHA-256 over the digests in their order: the bytes of each are checked against its own name. */
    list: Type.String(),
    /** Digests the tables name whose bytes were not there: erased by decision, or lost. */
    absent: Type.Integer(),
  }),
  sealedRecords: Type.Integer(),
  withKey: Type.Boolean(),
})

/** The last entry: what must have come before it. */
export type Manifest = Static<typeof Manifest>

export function readOpening(bytes: Buffer): Opening {
  return parse(FIRST_ENTRY, bytes, (value) => (Value.Check(Opening, value) ? value : undefined))
}

export function readManifest(bytes: Buffer): Manifest {
  return parse(LAST_ENTRY, bytes, (value) => (Value.Check(Manifest, value) ? value : undefined))
}

function parse<T>(name: string, bytes: Buffer, check: (value: unknown) => T | undefined): T {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString())
  } catch {
    value = undefined
  }
  const found = check(value)
  if (found === undefined) throw damagedArchive(name, { vi: 'nội dung không đọc được', en: 'it cannot be read' })
  return found
}
