import { join } from 'node:path'
import { datasetCodes } from './dataset-codes.ts'
import type { Means } from './means.ts'
import { type AuditModule, createAuditModule } from './modules/audit/index.ts'
import { type CatalogModule, createCatalogModule } from './modules/catalog/index.ts'
import { type CodesModule, createCodesModule } from './modules/codes/index.ts'
import { createDatasetsModule, createUploads, type DatasetsModule } from './modules/datasets/index.ts'
import { createIdentityModule, type IdentityModule, type IdentityOptions } from './modules/identity/index.ts'
import type { NodeResources } from './node.ts'
import { sealPathOf } from './platform/audit/index.ts'
import { listBackups } from './platform/backup/index.ts'

/** Tiers 1 to 3: who, what is known, and the data. */
export interface Core {
  readonly identity: IdentityModule
  readonly codes: CodesModule
  readonly catalog: CatalogModule
  readonly audit: AuditModule
  readonly datasets: DatasetsModule
}

export async function createCore(node: NodeResources, means: Means): Promise<Core> {
  const { database, clock, log, keys, config } = node
  const { dataDir, publicUrl, oidc, smtpUrl } = config
  const identity = createIdentityModule({
    ...node,
    db: database.module<'identity'>(),
    publicUrl,
    oidc,
    ...(smtpUrl === undefined ? {} : { send: sendLetters(node, means) }),
  })
  const codes = createCodesModule({ db: database.module<'codes'>(), clock })
  const catalog = createCatalog(node, means, identity)
  const { agencies, people } = identity
  const sealPath = sealPathOf(dataDir)
  const audit = createAuditModule({ database, clock, log, agencies, people, sealPath, publicKey: keys.publicKey })
  const datasets = await createDatasets(node, means, { identity, catalog })
  return { identity, codes, catalog, audit, datasets }
}

/** Invitations and links for a new password leave by mail; each is a letter of its own. */
function sendLetters({ ids }: NodeResources, { messages }: Means): NonNullable<IdentityOptions['send']> {
  return (tx, { to, subject, text }) => messages.letters.post(tx, { key: `identity-${ids.next()}`, to, subject, text })
}

function createCatalog(node: NodeResources, means: Means, identity: IdentityModule): CatalogModule {
  const { database, clock, ids, keys, log } = node
  const { followers, engine, options } = means
  return createCatalogModule({
    db: database.module<'catalog'>(),
    clock,
    ids,
    log,
    agencies: identity.agencies,
    engine,
    shown: async () => {
      await options.step?.('change-committed')
      // Neither the index nor a kept page may still show what was before.
      await Promise.all([followers.caughtUp('catalog-search'), followers.caughtUp('portal-pages')])
    },
    seal: (text) => keys.seal(text, 'feedback-contact'),
    unseal: (text) => keys.unseal(text, 'feedback-contact'),
  })
}

async function createDatasets(
  node: NodeResources,
  { duck, outgoing, options }: Means,
  { identity, catalog }: Pick<Core, 'identity' | 'catalog'>,
): Promise<DatasetsModule> {
  const { database, clock, ids, log, objects, config } = node
  const db = database.module<'datasets'>()
  return createDatasetsModule({
    db,
    clock,
    ids,
    log,
    catalog,
    agencies: identity.agencies,
    objects,
    duck,
    uploads: createUploads({ db, clock, ids, dir: join(config.dataDir, 'uploads') }),
    codes: await datasetCodes(),
    workDir: join(config.dataDir, 'reading'),
    outgoing,
    backups: (since) => listBackups(database.pool, since),
    step: options.step ?? (() => undefined),
  })
}
