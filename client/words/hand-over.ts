type Parts = Readonly<Record<string, string>>

/** Biên bản giao nhận phiếu: the slips of a school, handed over. */
export const handOverWords = {
  kind: 'Biên bản',
  abstract: (p: Parts) => `Giao nhận phiếu khảo sát với ${p.school}`,
  opening:
    'Hôm nay, ngày ...... tháng ...... năm .........., tại ............................................, chúng tôi gồm:',
  giving: (p: Parts) =>
    `Bên giao: ${p.body}. Đại diện: ............................................, chức vụ: ..............................`,
  taking: (p: Parts) =>
    `Bên nhận: ${p.school} (mã ${p.code}, cấp ${p.level}, địa bàn ${p.area}). Đại diện: ............................................, chức vụ: ..............................`,
  agree: (p: Parts) => `Hai bên đã đếm và giao nhận ${p.packets} tập, gồm ${p.slips} phiếu, như bảng sau:`,
  table: 'Số phiếu theo tập',
  columns: {
    packet: 'Tập',
    className: 'Lớp',
    printed: 'In',
    issued: 'Phát ra',
    spoiled: 'Hỏng',
    returned: 'Trả lại',
    reserve: 'Dự phòng',
  },
  total: 'Cộng',
  rule: 'Ở mỗi dòng, số in bằng tổng số phát ra, hỏng, trả lại và dự phòng.',
  promise:
    'Bên nhận phát ngẫu nhiên mỗi người được chọn một phiếu, không ghi tên lên phiếu, không gợi ý và không hỏi cách trả lời; nộp lại phiếu hỏng và phiếu chưa phát.',
  closing: 'Biên bản lập thành hai bản, mỗi bên giữ một bản.',
  giver: 'BÊN GIAO',
  taker: 'BÊN NHẬN',
  sign: '(Ký, ghi rõ họ tên)',
} as const
