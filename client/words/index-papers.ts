import { areaInText } from './documents.ts'

/** `12/QĐ-SGDĐT` inside a sentence; what somebody wrote out stays as it is. */
export const decisionInText = (decision: string): string =>
  /^\d/.test(decision) ? `Quyết định số ${decision}` : decision

/** Texts of the documents of a year of self-assessment: Báo cáo tự chấm, Danh mục minh chứng, Quyết định công bố, Kế hoạch khắc phục. */
export const indexPaperWords = {
  kinds: {
    score_sheet: 'Báo cáo tự đánh giá, chấm điểm',
    evidence_list: 'Danh mục tài liệu kiểm chứng',
    remedy_plan: 'Kế hoạch khắc phục',
    decision: 'Dự thảo quyết định công bố',
  },
  /** Abstracts under the kind of the document, line by line. */
  sheetAbstract: (year: number) => [`Kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm ${year}`],
  listAbstract: (year: number) => [`Danh mục tài liệu kiểm chứng Chỉ số cải cách hành chính năm ${year}`],
  remedyAbstract: (year: number) => [
    'Khắc phục hạn chế qua kết quả đánh giá',
    `Chỉ số cải cách hành chính năm ${year}`,
  ],
  decisionAbstract: (year: number) => [`Về việc công bố Chỉ số cải cách hành chính năm ${year}`],

  /** One basis among several ends with a semicolon, the last with a full stop. */
  basisCard: (title: string, decision: string | null, last: boolean) =>
    `Căn cứ ${title}${decision === null ? '' : ` (ban hành theo ${decisionInText(decision)})`}${last ? '.' : ';'}`,
  /** what gives the Department its tasks; its number is known to the clerical office */
  basisAuthority: (committee: string, body: string) =>
    `Căn cứ Quyết định số ........../QĐ-UBND ngày ...... tháng ...... năm .......... của ${committee} quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của ${body};`,
  committeeOf: (province: string) => `Ủy ban nhân dân ${province}`,
  department: 'Sở Giáo dục và Đào tạo',
  homeAffairs: 'Sở Nội vụ',
  basisEarlier: (body: string, year: number) =>
    `Căn cứ kết quả thẩm định Chỉ số cải cách hành chính năm ${year} của ${body}.`,
  proposal: 'Theo đề nghị của Trưởng phòng Tổ chức cán bộ.',

  general: 'Tình hình chấm điểm',
  unitText: (unit: string, year: number, state: string) =>
    `${unit} tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm ${year}. Tình trạng khi lập báo cáo này: ${state}.`,
  states: {
    scoring: 'đang tự chấm, chưa chốt điểm',
    locked: 'đã chốt điểm tự chấm, đang thẩm định lần 1',
    explaining: 'đã thẩm định lần 1, đang giải trình',
    explained: 'đã giải trình, đang thẩm định lần 2',
    settled: 'đã thẩm định lần 2, chờ công bố',
    published: 'đã công bố',
  } as Readonly<Record<string, string>>,
  lockedOn: (day: string) => `Điểm tự chấm được chốt ${day}.`,
  publishedBy: (decision: string) => `Kết quả được công bố theo ${decisionInText(decision)}.`,
  draftMark: 'BẢN NHÁP - ĐIỂM TỰ CHẤM CHƯA CHỐT',
  result: 'Kết quả',
  resultTable: 'Điểm theo lĩnh vực',
  areaColumns: ['STT', 'Lĩnh vực', 'Điểm tối đa', 'Tự chấm', 'Thẩm định lần 1', 'Thẩm định lần 2'],
  total: 'Cộng',
  excluded: 'Điểm của nội dung không phát sinh (đã trừ khỏi điểm tối đa)',
  share: 'Tỷ lệ điểm đạt (%)',
  bonus: 'Điểm thưởng',
  penalty: 'Điểm trừ',
  index: 'Chỉ số (%)',
  band: 'Xếp loại',
  pointsFrom: 'Nguồn của điểm số',
  proofs: 'Tài liệu kiểm chứng',
  proofText: (papers: string, leaves: string, missing: string) =>
    `${papers === '0' ? 'Chưa có văn bản nào làm tài liệu kiểm chứng' : `Có ${papers} văn bản làm tài liệu kiểm chứng cho ${leaves} tiêu chí thành phần`}; ${missing === '0' ? 'không tiêu chí thành phần nào' : `${missing} tiêu chí thành phần`} còn thiếu tài liệu.`,
  ending: (unit: string) => `Trên đây là kết quả tự đánh giá, chấm điểm của ${unit}`,
  listEnding: (unit: string) => `Trên đây là danh mục tài liệu kiểm chứng của ${unit}`,
  contentHash: (hash: string) => `Mã băm nội dung (SHA-256): ${hash}`,
  auditHead: (entry: string, hash: string) => `Mã băm nhật ký kiểm toán, mục số ${entry}: ${hash}`,

  sheetAnnex: 'Bảng tự đánh giá, chấm điểm',
  sheetColumns: [
    'STT',
    'Lĩnh vực, tiêu chí, tiêu chí thành phần',
    'Điểm tối đa',
    'Tự chấm',
    'Thẩm định lần 1',
    'Thẩm định lần 2',
    'Ghi chú của đơn vị',
    'Ghi chú thẩm định',
    'Tài liệu kiểm chứng',
  ],
  explained: (note: string) => `Giải trình: ${note}`,
  look: (number: number, note: string) => `Lần ${number}: ${note}`,
  notScored: 'chưa chấm',
  fact: {
    nothing_arose: 'Không phát sinh',
    met: 'Có',
    not_met: 'Không',
    ratio: (numerator: string, denominator: string, percent: string) => `${numerator}/${denominator} (${percent})`,
    day: (day: string) => `Hoàn thành ngày ${day}`,
    no_day: 'Chưa hoàn thành',
  },
  paper: (number: string, day: string, issuer: string) => `${number} ngày ${day} của ${issuer}`,
  release: (
    at: Readonly<{
      name: string
      rate: string
      low: string
      high: string
      n: string
      verdict: string
      decision: string
      day: string
      hash: string
    }>,
  ) =>
    `Kết quả ${areaInText(at.name)} đã công bố theo ${decisionInText(at.decision)} ngày ${at.day}: ${at.rate} (khoảng tin cậy 95%: ${at.low} - ${at.high}; n = ${at.n}), so với chỉ tiêu: ${at.verdict}; mã băm ${at.hash}`,
  synthetic: 'số liệu mô phỏng',
  syntheticMark: 'SỐ LIỆU MÔ PHỎNG - KHÔNG PHẢI KẾT QUẢ ĐÁNH GIÁ THẬT',

  listText: (unit: string, papers: string, leaves: string) =>
    `${unit} có ${papers} văn bản làm tài liệu kiểm chứng cho ${leaves} tiêu chí thành phần, nêu tại phụ lục kèm theo.`,
  noPapers: (unit: string) => `${unit} chưa có văn bản nào làm tài liệu kiểm chứng.`,
  missingTitle: 'Tài liệu còn thiếu',
  missingNone: 'Không tiêu chí thành phần nào còn thiếu tài liệu kiểm chứng.',
  missingColumns: ['STT', 'Tiêu chí thành phần', 'Tài liệu còn thiếu'],
  listAnnex: 'Danh mục tài liệu kiểm chứng',
  listColumns: [
    'STT',
    'Số, ký hiệu',
    'Ngày',
    'Cơ quan ban hành',
    'Trích yếu',
    'Chứng minh cho',
    'Số trang',
    'Mã băm tệp (SHA-256)',
  ],
  withExplanation: (component: string) => `${component} (giải trình)`,
  releasesTitle: 'Kết quả điều tra làm căn cứ chấm điểm',

  remedyBasis: (decision: string, year: number) =>
    `Căn cứ ${decisionInText(decision)} công bố Chỉ số cải cách hành chính năm ${year};`,
  remedyText: (unit: string, year: number, index: string, band: string) =>
    `Năm ${year}, ${unit} đạt Chỉ số cải cách hành chính ${index}%, xếp loại ${band}. ${unit} xây dựng kế hoạch khắc phục các nội dung chưa đạt điểm tối đa như sau:`,
  remedyAim: 'Mục đích, yêu cầu',
  remedyAims: [
    'Khắc phục dứt điểm các nội dung mất điểm, nêu rõ người chịu trách nhiệm và thời hạn.',
    'Lấy kết quả khắc phục làm căn cứ tự đánh giá của năm sau.',
  ],
  remedyContent: 'Nội dung khắc phục',
  remedyNothing: 'Không có nội dung nào mất điểm.',
  remedyColumns: [
    'STT',
    'Nội dung',
    'Điểm đạt / tối đa',
    'Nguyên nhân',
    'Biện pháp khắc phục',
    'Người, bộ phận chịu trách nhiệm',
    'Thời hạn',
  ],
  remedyOrganise: 'Tổ chức thực hiện',
  remedyOrganiseText: (unit: string) =>
    `Các bộ phận, cá nhân thuộc ${unit} thực hiện kế hoạch này và báo cáo kết quả khắc phục kèm tài liệu kiểm chứng.`,
  remedyEnding: (unit: string) => `Trên đây là kế hoạch khắc phục của ${unit}`,

  directorOf: (body: string) => `GIÁM ĐỐC ${body.toLocaleUpperCase('vi')}`,
  decides: 'QUYẾT ĐỊNH:',
  article: (number: number) => `Điều ${number}.`,
  articleOne: (year: number, units: string, group: string) =>
    `Công bố Chỉ số cải cách hành chính năm ${year} của ${units} đơn vị theo ${group} (kèm theo Phụ lục).`,
  articleTwo: (bands: string) => `Kết quả xếp loại: ${bands}.`,
  articleThree:
    'Các đơn vị căn cứ kết quả công bố xây dựng kế hoạch khắc phục các nội dung chưa đạt điểm tối đa, gửi phòng Tổ chức cán bộ trong thời hạn 15 ngày làm việc kể từ ngày ban hành Quyết định này.',
  articleFour:
    'Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, Trưởng phòng Tổ chức cán bộ và Thủ trưởng các đơn vị có tên trong Phụ lục chịu trách nhiệm thi hành Quyết định này',
  bandCount: (band: string, units: string) => `${band}: ${units} đơn vị`,
  asArticle: 'Như Điều 4',
  decisionAnnex: (year: number) => `Chỉ số cải cách hành chính năm ${year} của các đơn vị`,
  decisionColumns: ['Hạng', 'Đơn vị', 'Tự chấm (%)', 'Thẩm định lần 1 (%)', 'Chỉ số (%)', 'Xếp loại', 'Hạng có thể'],
  range: (best: number, worst: number) => (best === worst ? String(best) : `${best} - ${worst}`),
  marginRemark: (margin: string) =>
    `Đơn vị bằng chỉ số cùng một hạng. Chênh lệch dưới ${margin} điểm không nên đọc là hơn kém: cột “Hạng có thể” nêu các hạng mà đơn vị có thể đứng.`,
  waiting: (units: string) => `Chưa có kết quả thẩm định lần 2, nên không có trong phụ lục: ${units}.`,
} as const
