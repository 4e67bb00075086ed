import type { FrameField } from '../../surveys/frame-columns.ts'

/** The workbook in which a school list is filled in. */
const NEEDED: readonly FrameField[] = ['code', 'name', 'level', 'area', 'classes']
const MAY_BE_BLANK: readonly FrameField[] = ['commune', 'ownership', 'khmerShare', 'pupils', 'nursery']

export const frameTemplateWords = {
  listSheet: 'Danh sách trường',
  guideSheet: 'Hướng dẫn điền',
  title: 'HƯỚNG DẪN ĐIỀN DANH SÁCH TRƯỜNG (KHUNG MẪU)',
  lead: [
    'Điền vào trang “Danh sách trường”: mỗi trường một dòng, không gộp ô, không để dòng tiêu đề thứ hai. Thứ tự các cột có thể đổi.',
    'Trang “Hướng dẫn điền” này không được nhập; có thể để nguyên trong tệp. Các trường trong ví dụ không có thật.',
    'Tệp được kiểm tra từng ô trước khi nhập. Còn một lỗi thì không dòng nào được nhập.',
  ],
  column: 'Cột',
  needed: 'Bắt buộc',
  meaning: 'Điền gì',
  example: (number: number) => `Ví dụ ${number}`,
  levels: { mn: 'Mầm non', th: 'Tiểu học', thcs: 'THCS', thpt: 'THPT', gdtx: 'GDTX', cd: 'Cao đẳng' },
  ownerships: ['Công lập', 'Ngoài công lập'],
  need: (field: FrameField) =>
    NEEDED.includes(field) ? 'Có' : MAY_BE_BLANK.includes(field) ? 'Không' : 'Có, với cấp học này',
  meanings: {
    code: 'Mã của trường trong cơ sở dữ liệu ngành, không trùng nhau. Ô ở dạng chữ, nên số 0 ở đầu được giữ.',
    name: 'Tên đầy đủ, như trên con dấu.',
    level: 'Chọn trong danh sách: Mầm non, Tiểu học, THCS, THPT, GDTX, Cao đẳng.',
    ownership: 'Chọn trong danh sách: Công lập, Ngoài công lập. Cần khi muốn chia tầng theo loại hình.',
    area: 'Tên địa bàn dùng để chia tầng và báo cáo, viết giống nhau ở mọi dòng.',
    commune: 'Tên xã, phường, thị trấn.',
    classes: 'Số lớp (với mầm non: số nhóm, lớp). Số nguyên.',
    pupils:
      'Tổng số học sinh, trẻ. Có cột từng khối thì phải bằng tổng các khối; bỏ trống thì máy tự cộng. GDTX có thể chỉ ghi cột này.',
    khmerShare: 'Phần học sinh dân tộc Khmer, ví dụ 30,5%. Không biết thì để trống; không có thì ghi 0%.',
  } as Partial<Record<FrameField, string>>,
  gradeMeaning: (levels: string) => `Số học sinh, trẻ của khối này. Chỉ điền với: ${levels}. Không có thì ghi 0.`,
}
