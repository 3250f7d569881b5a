export { type Asset, findAsset } from './assets.ts'
export type { CellValue, ColumnLike } from './cell.ts'
export { formatCell } from './cell.ts'
export { type ChartSeries, type ChosenChart, chooseChart } from './charts/choose-chart.ts'
export { yearColumns } from './charts/year-columns.ts'
export { AgencyFacts } from './components/agency-facts.tsx'
export { Answer, type AnswerProps } from './components/answer.tsx'
export { Badge } from './components/badge.tsx'
export { type BarItem } from './components/bars.tsx'
export { BigNumber } from './components/big-number.tsx'
export { type ChangeItem, ChangeList } from './components/change-list.tsx'
export { Chart } from './components/chart.tsx'
export { CheckboxGroup, type Choice, RadioGroup } from './components/choices.tsx'
export { CodeSample } from './components/code-sample.tsx'
export { Crumbs } from './components/crumbs.tsx'
export { CsrfField } from './components/csrf-field.tsx'
export { DataTable, type DataTableProps } from './components/data-table.tsx'
export { type DiffRow, DiffTable } from './components/diff-table.tsx'
export { type Download, Downloads } from './components/downloads.tsx'
export { EmptyState } from './components/empty-state.tsx'
export { ErrorPage } from './components/error-page.tsx'
export { ErrorSummary, errorOf, type FormError } from './components/error-summary.tsx'
export { ActiveFilters, FacetButton, type FacetGroup, Facets, type FacetValue } from './components/facets.tsx'
export { type Fact, Facts } from './components/facts.tsx'
export { Field, type Option, Select, TextArea } from './components/field.tsx'
export { FileDrop } from './components/file-drop.tsx'
export { Find, type FindProps } from './components/find.tsx'
export { type Fix, FixList } from './components/fix-list.tsx'
export { EvidenceKey, FlowGraph, type FlowNode } from './components/flow-graph.tsx'
export { Hit, HitList, type HitProps } from './components/hit.tsx'
export { type LeaderItem, LeaderList } from './components/leader-list.tsx'
export { type MarkedText } from './components/match-mark.tsx'
export { Message } from './components/message.tsx'
export { Num } from './components/num.tsx'
export { PageHead } from './components/page-head.tsx'
export { Pager } from './components/pager.tsx'
export { Part } from './components/part.tsx'
export { type ProblemItem, ProblemList, RecipeList } from './components/problem-list.tsx'
export { ProvinceMap, type ProvinceMapProps } from './components/province-map.tsx'
export { Quality } from './components/quality.tsx'
export { SavedForm } from './components/saved-form.tsx'
export { ScrollBox } from './components/scroll-box.tsx'
export {
  columnLetters,
  type LegendItem,
  RoleLegend,
  type SheetCell,
  SheetPicture,
  type SheetRole,
  type SheetRow,
} from './components/sheet-picture.tsx'
export { type StateKind, StateMark } from './components/state-mark.tsx'
export { NextBar, type Step, StepLine } from './components/step-line.tsx'
export { type TidyColumn, TidyPreview } from './components/tidy-preview.tsx'
export { Time } from './components/time.tsx'
export {
  TodoList,
  TodoRow,
  type TodoRowProps,
  UndoList,
  UndoRow,
  type WaitingWork,
} from './components/todo-list.tsx'
export type { NavItem, TopUser } from './components/top.tsx'
export { type VersionItem, VersionList } from './components/version-list.tsx'
export { type Tab, ViewTabs } from './components/view-tabs.tsx'
export {
  formatBytes,
  formatDate,
  formatDateTime,
  formatDay,
  formatLarge,
  formatNumber,
  formatPeriod,
  formatRelative,
  formatTime,
} from './format.ts'
export { type DublinCore, type IslandName, Layout, type LayoutProps } from './layout.tsx'
export { type ProvinceLevel } from './map/outlines.ts'
export { type Lang, t, words } from './messages/index.ts'
export { renderPage } from './render.ts'
