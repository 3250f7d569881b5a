import { AppError } from '../../../platform/errors.ts'

/** What is wrong with an OData request; each names the place. */
export const odataErrors = {
  filterSyntax: (at: number, near: string) =>
    new AppError('invalid', 'odata.filter-syntax', {
      vi: `$filter sai cú pháp ở ký tự ${at + 1}, gần “${near}”.`,
      en: `$filter is not valid at character ${at + 1}, near "${near}".`,
    }),
  filterTooLong: () =>
    new AppError('invalid', 'odata.filter-too-long', {
      vi: '$filter quá dài hoặc lồng quá sâu.',
      en: '$filter is too long or nested too deep.',
    }),
  unknownProperty: (option: string, name: string) =>
    new AppError('invalid', 'odata.unknown-property', {
      vi: `${option}: bảng không có cột “${name}”.`,
      en: `${option}: the table has no property "${name}".`,
    }),
  unknownFunction: (name: string) =>
    new AppError('invalid', 'odata.unknown-function', {
      vi: `$filter: không có hàm “${name}” ở đây.`,
      en: `$filter: function "${name}" is not supported.`,
    }),
  wrongType: (what: string) =>
    new AppError('invalid', 'odata.wrong-type', {
      vi: `$filter: giá trị không cùng kiểu với cột: ${what}.`,
      en: `$filter: the value does not fit the type: ${what}.`,
    }),
  wrongOption: (option: string, value: string) =>
    new AppError('invalid', 'odata.wrong-option', {
      vi: `${option} có giá trị không đúng: “${value}”.`,
      en: `${option} has a wrong value: "${value}".`,
    }),
  unknownOption: (option: string) =>
    new AppError('invalid', 'odata.unknown-option', {
      vi: `Không dùng được ${option} ở đây.`,
      en: `${option} is not supported here.`,
    }),
  noSuchService: () =>
    new AppError('not-found', 'odata.no-such-service', {
      vi: 'Không có bảng hoặc bộ dữ liệu mở nào ở địa chỉ OData này.',
      en: 'There is no open table or dataset at this OData address.',
    }),
  noSuchSet: (name: string) =>
    new AppError('not-found', 'odata.no-such-set', {
      vi: `Dịch vụ OData này không có tập “${name}”.`,
      en: `This OData service has no entity set "${name}".`,
    }),
  noSuchRow: () =>
    new AppError('not-found', 'odata.no-such-row', {
      vi: 'Bảng không có dòng mang số này.',
      en: 'The table has no row with this number.',
    }),
  versionTooOld: () =>
    new AppError('invalid', 'odata.version-too-old', {
      vi: 'Chỉ phục vụ OData phiên bản 4.0 trở lên.',
      en: 'Only OData version 4.0 and later is served.',
    }),
}
