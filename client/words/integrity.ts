type Shares = Readonly<{ observed: string; expected: string; n: string }>

/** What the staff read about sheets that are worth a look: what was seen, what is usual elsewhere, and never an accusation. */
export const integrity = {
  title: 'Cần xem',
  lead: 'Những trường có phiếu khác thường so với các trường cùng cấp học. Đây là dấu hiệu để hỏi lại, không phải kết luận; không phiếu nào bị loại vì các dấu hiệu này. Khi còn thu phiếu, chỉ xét phiếu của những ngày trước hôm nay: như vậy không đoán được người vừa gửi đã trả lời gì.',
  none: 'Chưa thấy trường nào khác thường.',
  tested: (schools: string) => `Đã xét ${schools} trường có từ 10 phiếu trở lên.`,
  noneTested: 'Chưa trường nào có đủ 10 phiếu để xét.',
  method:
    'Mỗi dấu hiệu được so với mức dao động giữa các trường khác; trong các trường bị nêu, kỳ vọng không quá 5\u00a0% là do ngẫu nhiên (Benjamini–Hochberg).',
  pressure: 'Báo bị gợi ý, ép trả lời',
  pressureLead:
    'Phụ huynh, người học tự bấm nút báo ở trang cuối. Chỉ đếm theo trường và ngày, không gắn với phiếu nào; chưa ai kiểm tra lại các lượt báo này.',
  pressureNowhere: 'Không rõ trường',
  pressureCount: (count: string, last: string) => `${count} lượt báo, gần nhất ${last}`,
  columns: { school: 'Trường', sign: 'Dấu hiệu', seen: 'Đã thấy gì', chance: 'Khả năng do ngẫu nhiên' },
  kinds: {
    straight_lining: 'Chọn một mức cho mọi câu',
    identical_sheets: 'Phiếu giống hệt nhau',
    burst: 'Dồn về trong một ngày',
    uniformity: 'Giống nhau bất thường',
    suggested: 'Có người gợi ý cách trả lời',
    refused: 'Nhiều người không tham gia',
    few_returned: 'Thu về ít',
    all_returned: 'Thu về đủ bất thường',
    khmer_share: 'Tỷ lệ người Khmer khác danh sách',
  } as Readonly<Record<string, string>>,
  sentences: {
    straight_lining: ({ observed, expected, n }) =>
      `${observed} của ${n} phiếu chọn cùng một mức cho mọi câu; ở các trường khác là ${expected}.`,
    identical_sheets: ({ observed, expected, n }) =>
      `${observed} của ${n} phiếu lặp lại y nguyên một phiếu khác của trường; bình thường khoảng ${expected}.`,
    burst: ({ observed, expected, n }) =>
      `Trong một ngày thu về ${observed} của ${n} phiếu còn lại; cùng ngày như vậy các trường khác thu ${expected}. Có thể do họp phụ huynh.`,
    uniformity: ({ observed, expected, n }) =>
      `Điểm bình quân của ${n} phiếu chỉ chênh nhau ${observed} điểm; bình thường chênh khoảng ${expected}.`,
    suggested: ({ observed, expected, n }) =>
      `${observed} của ${n} người nói có người gợi ý hoặc yêu cầu cách trả lời; ở các trường khác là ${expected}.`,
    refused: ({ observed, expected, n }) =>
      `${observed} của ${n} người nhận phiếu chọn “Không tham gia”; ở các trường khác là ${expected}.`,
    few_returned: ({ observed, expected, n }) =>
      `Thu về ${observed} của ${n} phiếu đã giao; các trường khác thu ${expected}.`,
    all_returned: ({ observed, expected, n }) =>
      `Thu về ${observed} của ${n} phiếu đã giao; các trường khác chỉ thu ${expected}.`,
    khmer_share: ({ observed, expected, n }) =>
      `${observed} của ${n} người trả lời là người Khmer; theo danh sách trường là ${expected}.`,
  } as Readonly<Record<string, (shares: Shares) => string>>,
  rare: 'dưới 0,1\u00a0%',
  weeks: 'Tuần đầu và tuần cuối',
  weeksText: (first: string, last: string, difference: string, chance: string) =>
    `Điểm bình quân tuần đầu ${first}, tuần cuối ${last}. Trong cùng một trường, tuần cuối chênh ${difference} điểm so với tuần đầu (khả năng do ngẫu nhiên: ${chance}).`,
  weeksWhy: 'Nếu người trả lời muộn khác hẳn người trả lời sớm, người không trả lời có thể còn khác hơn nữa.',
} as const
