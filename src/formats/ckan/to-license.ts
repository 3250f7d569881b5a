import type { Vocabulary } from '../model.ts'
import type { CkanLicense } from './shape.ts'
import { firstText } from './texts.ts'
import { licenceId } from './to-package.ts'

/** A licence of our list as `license_list` shows it. */
export function toLicense(code: string, vocabulary: Vocabulary): CkanLicense {
  const open = vocabulary.attributeOf('licence', code, 'open') === true
  return {
    id: licenceId(code, vocabulary),
    title: firstText(vocabulary.labelOf('licence', code) ?? { vi: code }),
    url: vocabulary.uriOf('licence', code) ?? '',
    status: 'active',
    family: '',
    maintainer: '',
    is_okd_compliant: open,
    is_osi_compliant: false,
    domain_content: false,
    domain_data: true,
    domain_software: false,
    od_conformance: open ? 'approved' : 'not reviewed',
    osd_conformance: 'not reviewed',
  }
}
