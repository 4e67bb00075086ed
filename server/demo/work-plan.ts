import { type BudgetLine, budgetTotal } from '../../surveys/budget.ts'
import type { Milestone } from '../../surveys/calendar.ts'
import type { BudgetChange, CalendarChange } from '../plan/plan.ts'

/** The days a demonstration round lives through; offices as a Department has them, no person's name. */
export function demoCalendar(year: number): CalendarChange {
  const to = (startsOn: string, endsOn: string, name: string, who: string): Milestone => ({
    name,
    startsOn: `${year}-${startsOn}`,
    endsOn: `${year}-${endsOn}`,
    who,
    note: null,
  })
  return {
    milestones: [
      to('09-01', '09-06', 'Xây dựng, trình phê duyệt Phương án điều tra', 'Phòng Tổ chức cán bộ'),
      to('09-08', '09-09', 'Rà soát khung mẫu, chọn mẫu và lập biên bản', 'Phòng Tổ chức cán bộ'),
      to('09-16', '09-22', 'In phiếu, niêm phong và giao phiếu cho các trường', 'Văn phòng Sở'),
      to('09-27', '09-29', 'Tập huấn người đi giao phiếu', 'Phòng Tổ chức cán bộ'),
      to('10-04', '10-29', 'Phát và thu phiếu', 'Các trường trong mẫu'),
      to('10-11', '10-29', 'Kiểm tra, giám sát, phúc tra', 'Thanh tra Sở'),
      to('11-01', '11-05', 'Làm sạch và khóa số liệu', 'Phòng Tổ chức cán bộ'),
      to('11-08', '11-19', 'Xử lý số liệu, dự thảo Báo cáo kết quả', 'Phòng Tổ chức cán bộ'),
      to('11-22', '11-30', 'Trình phê duyệt và công bố kết quả', 'Lãnh đạo Sở'),
    ],
  }
}

const INVENTED = 'Đơn giá mô phỏng'
const line = (section: string, content: string, unit: string, quantity: number, unitPrice: number): BudgetLine => ({
  section,
  content,
  unit,
  quantity,
  unitPrice,
  basis: INVENTED,
})

/** Invented prices, and they say so: the rates in force are for the office to enter. */
export function demoBudget(slips: number): BudgetChange {
  const lines = [
    line('In ấn, vật tư', 'In phiếu, phong bì niêm phong', 'phiếu', slips, 1_500),
    line('In ấn, vật tư', 'In tài liệu tập huấn', 'bộ', 60, 20_000),
    line('Thu thập thông tin', 'Công người đi giao và thu phiếu', 'ngày', 120, 150_000),
    line('Thu thập thông tin', 'Phúc tra qua điện thoại', 'cuộc', 100, 5_000),
    line('Tập huấn, kiểm tra', 'Tập huấn người đi giao phiếu', 'ngày', 1, 6_000_000),
    line('Tập huấn, kiểm tra', 'Kiểm tra, giám sát tại trường', 'lượt', 20, 200_000),
  ]
  return { lines, total: budgetTotal(lines) }
}
