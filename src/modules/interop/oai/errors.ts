/** Error codes of OAI-PMH 2.0 (§3.6); said inside an answer with status 200. */
export type OaiCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noRecordsMatch'

/** What a harvester asked that cannot be answered. */
export interface OaiFault {
  readonly code: OaiCode
  readonly message: string
}

export interface Refused {
  readonly ok: false
  readonly fault: OaiFault
}

export function refuse(code: OaiCode, message: string): Refused {
  return { ok: false, fault: { code, message } }
}
