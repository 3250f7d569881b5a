export type { SearchEngine, SearchEngineOptions, SearchOpening, SearchStats } from './engine.ts'
export { createSearchEngine } from './engine.ts'
export type {
  FacetCount,
  NumberRange,
  SearchChange,
  SearchDocument,
  SearchFields,
  SearchHit,
  SearchLanguage,
  SearchRequest,
  SearchResult,
  SearchSort,
  SearchSuggestion,
  SearchText,
  TextRange,
} from './model.ts'
