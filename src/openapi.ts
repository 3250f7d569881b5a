/** The head of the API description; routes add themselves. */
export function openApiDocument(publicUrl: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Nguồn API',
      version: '1',
      description: 'Tìm, đọc, tải và công bố dữ liệu mở. Lỗi theo RFC 9457 (application/problem+json), có mã ổn định.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    servers: [{ url: publicUrl }],
    tags: [
      { name: 'datasets', description: 'Bộ dữ liệu đã công bố' },
      { name: 'tables', description: 'Dòng, nhóm, giá trị và tải về' },
      { name: 'odata', description: 'OData 4.0 cho Excel, Power BI' },
      { name: 'ckan', description: 'Địa chỉ theo kiểu CKAN' },
      { name: 'upload', description: 'Tải tệp lên (tus 1.0)' },
      { name: 'publish', description: 'Soạn, gửi duyệt, duyệt' },
      { name: 'plans', description: 'Kế hoạch dữ liệu và tiến độ' },
      { name: 'data-requests', description: 'Đề nghị mở dữ liệu' },
    ],
    components: {
      securitySchemes: { apiKey: { type: 'http' as const, scheme: 'bearer', description: 'Khoá API của tài khoản' } },
    },
  }
}
