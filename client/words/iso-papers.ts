import { iso } from './iso.ts'

/** Texts of the papers of the quality system: findings with what was done about them, checklist of an audit, register of changes of law. */
type Texts = Readonly<Record<string, string>>

export const isoPapers = {
  signHere: '(Ký, ghi rõ họ tên)',
  archive: 'VT, Thư ký ISO',
  nothing: '–',
  findings: {
    kind: 'Danh mục',
    abstract: (year: number) => [`Điểm không phù hợp và hành động khắc phục qua đánh giá nội bộ năm ${year}`],
    summary: 'Tổng hợp',
    counts: (p: Texts) =>
      `Năm ${p.year} ghi nhận ${p.all} điểm: ${p.major} nặng, ${p.minor} nhẹ, ${p.improve} cơ hội cải tiến. Tình trạng: ${p.open} mới ghi, ${p.planned} đang khắc phục, ${p.done} chờ kiểm chứng, ${p.verified} đã kiểm chứng; ${p.late} quá hạn.`,
    none: (year: number) => `Năm ${year} không ghi nhận điểm không phù hợp nào.`,
    table: 'Điểm không phù hợp của năm',
    columns: ['STT', iso.clause, iso.grade, iso.lead, iso.dueOn, iso.doneOn, iso.state],
    detail: 'Từng điểm không phù hợp',
    one: (clause: string, grade: string) => `Mục ${clause} (${grade.toLocaleLowerCase('vi')})`,
    audit: (title: string, unit: string) => `${title}, tại ${unit}.`,
    before: 'Còn lại từ các năm trước',
    year: (year: number) => `Năm ${year}.`,
    planned: 'đang khắc phục',
    ending: 'Danh mục được lập từ sổ của hệ thống quản lý chất lượng',
    signers: ['NGƯỜI LẬP', 'LÃNH ĐẠO PHỤ TRÁCH'] as const,
    recipients: ['Các bộ phận có tên trên', 'Đoàn đánh giá nội bộ'] as const,
  },
  checklist: {
    kind: 'Bảng kiểm',
    abstract: (title: string) => ['Đánh giá nội bộ hệ thống quản lý chất lượng', title],
    counts: (p: Texts) =>
      `Đã xem ${p.looked}/${p.all} câu: ${p.conforms} phù hợp, ${p.remark} có lưu ý, ${p.fails} không phù hợp.`,
    columns: ['STT', iso.clause, iso.question, iso.answer, iso.note],
    ending: 'Bảng kiểm được ghi tại nơi đánh giá',
    signers: ['ĐẠI DIỆN BỘ PHẬN', 'ĐOÀN ĐÁNH GIÁ'] as const,
    recipients: ['Bộ phận được đánh giá', 'Đoàn đánh giá nội bộ'] as const,
  },
  laws: {
    kind: 'Sổ theo dõi',
    abstract: (year: number) => [`Văn bản pháp luật phải cập nhật vào hệ thống quản lý chất lượng năm ${year}`],
    rule: (months: number) =>
      `Mỗi thay đổi của pháp luật được đưa vào quy trình trong ${months} tháng kể từ ngày có hiệu lực. Cột “Hạn” là ngày cuối của thời hạn ấy.`,
    counts: (p: Texts) =>
      `Tính đến ngày ${p.day}, sổ có ${p.all} văn bản: ${p.done} đã cập nhật (${p.doneLate} muộn), ${p.waiting} chưa cập nhật (${p.late} quá hạn).`,
    none: (year: number) => `Sổ năm ${year} còn trống.`,
    columns: [
      'STT',
      'Văn bản',
      'Có hiệu lực',
      'Hạn',
      'Quy trình phải sửa; người chịu trách nhiệm',
      'Ngày cập nhật',
      'Tình trạng',
    ],
    ending: 'Sổ được lập từ sổ của hệ thống quản lý chất lượng',
    signers: ['THƯ KÝ ISO', 'LÃNH ĐẠO PHỤ TRÁCH'] as const,
    recipients: ['Các bộ phận có quy trình phải sửa'] as const,
  },
} as const
