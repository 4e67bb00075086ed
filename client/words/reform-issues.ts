/** What is wrong in one place of the reform year: calendar, reports, tasks, inspection. */
export const reformIssue: Readonly<Record<string, string>> = {
  due_before_start: 'hạn không thể trước ngày bắt đầu',
  one_report: 'kế hoạch và báo cáo chỉ có một bản của mỗi đơn vị mỗi kỳ',
  day_in_future: 'ngày này chưa tới',
  year_not_begun: 'chưa mở lịch báo cáo của năm này',
  too_many_periods: 'nhóm này đã có quá nhiều kỳ: hãy xóa bớt kỳ không dùng',
  reports_there: 'đã có {count} báo cáo của kỳ này nên không xóa được',
  unit_not_asked: 'đơn vị này không thuộc nhóm phải báo cáo kỳ này',
  task_unknown: 'năm này không có nhiệm vụ mang số đó',
  report_empty: 'báo cáo chưa có nội dung nào',
  card_without_tasks: 'bộ tiêu chí này không ghi số nhiệm vụ của kế hoạch',
  evidence_missing: 'còn sản phẩm chưa có tài liệu kiểm chứng nên chưa ghi là hoàn thành được',
  must_arise: 'nhiệm vụ này không có chữ “nếu có” trong kế hoạch nên không ghi “không phát sinh”',
  note_needed: 'cần ghi lý do',
  product_unknown: 'nhiệm vụ này không có sản phẩm đó',
  not_before: 'năm kiểm tra trước đây phải trước năm đang chọn, và đơn vị phải thuộc nhóm',
  group_empty: 'nhóm chưa có đơn vị nào: hãy thêm đơn vị ở trang Kỳ báo cáo',
}
