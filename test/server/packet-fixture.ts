import { createHash } from 'node:crypto'
import type { Packet, SheetOptions } from '../../server/slips/packet.ts'
import { codeFromBytes } from '../../surveys/slip.ts'

/** Test data: codes that follow the rule and open nothing. */
const codeOf = (text: string): string => codeFromBytes(createHash('sha256').update(text).digest())

export function packet(number: number, slips = 20, reserve = 2): Packet {
  return {
    number: String(number).padStart(4, '0'),
    school: { code: `TH${number}`, name: 'Trường Tiểu học Thử Nghiệm 1' },
    area: 'Huyện Kế Sách',
    level: 'Tiểu học',
    respondent: 'parent',
    className: '4A2',
    form: 'ph-th@2021.1',
    listNumbers: Array.from({ length: slips - reserve }, (_, index) => 1 + index * 2),
    codes: Array.from({ length: slips }, (_, index) => codeOf(`${number}.${index}`)),
    reserve,
  }
}

export const sheetOptions: SheetOptions = {
  publicUrl: 'https://hailong.example.vn',
  department: 'Sở Giáo dục và Đào tạo tỉnh Sóc Trăng',
  title: 'Khảo sát ý kiến cha mẹ học sinh năm 2021',
  hotline: '1900 0000',
  until: '2021-10-29',
  printedOn: '2021-09-20',
  synthetic: true,
  perPage: 8,
}
