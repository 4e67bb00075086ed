import { decisionInText } from './index-papers.ts'

/** Texts of the papers around the appraisal of a year: minutes of each look, the unit's explanation, the unit's profile. */
type Texts = Readonly<Record<string, string>>

export const appraisalPapers = {
  minutes: {
    abstract: (look: number, year: number, unit: string) => [
      `Thẩm định lần ${look} kết quả tự đánh giá, chấm điểm Chỉ số cải cách hành chính năm ${year} của ${unit}`,
    ],
    opening: 'Thời gian, địa điểm, thành phần',
    today: (p: Texts) =>
      `Hôm nay, hồi ${p.hour} giờ ${p.minute} phút, ngày ${p.day} tháng ${p.month} năm ${p.year}, tại ${p.place}, chúng tôi gồm có:`,
    people: ['Ông (bà)', 'chức vụ', 'chủ trì thẩm định', 'người thẩm định', 'đại diện đơn vị được thẩm định'] as const,
    done: (look: number, unit: string) => `Chúng tôi đã thẩm định lần ${look} điểm của ${unit} với các nội dung sau:`,
    basis: 'Căn cứ thẩm định',
    card: (title: string, decision: string | null) =>
      decision === null
        ? `Thẩm định theo ${title}.`
        : `Thẩm định theo ${title} (ban hành theo ${decisionInText(decision)}).`,
    locked: (day: string) => `Đơn vị chốt điểm tự chấm ${day}.`,
    answered: (day: string) => `Đơn vị chốt giải trình ${day}.`,
    ended: (look: number, day: string, by: string) =>
      by === ''
        ? `Thẩm định lần ${look} kết thúc trên phần mềm ${day}.`
        : `Thẩm định lần ${look} kết thúc trên phần mềm ${day}, người kết thúc: ${by}.`,
    papers: (papers: string, leaves: string) =>
      papers === '0'
        ? 'Hồ sơ chưa có văn bản nào làm tài liệu kiểm chứng.'
        : `Hồ sơ có ${papers} văn bản làm tài liệu kiểm chứng cho ${leaves} tiêu chí thành phần.`,
    result: 'Kết quả thẩm định',
    resultTable: 'Điểm theo lĩnh vực',
    counts: (p: Texts) =>
      `Trong ${p.all} tiêu chí thành phần: ${p.same} giữ nguyên điểm, ${p.less} giảm điểm, ${p.more} tăng điểm so với ${p.before}; ${p.excluded} không phát sinh.`,
    before: { 1: 'điểm tự chấm', 2: 'thẩm định lần 1' } as const,
    notes: 'Nội dung có nhận xét hoặc thay đổi điểm',
    notesNone: 'Không tiêu chí thành phần nào bị thay đổi điểm hoặc có nhận xét.',
    notesTable: 'Tiêu chí thành phần có nhận xét hoặc thay đổi điểm',
    notesColumns: {
      1: ['STT', 'Tiêu chí thành phần', 'Điểm tối đa', 'Tự chấm', 'Thẩm định lần 1', 'Nhận xét của người thẩm định'],
      2: [
        'STT',
        'Tiêu chí thành phần',
        'Điểm tối đa',
        'Thẩm định lần 1',
        'Thẩm định lần 2',
        'Giải trình của đơn vị; nhận xét của người thẩm định',
      ],
    } as const,
    explained: (note: string) => `Giải trình: ${note}`,
    below: (number: string) => `Nêu ở mục ${number} dưới bảng.`,
    notExplained: 'Đơn vị chưa giải trình.',
    remark: (note: string) => `Nhận xét: ${note}`,
    asks: (count: string, components: string, day: string) =>
      `Đề nghị đơn vị giải trình ${count} tiêu chí thành phần (${components}), hạn ${day}.`,
    asksNone: 'Không yêu cầu đơn vị giải trình nội dung nào.',
    extras: (points: string, name: string, note: string) => `${name}: ${points}${note === '' ? '' : ` (${note})`}.`,
    bonus: 'Điểm thưởng',
    penalty: 'Điểm trừ',
    conclusion: 'Kết luận',
    index: (look: number, points: string, most: string, share: string) =>
      `Điểm sau thẩm định lần ${look}: ${points} trên ${most} điểm tối đa của những nội dung có phát sinh, tỷ lệ ${share}%.`,
    band: (index: string, band: string) => `Chỉ số cải cách hành chính: ${index}%, xếp loại ${band}.`,
    notFinal: 'Đây là kết quả thẩm định lần 1, còn có thể thay đổi sau giải trình và thẩm định lần 2.',
    closing: (p: Texts) =>
      `Biên bản kết thúc hồi ${p.hour} giờ ${p.minute} phút cùng ngày, đã đọc cho những người có tên trên cùng nghe, thống nhất và lập thành ${p.copies} bản`,
    signers: ['ĐẠI DIỆN ĐƠN VỊ', 'NGƯỜI THẨM ĐỊNH', 'CHỦ TRÌ'] as const,
    signHere: '(Ký, ghi rõ họ tên)',
    archive: 'VT, TCCB',
    members: 'Các thành viên có tên trên',
  },
  explanation: {
    abstract: (year: number) => [`Giải trình kết quả thẩm định lần 1 Chỉ số cải cách hành chính năm ${year}`],
    draftMark: 'BẢN NHÁP - GIẢI TRÌNH CHƯA CHỐT',
    lead: (unit: string, year: number, asked: string, told: string) =>
      `Qua thẩm định lần 1 Chỉ số cải cách hành chính năm ${year}, ${unit} được yêu cầu giải trình ${asked} tiêu chí thành phần; đã giải trình ${told}.`,
    leadNone: (unit: string, year: number) =>
      `Qua thẩm định lần 1 Chỉ số cải cách hành chính năm ${year}, ${unit} không có tiêu chí thành phần nào phải giải trình.`,
    answeredOn: (day: string) => `Giải trình được chốt ${day}.`,
    due: (day: string) => `Hạn giải trình: ${day}.`,
    table: 'Tiêu chí thành phần được yêu cầu giải trình',
    columns: ['STT', 'Tiêu chí thành phần', 'Điểm tối đa', 'Tự chấm', 'Thẩm định lần 1', 'Tình trạng'],
    told: 'đã giải trình',
    untold: 'chưa giải trình',
    summary: 'Nội dung được yêu cầu giải trình',
    detail: 'Giải trình từng nội dung',
    remark: 'Nhận xét của người thẩm định: ',
    noRemark: 'không ghi.',
    own: 'Giải trình của đơn vị: ',
    missing: 'chưa có.',
    papers: 'Tài liệu kiểm chứng kèm theo giải trình: ',
    noPapers: 'không có.',
    ending: (unit: string) => `Trên đây là giải trình của ${unit}`,
  },
  profile: {
    kind: 'Hồ sơ đơn vị',
    abstract: (year: number, unit: string) => [`Chỉ số cải cách hành chính năm ${year} của ${unit}`],
    notPublishedMark: 'KẾT QUẢ CHƯA CÔNG BỐ',
    general: 'Thông tin chung',
    unit: (unit: string) => `Đơn vị: ${unit}.`,
    card: (title: string) => `Chấm theo ${title}.`,
    state: (state: string) => `Tình trạng: ${state}.`,
    published: (decision: string, day: string) => `Công bố theo ${decisionInText(decision)} (${day}).`,
    noIndex: 'Chưa có chỉ số: chưa tiêu chí thành phần nào phát sinh.',
    parts: 'Chỉ số qua ba lần chấm',
    partsColumns: ['Lần chấm', 'Điểm', 'Điểm tối đa', 'Tỷ lệ (%)', 'Thưởng', 'Trừ', 'Chỉ số (%)', 'Xếp loại'],
    notRanked: 'Chưa xếp hạng: hạng chỉ tính giữa các đơn vị đã công bố.',
    areas: 'Tỷ lệ điểm đạt được theo lĩnh vực',
    areasColumns: ['STT', 'Lĩnh vực', 'Điểm tối đa', 'Tự chấm (%)', 'Thẩm định lần 1 (%)', 'Thẩm định lần 2 (%)'],
    lost: 'Nội dung mất điểm',
    lostNone: 'Không tiêu chí thành phần nào mất điểm.',
    lostColumns: ['STT', 'Tiêu chí thành phần', 'Điểm đạt / tối đa', 'Biện pháp khắc phục', 'Hạn', 'Tình trạng'],
    /** before the second look nothing is remedied yet: why the points are not there */
    lostReasons: ['STT', 'Tiêu chí thành phần', 'Điểm đạt / tối đa', 'Vì sao'],
    noRemedy: 'chưa lập kế hoạch khắc phục',
    remedyStates: {
      planned: 'đang khắc phục',
      done: 'đã khắc phục, chờ kiểm chứng',
      returned: 'bị trả lại',
      accepted: 'đã kiểm chứng',
    } as Readonly<Record<string, string>>,
    trend: 'Qua các năm',
    trendColumns: ['Năm', 'Chỉ số (%)', 'Xếp loại', 'Tình trạng'],
    proofs: 'Tài liệu kiểm chứng',
    ending: (unit: string, year: number) => `Trên đây là hồ sơ Chỉ số cải cách hành chính năm ${year} của ${unit}`,
    offices: 'Các phòng thuộc Sở',
    archive: 'VT, TCCB',
  },
} as const
