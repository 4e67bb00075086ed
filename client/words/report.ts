import { documentWords as common } from './documents.ts'

/** Sentences of the report on a round (Báo cáo kết quả điều tra). Numbers come in as finished text. */
type Parts = Readonly<Record<string, string>>

export const reportWords = {
  kind: 'Báo cáo',
  abstract: (year: number) => [
    'Kết quả điều tra sự hài lòng của người dân',
    `đối với dịch vụ giáo dục công năm ${year}`,
  ],
  opening: (p: Parts) =>
    `Thực hiện ${p.decision}, ${p.body} báo cáo kết quả điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year} như sau:`,
  syntheticNote:
    'Toàn bộ câu trả lời dùng trong báo cáo này do chương trình mô phỏng tạo ra để kiểm tra quy trình; không phản ánh ý kiến của bất kỳ người dân nào và không được dùng làm căn cứ quản lý.',

  rollout: 'Tình hình triển khai',
  scope: 'Phạm vi, đối tượng, thời gian',
  areaNames: (names: string) => `: ${names}`,
  areasInAnnex: ' (danh sách tại Phụ lục I)',
  scopeText: (p: Parts) =>
    `Cuộc điều tra được tiến hành từ ${p.from} đến ${p.to} trên địa bàn gồm ${p.areas} đơn vị${p.areaNames}. Người trả lời là ${p.respondents}. Nội dung hỏi về năm học ${p.schoolYear}.`,
  instrumentsText: (p: Parts) => `Bộ phiếu sử dụng: ${p.list}.`,
  instrument: (p: Parts) => `${p.title} (mã ${p.id}, ${p.items} câu hỏi)`,
  sampling: 'Khung mẫu và chọn mẫu',
  frameText: (p: Parts) =>
    `Khung mẫu lập theo số liệu đến ${p.asOf}, gồm ${p.schools} trường, ${p.classes} lớp, ${p.pupils} người học, được chia thành ${p.strata} tầng theo cấp học và địa bàn.`,
  stagesText: (p: Parts) =>
    `Mẫu được chọn ngẫu nhiên theo ${p.number} bước: ${p.stages}. Kết quả chọn mẫu gồm ${p.schools} trường, ${p.classes} lớp, ${p.pupils} người học; số khởi tạo ngẫu nhiên được lưu và in tại Phụ lục II để có thể chọn lại đúng danh sách.`,
  replacedText: (p: Parts) =>
    `Có ${p.replaced} trường phải thay bằng trường dự phòng; lý do ghi trong nhật ký chọn mẫu.`,
  noneReplaced: 'Không có trường nào phải thay thế.',
  frameTable: 'Khung mẫu và mẫu theo cấp học',
  frameColumns: ['Cấp học', 'Trường (khung)', 'Người học (khung)', 'Trường (mẫu)', 'Lớp (mẫu)', 'Người học (mẫu)'],

  slips: 'Phiếu phát ra, thu về và phương thức trả lời',
  slipsText: (p: Parts) =>
    `Đã in ${p.printed} phiếu; phát ra ${p.issued} phiếu, hỏng ${p.spoiled} phiếu, nộp lại chưa phát ${p.returned} phiếu, còn dự phòng ${p.reserve} phiếu. Thu về ${p.used} phiếu, đạt tỷ lệ trả lời ${p.rate} số phiếu phát ra; trong đó ${p.valid} phiếu hợp lệ, loại ${p.excluded} phiếu.`,
  exclusionsText: (p: Parts) => `Lý do loại phiếu: ${p.list}.`,
  exclusion: (p: Parts) => `${p.reason} (${p.count} phiếu)`,
  modesText: (p: Parts) => `Phương thức trả lời của phiếu hợp lệ: ${p.list}.`,
  mode: (p: Parts) => `${p.name} ${p.count} phiếu (${p.share})`,
  sheetsHidden: (p: Parts) =>
    `Dấu “${p.hidden}”: không in số phiếu thu về của nơi có dưới ${p.least} câu trả lời và của nơi có thể dùng để suy ngược ra; số phiếu đó vẫn được tính trong dòng tổng cộng.`,
  slipsTable: 'Số phiếu theo cấp học',
  slipsColumns: [
    'Cấp học',
    'In',
    'Phát ra',
    'Hỏng',
    'Nộp lại',
    'Dự phòng',
    'Thu về',
    'Loại',
    'Hợp lệ',
    'Tỷ lệ trả lời',
  ],

  results: 'Kết quả điều tra',
  readingText: (p: Parts) =>
    `Tỷ lệ hài lòng là tỷ lệ câu trả lời “hài lòng” và “rất hài lòng” trong các câu trả lời hợp lệ; điểm trung bình tính trên thang 5 mức. Mọi số liệu trong phần này là ước lượng có trọng số cho toàn bộ người học trong khung mẫu, kèm khoảng tin cậy 95% tính theo đúng cách chọn mẫu. Phương pháp tính nêu tại Phụ lục II; số liệu chi tiết nêu tại Phụ lục I (${p.hash}).`,
  hashShort: (p: Parts) => `bộ số liệu có mã băm bắt đầu bằng ${p.hash}`,
  overall: 'Mức độ hài lòng chung',
  computedText: (p: Parts) =>
    `Tỷ lệ hài lòng chung, tính bằng bình quân của ${p.blocks} lĩnh vực, là ${p.rate} (khoảng tin cậy 95%: ${p.interval}); điểm trung bình ${p.mean}.`,
  askedText: (p: Parts) =>
    `Khi được hỏi trực tiếp về sự hài lòng chung với nhà trường, ${p.rate} người trả lời hài lòng hoặc rất hài lòng (khoảng tin cậy 95%: ${p.interval}); điểm trung bình ${p.mean}.`,
  hiddenText: (p: Parts) => `${p.subject}: ${p.reason}.`,
  computedName: 'Tỷ lệ hài lòng chung tính từ các lĩnh vực',
  askedName: 'Tỷ lệ hài lòng chung theo câu hỏi trực tiếp',
  twoMeasuresText:
    'Hai tỷ lệ trên đo hai điều khác nhau nên không bằng nhau; báo cáo nêu cả hai và dùng tỷ lệ tính từ các lĩnh vực để so với chỉ tiêu.',
  byBlock: 'Theo lĩnh vực',
  byBlockText: (p: Parts) =>
    `Lĩnh vực có tỷ lệ hài lòng cao nhất là “${p.best}” (${p.bestRate}), thấp nhất là “${p.worst}” (${p.worstRate}).`,
  oneBlockText: (p: Parts) => `Chỉ có lĩnh vực “${p.best}” đủ điều kiện công bố (${p.bestRate}).`,
  blockTable: 'Tỷ lệ hài lòng và điểm trung bình theo lĩnh vực',
  blockColumns: ['Lĩnh vực', 'Tỷ lệ hài lòng', 'Khoảng tin cậy 95%', 'Điểm trung bình', 'Số câu trả lời'],
  blockChart: 'Tỷ lệ hài lòng theo lĩnh vực và khoảng tin cậy 95%',
  meanBlocks: 'Bình quân các lĩnh vực',
  askedRow: 'Hỏi trực tiếp (đánh giá chung)',
  byLevel: 'Theo cấp học',
  levelTable: 'Tỷ lệ hài lòng theo cấp học và lĩnh vực',
  levelText: (p: Parts) =>
    `Xét tỷ lệ hài lòng chung, cao nhất là ${p.best} (${p.bestRate}), thấp nhất là ${p.worst} (${p.worstRate}); xét điểm trung bình, cao nhất là ${p.bestByMean} (${p.bestMean}), thấp nhất là ${p.worstByMean} (${p.worstMean}).`,
  byArea: 'Theo địa bàn',
  areaTable: 'Tỷ lệ hài lòng chung theo địa bàn',
  areaColumns: [
    'Địa bàn',
    'Tỷ lệ hài lòng',
    'Khoảng tin cậy 95%',
    'Điểm trung bình',
    'Hỏi trực tiếp',
    'Số câu trả lời',
  ],
  areaChart: 'Tỷ lệ hài lòng chung theo địa bàn và khoảng tin cậy 95%',
  overlapText:
    'Các đơn vị được liệt kê theo thứ tự danh mục, không xếp hạng. Hai khoảng tin cậy giao nhau không có nghĩa là hai tỷ lệ bằng nhau; muốn kết luận khác nhau phải so sánh trực tiếp từng cặp.',
  noDifferentAreas: (p: Parts) =>
    `So sánh đồng thời ${p.all} cặp địa bàn với độ tin cậy 95%, chưa đủ căn cứ khẳng định địa bàn nào khác địa bàn nào.`,
  differentAreas: (p: Parts) =>
    `So sánh đồng thời ${p.all} cặp địa bàn với độ tin cậy 95%, ${p.pairs} cặp khác nhau rõ rệt; các cặp còn lại chưa đủ căn cứ để phân biệt.`,
  endsText: (p: Parts) =>
    `Chỉ số hài lòng (HLI, thang 0 - 1) là ${p.hli}. Bình quân các lĩnh vực, ${p.top} câu trả lời ở mức “rất hài lòng” và ${p.bottom} ở hai mức không hài lòng; điểm ròng (hiệu của hai tỷ lệ này) là ${p.net} điểm phần trăm.`,
  byGroup: 'Theo nhóm người trả lời',
  groupTable: (title: string) => `Tỷ lệ hài lòng theo ${title.toLocaleLowerCase('vi')}`,
  groupColumns: ['Nhóm', 'Tỷ lệ hài lòng', 'Khoảng tin cậy 95%', 'Hỏi trực tiếp', 'Số câu trả lời'],
  expectation: 'Mức độ đáp ứng sự mong đợi',
  expectationText: (p: Parts) =>
    `Trung bình, nhà trường đáp ứng ${p.mean} sự mong đợi của người trả lời (khoảng tin cậy 95%: ${p.interval})${p.median ? `; trung vị ${p.median}` : ''}${p.atLeast80 ? `; ${p.atLeast80} người trả lời cho rằng được đáp ứng từ 80% trở lên` : ''}.`,
  expectationName: 'Mức độ đáp ứng sự mong đợi',
  expectationByLevel: (p: Parts) => `Theo cấp học: ${p.list}.`,
  openTexts: (p: Parts) =>
    `Có ${p.count} phiếu ghi ý kiến ở các câu hỏi mở. Nội dung ý kiến chỉ được sử dụng trong nội bộ Sở sau khi đã lược bỏ thông tin có thể nhận ra người viết, không trích trong báo cáo này.`,
  openTitle: 'Ý kiến mở',

  target: 'So với chỉ tiêu',
  targetMark: (p: Parts) => `Chỉ tiêu ${p.target}`,
  targetRule: (p: Parts) =>
    `Chỉ tiêu: tỷ lệ hài lòng trên ${p.target}. Kết luận căn cứ vào cận tin cậy một phía 95%: “${common.verdict.met}” khi cận dưới cao hơn ${p.target}; “${common.verdict.missed}” khi cận trên không vượt ${p.target}; “${common.verdict.inconclusive}” khi không có cận nào như vậy, nghĩa là số phiếu chưa đủ để khẳng định. Mỗi cận chỉ để ngỏ sai sót về một phía (5%), nên hẹp hơn đầu mút của khoảng tin cậy hai phía 95%. Cột cuối chỉ so giá trị ước lượng với chỉ tiêu, không xét sai số.`,
  verdictSentence: {
    met: (p: Parts) =>
      `Kết luận: ${common.verdict.met}. Cận dưới một phía 95% (${p.low}) cao hơn ${p.target}, đủ căn cứ để khẳng định tỷ lệ hài lòng chung trên ${p.target}.`,
    inconclusive: (p: Parts) =>
      `Kết luận: ${common.verdict.inconclusive}. Cận dưới một phía 95% (${p.low}) không cao hơn ${p.target} và cận trên (${p.high}) vượt ${p.target}, nên chưa thể khẳng định tỷ lệ hài lòng chung trên ${p.target}, cũng chưa thể khẳng định không trên ${p.target}.`,
    missed: (p: Parts) =>
      `Kết luận: ${common.verdict.missed}. Cận trên một phía 95% (${p.high}) không vượt ${p.target}, đủ căn cứ để khẳng định tỷ lệ hài lòng chung không trên ${p.target}.`,
  },
  lowerBound: (low: string) => `dưới: ${low}`,
  upperBound: (high: string) => `trên: ${high}`,
  bothBounds: (low: string, high: string) => `dưới: ${low}; trên: ${high}`,
  pointSentence: {
    above: (p: Parts) => `Nếu chỉ xét giá trị ước lượng, tỷ lệ hài lòng chung ${p.value} cao hơn mức ${p.target}.`,
    notAbove: (p: Parts) =>
      `Nếu chỉ xét giá trị ước lượng, tỷ lệ hài lòng chung ${p.value} không cao hơn mức ${p.target}.`,
  },
  noVerdict: 'Chưa kết luận được vì số liệu chung không đủ điều kiện công bố.',
  targetTable: (target: string) => `So sánh tỷ lệ hài lòng với chỉ tiêu trên ${target}`,
  targetColumns: [
    'Phạm vi',
    'Tỷ lệ hài lòng',
    'Khoảng tin cậy 95%',
    'Cận một phía 95%',
    'Kết luận',
    'Chỉ xét giá trị ước lượng',
  ],
  changeText: (p: Parts) =>
    `So với lần điều tra năm ${p.year}, chỉ so ${p.same} trong ${p.of} câu hỏi giữ nguyên nội dung ở cả hai lần, nên số liệu “lần này” trong bảng có thể khác đôi chút với các bảng trên. Sai số của thay đổi đã tính đến ${p.both} trường có mặt trong cả hai lần.`,
  changeTable: (year: string) => `Thay đổi tỷ lệ hài lòng so với năm ${year}`,
  changeColumns: (year: string) => [
    'Phạm vi',
    'Chỉ số',
    `Năm ${year}`,
    'Lần này',
    'Thay đổi, điểm % (khoảng 95%)',
    'Nhận xét',
  ],
  risen: 'Tăng',
  fallen: 'Giảm',
  unmoved: 'Chưa đủ căn cứ',
  noComparison:
    'Báo cáo không so sánh với các năm trước: việc so sánh chỉ có giá trị khi hai lần điều tra dùng cùng câu hỏi, cùng cách chọn mẫu và cùng phương thức thu phiếu.',

  assessment: 'Đánh giá',
  strengths: 'Ưu điểm',
  strengthBlocks: (p: Parts) => `Các lĩnh vực được hài lòng nhiều nhất: ${p.list}.`,
  strengthItems: (p: Parts) => `Nội dung được hài lòng nhiều nhất ở ${p.level}: ${p.list}.`,
  metAreas: (p: Parts) =>
    `Có ${p.met} trong ${p.all} địa bàn đủ căn cứ khẳng định tỷ lệ hài lòng chung trên ${p.target}.`,
  weaknesses: 'Hạn chế',
  weakBlocks: (p: Parts) => `Các lĩnh vực được hài lòng ít nhất: ${p.list}.`,
  weakItems: (p: Parts) => `Nội dung được hài lòng ít nhất ở ${p.level}: ${p.list}.`,
  missedAreas: (p: Parts) =>
    `Có ${p.missed} trong ${p.all} địa bàn đủ căn cứ khẳng định tỷ lệ hài lòng chung không trên ${p.target}.`,
  inconclusiveAreas: (p: Parts) =>
    `Có ${p.inconclusive} trong ${p.all} địa bàn chưa đủ căn cứ khẳng định tỷ lệ hài lòng chung trên ${p.target} hay không; cần nhiều phiếu hơn ở các địa bàn này.`,
  rated: (p: Parts) => `“${p.name}” (${p.rate})`,
  orderText:
    'Thứ tự trên theo giá trị ước lượng; chênh lệch nhỏ hơn sai số chưa thể coi là khác nhau. Số liệu cho biết mức độ hài lòng, không cho biết nguyên nhân.',
  methodLimits: 'Hạn chế của phương pháp',
  responseLimit: (p: Parts) =>
    `Tỷ lệ trả lời chung là ${p.rate}; thấp nhất ở ${p.level}, ${p.area} (${p.lowest}). Người không trả lời có thể có ý kiến khác với người trả lời; trọng số chỉ bù được một phần chênh lệch này.`,
  modeLimit: (p: Parts) =>
    `Phương thức trả lời có thể ảnh hưởng đến kết quả: ${p.list}. Không nên coi chênh lệch giữa các nhóm trả lời bằng phương thức khác nhau là chênh lệch về chất lượng dịch vụ.`,
  suggestedLimit: (p: Parts) =>
    `Có ${p.yes} trong ${p.answered} người trả lời câu hỏi này (${p.share}) cho biết đã được gợi ý cách trả lời.`,
  noPressure: 'Không có lượt nào báo riêng cho Sở là bị gợi ý hoặc bị ép cách trả lời.',
  fewPressure: (p: Parts) =>
    `Có dưới ${p.few} lượt báo riêng cho Sở là bị gợi ý hoặc bị ép cách trả lời; không nêu số cụ thể để giữ kín người báo.`,
  pressure: (p: Parts) =>
    `Có ${p.count} lượt báo riêng cho Sở là bị gợi ý hoặc bị ép cách trả lời, ở ${p.schools} trường. Các lượt báo được đếm riêng, không gắn với phiếu nào và chưa được xác minh.`,
  fewSchools: (p: Parts) => `dưới ${p.few}`,
  precisionLimit: (p: Parts) =>
    `Sai số lớn hơn ở phạm vi nhỏ: hệ số thiết kế của tỷ lệ hài lòng theo câu hỏi trực tiếp là ${p.deff}, tương đương ${p.effective} câu trả lời chọn ngẫu nhiên đơn giản trong ${p.n} câu trả lời thu được.`,
  rankingLimit: (p: Parts) =>
    `Mẫu được thiết kế để ước lượng cho ${p.whole}, cấp học và địa bàn; không dùng kết quả để xếp hạng trường hoặc đánh giá giáo viên.`,

  proposals: 'Kiến nghị, giải pháp',
  remedies: 'Nội dung cần ưu tiên khắc phục',
  remediesText: (p: Parts) =>
    `Căn cứ số liệu, các lĩnh vực và nội dung có tỷ lệ hài lòng thấp nhất trong số chưa đủ căn cứ khẳng định trên ${p.target} được đưa vào danh mục khắc phục dưới đây. Đơn vị chủ trì và thời hạn do Giám đốc Sở phân công.`,
  nothingShown: 'Số liệu đủ điều kiện công bố chưa đủ để nêu nội dung này.',
  unknownRemedies: (p: Parts) =>
    `Chưa lập được danh mục: có lĩnh vực hoặc nội dung không đủ điều kiện công bố nên không thể khẳng định tỷ lệ hài lòng trên ${p.target}.`,
  noRemedies: (p: Parts) => `Tất cả các lĩnh vực và nội dung đều đủ căn cứ khẳng định tỷ lệ hài lòng trên ${p.target}.`,
  remedyTable: 'Danh mục nội dung cần ưu tiên khắc phục',
  remedyColumns: ['STT', 'Nội dung', 'Phạm vi', 'Tỷ lệ hài lòng', 'Đơn vị chủ trì', 'Thời hạn'],
  requests: 'Kiến nghị',
  requestText: (p: Parts) =>
    `${p.body} kính đề nghị ${p.addressee} xem xét, phê duyệt kết quả điều tra và cho phép công bố theo quy định.`,
  closing: (p: Parts) =>
    `Trên đây là báo cáo kết quả điều tra sự hài lòng của người dân đối với dịch vụ giáo dục công năm ${p.year} của ${p.body}.`,
} as const
