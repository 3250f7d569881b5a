import { type Actions, reading, requireText } from '../action.ts'
import { ckanErrors } from '../errors.ts'

type Named = readonly [name: string, vi: string, en: string]

const DATASET: readonly Named[] = [
  ['title', 'Tên', 'Title'],
  ['name', 'Tên ngắn', 'Name'],
  ['notes', 'Mô tả', 'Description'],
  ['owner_org', 'Cơ quan', 'Organization'],
  ['tag_string', 'Từ khóa', 'Tags'],
  ['groups', 'Chủ đề', 'Themes'],
  ['license_id', 'Giấy phép', 'Licence'],
  ['frequency', 'Chu kỳ cập nhật', 'Update frequency'],
  ['areas', 'Phạm vi địa lý', 'Areas'],
  ['temporal_start', 'Từ ngày', 'From'],
  ['temporal_end', 'Đến ngày', 'To'],
  ['maintainer', 'Đầu mối', 'Contact'],
  ['maintainer_email', 'Thư điện tử', 'E-mail'],
  ['contact_phone', 'Điện thoại', 'Phone'],
  ['provenance', 'Nguồn', 'Source'],
  ['legal_basis', 'Căn cứ', 'Legal basis'],
]
const RESOURCE: readonly Named[] = [
  ['url', 'Địa chỉ', 'URL'],
  ['name', 'Tên', 'Name'],
  ['description', 'Mô tả', 'Description'],
  ['format', 'Định dạng', 'Format'],
]
const REQUIRED: ReadonlySet<string> = new Set(['title', 'owner_org'])

/** The fields of our datasets in the shape of ckanext-scheming, for forms and loaders that ask before they write. */
export function schemingReads(actions: Actions): void {
  actions.set(
    'scheming_dataset_schema_list',
    reading('Dataset types with a schema.', () => ['dataset']),
  )
  actions.set(
    'scheming_dataset_schema_show',
    reading('Fields of a dataset type; type.', ({ params }) => {
      const type = requireText(params, 'type')
      if (type !== 'dataset') throw ckanErrors.notFound()
      return {
        scheming_version: 2,
        dataset_type: type,
        about: 'Nguồn',
        dataset_fields: DATASET.map(fieldOf),
        resource_fields: RESOURCE.map(fieldOf),
      }
    }),
  )
}

function fieldOf([field_name, vi, en]: Named) {
  return { field_name, label: { vi, en }, required: REQUIRED.has(field_name) }
}
