import type { Agency } from '../agencies/model.ts'
import type { Letter } from '../deps.ts'
import type { IssuedLink } from './links.ts'
import type { Person } from './model.ts'

function letter(person: Person, subject: string, lines: readonly string[]): Letter {
  return { to: { personId: person.id, email: person.email, name: person.name }, subject, text: lines.join('\n') }
}

export function invitationLetter(person: Person, agency: Agency, link: IssuedLink): Letter {
  return letter(person, `Lời mời vào Nguồn của ${agency.name}`, [
    `${agency.name} mời ${person.name} làm việc trên Nguồn.`,
    `Mở đường dẫn này để đặt mật khẩu (dùng một lần, trong 7 ngày): ${link.url}`,
    '',
    `${agency.nameEn ?? agency.name} invites you to Nguồn.`,
    `Open the link above to set your password (once, within 7 days).`,
  ])
}

export function resetLetter(person: Person, link: IssuedLink): Letter {
  return letter(person, 'Đặt lại mật khẩu Nguồn', [
    `Mở đường dẫn này để đặt mật khẩu mới (dùng một lần, trong 24 giờ): ${link.url}`,
    'Không yêu cầu đặt lại? Hãy báo người quản trị của cơ quan.',
    '',
    'Open the link above to set a new password (once, within 24 hours).',
    'You did not ask for it? Tell the steward of your agency.',
  ])
}
