/** Words of the page where tablets are issued and withdrawn. */
export const devices = {
  title: 'Máy tính bảng',
  lead: 'Máy đặt ở cổng trường để cha mẹ trả lời tại chỗ bằng phiếu của mình. Mỗi máy có một khóa riêng; mất máy thì thu hồi khóa.',
  label: 'Tên máy, nơi đặt',
  labelHint: 'Ví dụ: Trường Tiểu học Kế Sách 1, cổng chính',
  issue: 'Cấp khóa',
  issuedTitle: 'Khóa và mã PIN chỉ hiện một lần này. Hãy ghi lại hoặc nhập ngay vào máy tại địa chỉ /kiosk.',
  key: 'Khóa máy',
  pin: 'Mã PIN của nhân viên',
  state: 'Trạng thái',
  createdOn: 'Ngày cấp',
  more: 'Thao tác',
  states: { active: 'Đang dùng', revoked: 'Đã thu hồi' } as Readonly<Record<string, string>>,
  revoke: 'Thu hồi',
  revokeTitle: 'Thu hồi khóa của máy này?',
  revokeText:
    'Máy không gửi được phiếu nữa. Phiếu chưa gửi vẫn nằm trên máy, đã khóa; cấp khóa mới cho máy thì phiếu được gửi tiếp.',
  cancel: 'Để lại',
  emptyTitle: 'Chưa cấp khóa cho máy nào',
  emptyText: 'Đặt tên máy theo nơi đặt rồi bấm Cấp khóa.',
} as const
