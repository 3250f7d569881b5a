const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'

/** `oai:{host}:{uuid}`, after the guidelines for oai-identifier. */
export function oaiIdentifier(publicUrl: string, id: string): string {
  return `oai:${hostOf(publicUrl)}:${id}`
}

/** The catalogue id; undefined for what is no identifier of this repository. */
export function idOf(publicUrl: string, identifier: string): string | undefined {
  const start = `oai:${hostOf(publicUrl)}:`
  const id = identifier.startsWith(start) ? identifier.slice(start.length) : ''
  return new RegExp(`^${UUID}$`).test(id) ? id : undefined
}

export function hostOf(publicUrl: string): string {
  return new URL(publicUrl).hostname
}
