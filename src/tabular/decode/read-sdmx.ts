import type { Sheet } from '../model.ts'
import { type DecodedFile, nothingDecoded } from './decoded-file.ts'
import { decodeText } from './encoding/decode-text.ts'
import { attributeOf, type Token, tokensOf, unescapeEntities } from './markup-tokens.ts'
import { sheetOfText } from './sheet-of-text.ts'

/** One observation: concept → code or value. */
type Observation = ReadonlyMap<string, string>

/** Reads SDMX-ML data messages, generic or structure-specific: a row for each observation, a column for each concept. */
export function readSdmx(bytes: Uint8Array): DecodedFile {
  const decoded = decodeText(bytes)
  const dataSets = readDataSets(decoded.text)
  if (dataSets.length === 0) return nothingDecoded('sdmx-ml', [{ code: 'not-a-table', severity: 'error' }])
  return {
    format: 'sdmx-ml',
    encoding: decoded.encoding,
    legacyFont: undefined,
    repairs: decoded.repairs,
    dialect: undefined,
    sheets: dataSets.map((rows, i) => toSheet(rows, dataSets.length > 1 ? `DataSet ${i + 1}` : undefined)),
    problems: decoded.problems,
  }
}

function toSheet(observations: readonly Observation[], name: string | undefined): Sheet {
  const concepts = [...new Set(observations.flatMap((o) => [...o.keys()]))]
  const rows = observations.map((o) => concepts.map((concept) => o.get(concept) ?? ''))
  return { ...sheetOfText([concepts, ...rows], name), headerRows: 1 }
}

interface State {
  readonly dataSets: Observation[][]
  dataSet: ReadonlyMap<string, string>
  group: ReadonlyMap<string, string>
  series: ReadonlyMap<string, string>
  observation: Map<string, string> | undefined
  /** Where the values of a generic message go. */
  within: 'series' | 'observation' | 'group' | 'dataset'
}

function readDataSets(markup: string): readonly (readonly Observation[])[] {
  const none: ReadonlyMap<string, string> = new Map()
  const state: State = {
    dataSets: [],
    dataSet: none,
    group: none,
    series: none,
    observation: undefined,
    within: 'dataset',
  }
  for (const token of tokensOf(markup)) {
    if (token.kind === 'open') open(state, token)
    else if (token.kind === 'close') close(state, token.name)
  }
  return state.dataSets.filter((rows) => rows.length > 0)
}

type Opening = Extract<Token, { kind: 'open' }>

function open(state: State, token: Opening): void {
  const own = conceptsOf(token.attributes)
  switch (token.name) {
    case 'dataset':
      state.dataSets.push([])
      state.dataSet = new Map()
      state.within = 'dataset'
      break
    case 'series':
      state.series = own
      state.within = 'series'
      if (token.closed) close(state, 'series')
      break
    case 'obs':
      state.observation = new Map(own)
      state.within = 'observation'
      if (token.closed) close(state, 'obs')
      break
    case 'value':
      addGenericValue(state, token.attributes)
      break
    case 'obsdimension':
      state.observation?.set(
        attributeOf(token.attributes, 'id') || 'TIME_PERIOD',
        attributeOf(token.attributes, 'value'),
      )
      break
    case 'obsvalue':
      state.observation?.set('OBS_VALUE', attributeOf(token.attributes, 'value'))
      break
  }
}

function addGenericValue(state: State, attributes: string): void {
  const concept = attributeOf(attributes, 'id') || attributeOf(attributes, 'concept')
  const value = attributeOf(attributes, 'value')
  if (concept === '') return
  if (state.within === 'observation') state.observation?.set(concept, value)
  else if (state.within === 'series') state.series = new Map([...state.series, [concept, value]])
  else state.dataSet = new Map([...state.dataSet, [concept, value]])
}

function close(state: State, name: string): void {
  if (name === 'obs' && state.observation) {
    state.dataSets.at(-1)?.push(new Map([...state.dataSet, ...state.series, ...state.observation]))
    state.observation = undefined
    state.within = 'series'
  } else if (name === 'series') {
    state.series = new Map()
    state.within = 'dataset'
  }
}

// Attributes with a prefix (xsi:type, ss:dataScope) speak of the message, not of the data.
function conceptsOf(attributes: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [, name, double, single] of attributes.matchAll(/(?:^|\s)([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (name !== undefined && name !== 'xmlns') found.set(name, unescapeEntities(double ?? single ?? ''))
  return found
}
