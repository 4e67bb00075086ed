import type { CheckItem } from './iso-records.ts'

/**
 * A beginning for an internal audit, to be changed in each: one question a clause of TCVN ISO 9001:2015, in our own words and
 * for the work of an office that handles procedures. The standard itself is not copied.
 */
const item = (clause: string, question: string): CheckItem => ({
  id: clause,
  clause,
  question,
  answer: 'not_looked',
  note: '',
})
export const AUDIT_CHECKLIST: readonly CheckItem[] = [
  item('4.1', 'Bối cảnh của cơ quan, các thay đổi về tổ chức và pháp luật có được xem xét trong năm không?'),
  item('4.2', 'Nhu cầu của người dân, trường học và cơ quan cấp trên có được xác định, cập nhật không?'),
  item('4.3', 'Phạm vi áp dụng có bao trùm mọi thủ tục hành chính thuộc thẩm quyền không?'),
  item('4.4', 'Các quy trình đã công bố có đúng với cách làm thực tế không?'),
  item('5.1', 'Lãnh đạo có chỉ đạo, phân công và theo dõi việc áp dụng hệ thống không?'),
  item('5.2', 'Chính sách chất lượng có được phổ biến và hiểu đúng không?'),
  item('5.3', 'Trách nhiệm, quyền hạn từng vị trí có được văn bản hóa không?'),
  item('6.1', 'Rủi ro của từng quy trình có được nhận diện và có biện pháp không?'),
  item('6.2', 'Mục tiêu chất lượng có đo được, có người chịu trách nhiệm và thời hạn không?'),
  item('7.1', 'Nhân lực, cơ sở vật chất, phần mềm có đủ cho quy trình không?'),
  item('7.2', 'Người thực hiện có được đào tạo và có hồ sơ chứng minh không?'),
  item('7.5', 'Văn bản của hệ thống có đúng phiên bản, được kiểm soát và dễ tra cứu không?'),
  item('8.1', 'Thay đổi của pháp luật có được đưa vào quy trình trong 3 tháng kể từ ngày có hiệu lực không?'),
  item('8.2', 'Thành phần hồ sơ, thời hạn, phí, lệ phí niêm yết có đúng quy định hiện hành không?'),
  item('8.5', 'Hồ sơ có được tiếp nhận, luân chuyển, trả kết quả đúng bước và đúng hạn không?'),
  item('8.6', 'Kết quả có được kiểm tra trước khi trả không?'),
  item('8.7', 'Hồ sơ sai sót, trễ hạn có được xử lý, xin lỗi và ghi nhận không?'),
  item('9.1', 'Mức độ hài lòng của người dân có được đo và phân tích không?'),
  item('9.2', 'Đánh giá nội bộ kỳ trước có được thực hiện đúng kế hoạch không?'),
  item('9.3', 'Xem xét của lãnh đạo có đủ đầu vào và có kết luận được theo dõi không?'),
  item('10.2', 'Điểm không phù hợp kỳ trước có được khắc phục tận gốc và kiểm chứng không?'),
  item('10.3', 'Có cải tiến nào được đề xuất và thực hiện trong năm không?'),
]
