import { escapeXml } from '../../../platform/text.ts'
import type { OpenTable } from '../../datasets/index.ts'
import { type Property, propertiesOf } from './edm.ts'
import type { EntitySet, Service } from './service.ts'

/** The service document: its entity sets, by absolute address, for clients that lose the last part of the root. */
export function serviceDocument({ root, sets }: Service) {
  return {
    '@odata.context': `${root}/$metadata`,
    value: sets.map(({ name, title }) => ({ name, title, kind: 'EntitySet', url: `${root}/${name}` })),
  }
}

/** `$metadata`, CSDL XML of OData 4.0; the labels of columns are descriptions. */
export function metadataXml(tables: readonly { readonly set: EntitySet; readonly table: OpenTable }[]): string {
  const types = tables.map(({ set, table }) => entityType(set, propertiesOf(table))).join('')
  const sets = tables
    .map(({ set }) => `<EntitySet Name="${escapeXml(set.name)}" EntityType="Nguon.${escapeXml(set.name)}" />`)
    .join('')
  return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="Nguon" xmlns="http://docs.oasis-open.org/odata/ns/edm">
${types}<EntityContainer Name="Container">${sets}</EntityContainer>
</Schema>
</edmx:DataServices></edmx:Edmx>
`
}

function entityType({ name, title }: EntitySet, properties: readonly Property[]): string {
  const lines = properties.map(propertyXml).join('\n')
  return `<EntityType Name="${escapeXml(name)}"><Key><PropertyRef Name="_id" /></Key>
${lines}
${description(title)}</EntityType>
`
}

function propertyXml({ name, edm, scale, label }: Property): string {
  const nullable = name === '_id' ? ' Nullable="false"' : ''
  const facets = scale === undefined ? '' : ` Precision="38" Scale="${scale}"`
  const precision = edm === 'Edm.DateTimeOffset' ? ' Precision="6"' : ''
  return `<Property Name="${escapeXml(name)}" Type="${edm}"${nullable}${facets}${precision}>${description(label ?? name)}</Property>`
}

function description(text: string): string {
  return `<Annotation Term="Org.OData.Core.V1.Description" String="${escapeXml(text)}" />`
}
