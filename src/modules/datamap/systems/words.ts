import { words } from '../../../ui/index.ts'

type Names = Readonly<Record<string, string>>

/** Names of the values of choices. */
export const choiceWords = words<Readonly<Record<string, Names>>>(
  {
    status: {
      planned: 'Dự kiến',
      building: 'Đang xây dựng',
      operating: 'Đang vận hành',
      upgrading: 'Đang nâng cấp',
      retired: 'Đã dừng',
    },
    systemType: {
      internal: 'Phục vụ hoạt động nội bộ',
      service: 'Phục vụ người dân, doanh nghiệp',
      infrastructure: 'Hạ tầng thông tin',
      control: 'Điều khiển công nghiệp',
      other: 'Hệ thống khác',
    },
    infoTypes: {
      public: 'Thông tin công cộng',
      private: 'Thông tin riêng',
      personal: 'Thông tin cá nhân',
      secret: 'Bí mật nhà nước',
    },
    publicService: {
      none: 'Không cung cấp',
      information: 'Chỉ cung cấp thông tin',
      level2: 'Mức độ 1, 2 (xem, tải mẫu)',
      level3: 'Từ mức độ 3 (nộp hồ sơ trực tuyến)',
    },
    onlineService: {
      none: 'Không',
      unconditional: 'Có, không thuộc kinh doanh có điều kiện',
      conditional: 'Có, thuộc kinh doanh có điều kiện',
    },
    scope: {
      organisation: 'Một cơ quan, tổ chức',
      sector: 'Một bộ, ngành',
      province: 'Một hoặc một số tỉnh',
      nation: 'Toàn quốc',
      international: 'Kết nối Việt Nam với quốc tế',
    },
    works: { IV: 'Cấp IV', III: 'Cấp III', II: 'Cấp II', I: 'Cấp I', special: 'Cấp đặc biệt' },
    secretHarm: {
      none: 'Không',
      harm: 'Có, tổn hại',
      serious: 'Có, tổn hại nghiêm trọng',
      grave: 'Có, tổn hại đặc biệt nghiêm trọng',
    },
    yes: { yes: 'Có', no: 'Không' },
    dossier: {
      draft: 'Đang soạn',
      submitted: 'Đã trình',
      checked: 'Hợp lệ, chờ thẩm định',
      appraised: 'Đã thẩm định, chờ phê duyệt',
      approved: 'Đã phê duyệt',
    },
    step: {
      submit: 'Trình hồ sơ',
      check: 'Xác nhận hồ sơ hợp lệ',
      appraise: 'Ghi kết quả thẩm định đạt',
      approve: 'Ghi quyết định phê duyệt',
      return: 'Trả lại',
      reopen: 'Mở lại để xác định lại cấp độ',
    },
    stepDone: {
      submit: 'Trình hồ sơ',
      check: 'Hồ sơ hợp lệ',
      appraise: 'Thẩm định đạt',
      approve: 'Phê duyệt',
      return: 'Trả lại',
      reopen: 'Mở lại',
    },
    layers: {
      onSite: 'Lớp 1: Lực lượng tại chỗ',
      monitoring: 'Lớp 2: Giám sát, bảo vệ chuyên nghiệp',
      assessment: 'Lớp 3: Kiểm tra, đánh giá độc lập định kỳ',
      nationalLink: 'Lớp 4: Kết nối, chia sẻ với hệ thống giám sát quốc gia',
    },
    label: { none: 'Chưa có', asked: 'Đã đề nghị', granted: 'Đã gắn nhãn' },
    standing: {
      unclassified: 'Chưa phê duyệt cấp độ',
      approved: 'Đã phê duyệt cấp độ',
      compliant: 'Đã phê duyệt, đủ bốn lớp',
      'not-compliant': 'Chưa đáp ứng',
      'to-review': 'Chưa rà soát năm nay',
      labelled: 'Có nhãn tín nhiệm còn hạn',
    },
  },
  {
    status: {
      planned: 'Planned',
      building: 'Being built',
      operating: 'In operation',
      upgrading: 'Being upgraded',
      retired: 'Retired',
    },
    systemType: {
      internal: 'Internal work',
      service: 'Serves people and businesses',
      infrastructure: 'Infrastructure',
      control: 'Industrial control',
      other: 'Other',
    },
    infoTypes: {
      public: 'Public information',
      private: 'Private information',
      personal: 'Personal information',
      secret: 'State secrets',
    },
    publicService: {
      none: 'None',
      information: 'Information only',
      level2: 'Levels 1 and 2 (read, download forms)',
      level3: 'From level 3 (apply online)',
    },
    onlineService: {
      none: 'No',
      unconditional: 'Yes, not a conditional business',
      conditional: 'Yes, a conditional business',
    },
    scope: {
      organisation: 'One organisation',
      sector: 'One ministry or sector',
      province: 'One or several provinces',
      nation: 'The whole country',
      international: 'Links Viet Nam with the world',
    },
    works: { IV: 'Class IV', III: 'Class III', II: 'Class II', I: 'Class I', special: 'Special class' },
    secretHarm: { none: 'No', harm: 'Yes, harm', serious: 'Yes, serious harm', grave: 'Yes, especially serious harm' },
    yes: { yes: 'Yes', no: 'No' },
    dossier: {
      draft: 'Being prepared',
      submitted: 'Submitted',
      checked: 'Valid, waits for appraisal',
      appraised: 'Appraised, waits for approval',
      approved: 'Approved',
    },
    step: {
      submit: 'Submit',
      check: 'Confirm that it is valid',
      appraise: 'Record a passed appraisal',
      approve: 'Record the approval',
      return: 'Return',
      reopen: 'Reopen to settle the level anew',
    },
    stepDone: {
      submit: 'Submitted',
      check: 'Found valid',
      appraise: 'Appraised',
      approve: 'Approved',
      return: 'Returned',
      reopen: 'Reopened',
    },
    layers: {
      onSite: 'Layer 1: people on site',
      monitoring: 'Layer 2: professional monitoring',
      assessment: 'Layer 3: independent, regular assessment',
      nationalLink: 'Layer 4: link to the national monitoring system',
    },
    label: { none: 'None', asked: 'Asked for', granted: 'Granted' },
    standing: {
      unclassified: 'Level not approved',
      approved: 'Level approved',
      compliant: 'Approved, all four layers',
      'not-compliant': 'Not compliant',
      'to-review': 'Not reviewed this year',
      labelled: 'Valid trust label',
    },
  },
)

/** The name of a value; the value itself where it has none. */
export function nameOf(names: Readonly<Record<string, Names>>, of: string, value: string | undefined): string {
  return value === undefined ? '' : (names[of]?.[value] ?? value)
}

/** Values of a choice as options of a form. */
export function optionsOf(
  names: Readonly<Record<string, Names>>,
  of: string,
): readonly { value: string; text: string }[] {
  return Object.entries(names[of] ?? {}).map(([value, text]) => ({ value, text }))
}
