/** Words of the figures beside the index on the results page. */
export const beside = {
  title: 'Phân tích thêm',
  lead: 'Các bảng dưới đây giúp đọc đúng kết quả. Bấm vào con số để xem cách tính.',

  change: (year: string, name: string) => `So với năm ${year} (${name})`,
  changeNote: (same: string, of: string) =>
    `Chỉ so các câu hỏi giữ nguyên ý ở cả hai lần (${same} trên ${of} câu). Sai số đã tính đến các trường có mặt trong cả hai lần.`,
  changeColumns: ['Phạm vi', 'Chỉ số', 'Lần trước', 'Lần này', 'Thay đổi (điểm %)', 'Khoảng tin cậy 95 %', 'Nhận xét'],
  changed: { up: 'Tăng', down: 'Giảm', same: 'Chưa đủ căn cứ nói có thay đổi' },
  methodChange: (matched: string, correlation: string) =>
    `Hiệu của hai lần; phương sai bằng tổng hai phương sai trừ hai lần hiệp phương sai qua ${matched} trường chung (tương quan ${correlation}); khoảng tin cậy Student.`,

  ends: 'Hai đầu của thang đo và điểm ròng',
  endsNote:
    'Khi hầu hết đều hài lòng, tỷ lệ chung ít phân biệt. Điểm ròng là tỷ lệ “rất hài lòng” (mức 5) trừ tỷ lệ không hài lòng (mức 1 và 2).',
  endsColumns: ['Phạm vi', 'Chỉ số', 'Mức 5', 'Mức 1–2', 'Điểm ròng'],
  allBlocks: 'Hài lòng ở mọi lĩnh vực',
  methodNet:
    'Trung bình có trọng số của điểm +1 (mức 5), 0, −1 (mức 1–2); phương sai tuyến tính hóa theo thiết kế mẫu; khoảng tin cậy Student.',

  ranks: 'Thứ hạng địa bàn kèm khoảng tin cậy',
  ranksNote:
    'Khoảng thứ hạng đúng đồng thời cho mọi địa bàn với độ tin cậy 95 %. Hai địa bàn có khoảng chồng lên nhau có thể vẫn khác nhau: chỉ hai cột cuối cho biết chắc chắn ai hơn ai.',
  ranksColumns: [
    'Địa bàn',
    'Tỷ lệ',
    'Thứ hạng ước lượng',
    'Thứ hạng có thể',
    'Chắc chắn thấp hơn',
    'Chắc chắn cao hơn',
  ],
  rankSpan: (best: string, worst: string) => (best === worst ? best : `${best} – ${worst}`),
  nobody: 'Không có',
  methodRank:
    'So sánh từng cặp địa bàn bằng hiệu và sai số có tính hiệp phương sai, hiệu chỉnh Šidák cho mọi cặp; thứ hạng tốt nhất bằng 1 cộng số địa bàn chắc chắn cao hơn.',
  rankBar: (area: string, best: string, worst: string, of: string) =>
    `${area}: thứ hạng từ ${best} đến ${worst} trong ${of} địa bàn`,

  smallAreas: {
    area: 'Ước lượng theo mô hình cho từng địa bàn',
    level_area: 'Ước lượng theo mô hình cho từng cấp học ở từng địa bàn',
  },
  smallNote:
    'Mô hình Fay – Herriot kéo ước lượng trực tiếp về mức chung, càng ít phiếu kéo càng mạnh, rồi chuẩn hóa để khớp với kết quả toàn tỉnh. Dùng để tham khảo; kết luận về chỉ tiêu vẫn theo ước lượng trực tiếp.',
  smallColumns: [
    'Địa bàn',
    'Trực tiếp',
    'Theo mô hình',
    'Khoảng 95 %',
    'Sai số trực tiếp',
    'Sai số mô hình',
    'Phần trực tiếp',
  ],
  synthetic: 'không có phiếu, chỉ từ mô hình',
  methodModel: (sd: string) =>
    `Fay – Herriot (REML), độ lệch chuẩn giữa các địa bàn ${sd} điểm %; sai số bình phương trung bình Prasad – Rao; chuẩn hóa theo tỷ lệ toàn tỉnh.`,

  reliability: 'Độ tin cậy của thang đo (Cronbach alpha)',
  reliabilityNote:
    'Từ 0,7 trở lên thường được coi là dùng được. Alpha cao cho biết các câu hỏi đi cùng nhau, không cho biết chúng đo đúng điều cần đo.',
  reliabilityColumns: ['Cấp học', 'Lĩnh vực', 'Số câu', 'Alpha', 'Sai số chuẩn', 'Khoảng tin cậy 95 %', 'Số phiếu'],
  fiveBlocks: 'Các điểm lĩnh vực',

  mode: 'Ảnh hưởng của cách trả lời',
  modeNote:
    'Chênh lệch điểm trung bình so với cách trả lời nhiều nhất, khi cấp học và địa bàn như nhau. Đây là chênh lệch quan sát được, chưa chắc là nguyên nhân.',
  modeColumns: ['So sánh theo', 'Cách trả lời', 'Chênh lệch điểm', 'Khoảng tin cậy 95 %', 'p (cả nhóm)'],
  by: { mode: 'Hình thức', handed_by: 'Người phát phiếu', language: 'Ngôn ngữ' },
  /** Codes of the dataset as a person calls them. */
  ways: {
    class: 'giáo viên phát tại lớp',
    home: 'mang về nhà',
    phone: 'qua Zalo, tin nhắn',
    interviewer: 'điều tra viên hỏi',
    other: 'cách khác',
    unknown: 'không rõ',
    slip: 'phiếu có mã, trên điện thoại',
    paper: 'phiếu giấy',
    vi: 'tiếng Việt',
    km: 'tiếng Khmer',
    en: 'tiếng Anh',
  },
  against: (reference: string) => `so với ${reference}`,
  noMode: 'Không có đủ hai cách trả lời (từ 30 phiếu) để so sánh.',
  bias: 'Câu hỏi được trả lời khác đi theo cách trả lời',
  biasNote:
    'Câu được nêu khi chênh lệch, sau khi trừ mức hài lòng chung của người trả lời, có p hiệu chỉnh Holm dưới 0,05. Nên đọc lại câu hỏi, chưa phải là câu sai.',
  noBias: 'Không phát hiện câu nào.',
  biasColumns: ['Cấp học', 'Câu hỏi', 'So sánh theo', 'Chênh lệch điểm', 'p hiệu chỉnh'],

  nonresponse: 'Câu bỏ trống và câu “không biết/không liên quan”',
  nonresponseNote:
    'Hai loại được tách riêng và đều không nằm trong mẫu số của tỷ lệ hài lòng. Xếp theo tỷ lệ bỏ trống.',
  nonresponseColumns: ['Cấp học', 'Câu hỏi', 'Số người được hỏi', 'Bỏ trống', 'Không biết/không liên quan'],
  method: 'Cách tính',
} as const
