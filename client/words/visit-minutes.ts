/** Texts of the minutes of the inspection of one unit. */
type Texts = Readonly<Record<string, string>>

export const visitMinutes = {
  abstract: (year: number, unit: string) => [`Kiểm tra công tác cải cách hành chính năm ${year}`, `tại ${unit}`],
  opening: 'Thời gian, địa điểm, thành phần',
  visited: (day: string, unit: string) => `Việc kiểm tra được tiến hành ${day} tại ${unit}.`,
  team: (team: string) => `Đoàn kiểm tra: ${team}.`,
  people: (p: Texts) => `${p.number}. Ông (bà) ${p.name}, chức vụ ${p.post}, ${p.role}`,
  roles: ['trưởng đoàn kiểm tra', 'thư ký', 'đại diện đơn vị được kiểm tra'] as const,
  drawn: (lastYear: string) => `Lần kiểm tra gần nhất trước đó: ${lastYear}.`,
  never: 'chưa từng',
  notes: 'Nội dung ghi nhận',
  notesNone: 'Không ghi nội dung nào.',
  findings: 'Kiến nghị',
  findingsNone: 'Không có kiến nghị.',
  counts: (p: Texts) =>
    `Có ${p.all} kiến nghị: ${p.open} chờ khắc phục (${p.overdue} quá hạn), ${p.measure} đã khắc phục, chờ kiểm chứng, ${p.verified} đã kiểm chứng.`,
  said: 'Điều cần khắc phục: ',
  due: 'Hạn khắc phục: ',
  measure: 'Đơn vị đã khắc phục: ',
  paper: 'Tài liệu kiểm chứng: ',
  verdict: 'Kiểm chứng: ',
  state: 'Tình trạng: ',
  closing: (p: Texts) =>
    `Biên bản đã đọc cho những người có tên trên cùng nghe, thống nhất và lập thành ${p.copies} bản`,
  signers: ['ĐẠI DIỆN ĐƠN VỊ', 'THƯ KÝ', 'TRƯỞNG ĐOÀN'] as const,
  signHere: '(Ký, ghi rõ họ tên)',
  members: 'Đoàn kiểm tra',
  archive: 'VT, TCCB',
  files: { docx: 'Biên bản kiểm tra (DOCX)', pdf: 'Biên bản kiểm tra (PDF)' } as const,
} as const
