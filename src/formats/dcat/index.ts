export { type DcatDocument, type ReadDcatOptions, readDcat } from './read-dcat.ts'
