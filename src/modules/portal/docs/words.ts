import { words } from '../../../ui/index.ts'

export const docsWords = words(
  {
    title: 'Tài liệu API',
    lede: 'Đọc dữ liệu không cần khoá. Công bố bằng chương trình cần khoá API của tài khoản.',
    machine: 'Bản cho máy đọc: ',
    begin: 'Bắt đầu',
    beginText: 'Mỗi bảng có một địa chỉ. Ba dòng đầu của bảng mới nhất:',
    beginMore:
      'Thêm filter=cột:phép:giá trị để lọc, sort=cột để xếp, select=cột,cột để chọn, after=… để lật trang. Mỗi bảng còn có bản mô tả riêng với tên các cột của nó.',
    tableApi: 'Mô tả API của bảng này',
    beginEmpty: 'Chưa có bảng nào được công bố.',
    rNotRun: 'Mẫu R được in để chép; chưa được chạy thử như ba mẫu kia.',
    language: 'Ngôn ngữ',
    excel: 'Mở trong Excel',
    excelFile: 'Bấm XLSX trên trang bộ dữ liệu: số là số, ngày là ngày, không phải chọn gì.',
    excelCsv: 'Nếu cần CSV, chọn “CSV mở bằng Excel”: tiếng Việt hiện đúng khi bấm đúp vào tệp.',
    excelLive: 'Muốn bảng tự cập nhật: nối Excel với địa chỉ OData của bộ dữ liệu.',
    excelSteps: 'Từng bước, có hình',
    tools: 'Dùng công cụ quen',
    toolsOdata: 'Excel, Power BI, Tableau: OData 4.0 tại /odata/{tên bộ dữ liệu hoặc mã bảng}.',
    toolsCkan:
      'ckanapi, ckanr, dplyr, QGIS và mọi công cụ nói CKAN: địa chỉ cổng này, API tại /api/3/action. Mã bảng là mã tài nguyên.',
    toolsSql:
      'SQL: /api/3/action/datastore_search_sql?sql=SELECT … FROM "mã-bảng". Chỉ một câu SELECT, tối đa 10 giây và 32.000 dòng.',
    toolsOai:
      'Thư viện, kho nghiên cứu: OAI-PMH 2.0 tại /oai, metadataPrefix oai_dc hoặc dcat_ap; tập theo cơ quan (co-quan:MÃ) và chủ đề (chu-de:MÃ); bộ đã thu hồi được báo là deleted.',
    toolsMcp: 'Trợ lý AI: máy chủ MCP tại /mcp (Streamable HTTP), bốn công cụ, chỉ đọc.',
    key: 'Lấy khoá',
    keyText: 'Đăng nhập, mở',
    keyPage: 'Tài khoản của tôi',
    keyMore:
      'phần Khóa API, đặt tên, bấm tạo. Khoá chỉ hiện một lần. Gửi kèm mỗi yêu cầu: Authorization: Bearer KHOÁ. Khoá có đúng quyền của tài khoản, thu hồi lúc nào cũng được.',
    publish: 'Công bố từng bước',
    publishText:
      'Đặt khoá của cán bộ dữ liệu vào biến NGUON_KEY, khoá của người duyệt vào NGUON_APPROVER_KEY, để tệp bang.csv cạnh chương trình, đổi G12 thành mã cơ quan. Không ai tự duyệt việc của mình, nên cần hai khoá.',
    reference: 'Mọi lệnh',
    parameters: 'Tham số',
    body: 'Nội dung gửi (JSON)',
    required: 'bắt buộc',
    fallback: (value: string) => `mặc định ${value}`,
    example: 'Ví dụ',
    errors: 'Mã lỗi',
    errorsText: 'Lỗi trả về theo RFC 9457 (application/problem+json), có mã ổn định.',
    errorsAll: 'Danh sách mã lỗi',
    errorsLede:
      'Trường code trong câu trả lời lỗi là một trong các mã dưới đây; trường request_id là mã để báo người vận hành. Dấu … là chỗ có giá trị cụ thể.',
    code: 'Mã',
    status: 'HTTP',
    meaning: 'Câu báo',
  },
  {
    title: 'API documentation',
    lede: 'Reading needs no key. Publishing by program needs the API key of an account.',
    machine: 'For machines: ',
    begin: 'Begin',
    beginText: 'Every table has an address. The first three rows of the newest table:',
    beginMore:
      'Add filter=column:operator:value to filter, sort=column to sort, select=column,column to choose, after=… to turn the page. Each table also has a description of its own with the names of its columns.',
    tableApi: 'API description of this table',
    beginEmpty: 'No table has been published yet.',
    rNotRun: 'The R sample is printed to be copied; unlike the other three it has not been run.',
    language: 'Language',
    excel: 'Open in Excel',
    excelFile: 'Take XLSX on the page of the dataset: numbers are numbers, dates are dates, nothing to choose.',
    excelCsv: 'If you need CSV, take “CSV for Excel”: Vietnamese shows right on a double click.',
    excelLive: 'For a table that updates itself: connect Excel to the OData address of the dataset.',
    excelSteps: 'Step by step, with drawings',
    tools: 'With tools you know',
    toolsOdata: 'Excel, Power BI, Tableau: OData 4.0 at /odata/{dataset name or table id}.',
    toolsCkan:
      'ckanapi, ckanr, dplyr, QGIS and whatever speaks CKAN: the address of this portal, API at /api/3/action. A table id is the resource id.',
    toolsSql:
      'SQL: /api/3/action/datastore_search_sql?sql=SELECT … FROM "table-id". One SELECT, at most 10 seconds and 32,000 rows.',
    toolsOai:
      'Libraries and research repositories: OAI-PMH 2.0 at /oai, metadataPrefix oai_dc or dcat_ap; sets by agency (co-quan:CODE) and theme (chu-de:CODE); withdrawn datasets are told as deleted.',
    toolsMcp: 'AI assistants: an MCP server at /mcp (Streamable HTTP), four tools, reading only.',
    key: 'Get a key',
    keyText: 'Sign in, open',
    keyPage: 'My account',
    keyMore:
      'section API keys, name it, create it. The key is shown once. Send it with each request: Authorization: Bearer KEY. It has the rights of the account and can be revoked at any time.',
    publish: 'Publish step by step',
    publishText:
      'Put the key of a data officer into NGUON_KEY, that of an approver into NGUON_APPROVER_KEY, the file bang.csv beside the program, and the code of your agency for G12. Nobody approves their own work, so two keys are needed.',
    reference: 'All operations',
    parameters: 'Parameters',
    body: 'Body (JSON)',
    required: 'required',
    fallback: (value: string) => `default ${value}`,
    example: 'Example',
    errors: 'Error codes',
    errorsText: 'Errors follow RFC 9457 (application/problem+json) and carry stable codes.',
    errorsAll: 'List of error codes',
    errorsLede:
      'The field code of an error answer is one of these; request_id is what to quote to the operator. … stands for a value.',
    code: 'Code',
    status: 'HTTP',
    meaning: 'What it says',
  },
)

const TAGS: Readonly<Record<string, { vi: string; en: string }>> = {
  datasets: { vi: 'Bộ dữ liệu đã công bố', en: 'Published datasets' },
  tables: { vi: 'Dòng, nhóm, giá trị và tải về', en: 'Rows, groups, values and downloads' },
  ckan: { vi: 'Địa chỉ theo kiểu CKAN', en: 'Addresses of CKAN' },
  odata: { vi: 'OData 4.0 cho Excel, Power BI', en: 'OData 4.0 for Excel, Power BI' },
  upload: { vi: 'Tải tệp lên', en: 'Upload' },
  publish: { vi: 'Soạn, gửi duyệt, duyệt', en: 'Draft, submit, approve' },
  agencies: { vi: 'Cơ quan', en: 'Agencies' },
  'code-lists': { vi: 'Danh mục dùng chung', en: 'Code lists' },
  me: { vi: 'Tài khoản của tôi', en: 'My account' },
  people: { vi: 'Người dùng', en: 'People' },
  audit: { vi: 'Nhật ký', en: 'Records' },
}

/** A tag in words; a tag that has none here is shown as it is. */
export function tagName(tag: string, lang: 'vi' | 'en'): string {
  return TAGS[tag]?.[lang] ?? tag
}
