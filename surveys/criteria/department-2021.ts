import { areaOf, atLeast, atMost, BANDS, onTime, ratio, type Task, yesNo } from './build.ts'
import type { CriteriaSet } from './criteria-set.ts'

/**
 * The Department's own card of 2021: the 50 tasks of its plan for administrative reform, with their products as evidence and
 * their thresholds as rules. Names, products and units are the plan's words (Phụ lục, Kế hoạch thực hiện CCHC năm 2021, Sở GDĐT Sóc Trăng).
 */

const TCCB = 'Phòng TCCB'
const VP = 'Văn phòng'
const KHTC = 'Phòng KH-TC'
const ALL_UNITS = 'Các đơn vị thuộc và trực thuộc.'
const ALL_UNITS_SO = 'Các đơn vị thuộc và trực thuộc Sở.'
const RELATED = 'Các đơn vị có liên quan'
const RELATED_STOP = 'Các đơn vị có liên quan.'
const CENTRE = 'Trung tâm Phục vụ hành chính công'

const task = (number: number, name: string, lead: string, supporting: string, parts: Task['parts']): Task => ({
  id: `N${String(number).padStart(2, '0')}`,
  task: number,
  name,
  lead,
  supporting,
  parts,
})

const direction = [
  task(1, 'Lập kế hoạch CCHC năm 2021.', TCCB, ALL_UNITS, [{ rule: yesNo, evidence: ['Kế hoạch CCHC 2021'] }]),
  task(
    2,
    'Thực hiện báo cáo định kỳ các nội dung được phân công theo quy định',
    'Các bộ phận; cá nhân được phân công',
    'Các cá nhân, đơn vị có liên quan',
    [
      { name: 'Báo cáo quý I, chậm nhất ngày 27/02', rule: onTime('2021-02-27'), evidence: ['Báo cáo'] },
      { name: 'Báo cáo 6 tháng, chậm nhất ngày 28/5', rule: onTime('2021-05-28'), evidence: ['Báo cáo'] },
      { name: 'Báo cáo quý III, chậm nhất ngày 27/8', rule: onTime('2021-08-27'), evidence: ['Báo cáo'] },
      { name: 'Báo cáo năm, chậm nhất ngày 17/11', rule: onTime('2021-11-17'), evidence: ['Báo cáo'] },
    ],
  ),
  task(3, 'Xây dựng và tổ chức thực hiện KH tuyên truyền CCHC 2021.', TCCB, ALL_UNITS, [
    {
      name: 'Kế hoạch và báo cáo kết quả thực hiện tuyên truyền CCHC',
      rule: yesNo,
      evidence: ['Kế hoạch và báo cáo kết quả thực hiện tuyên truyền CCHC năm 2021.'],
    },
    {
      name: 'Tin, bài về CCHC đăng website Sở hằng tháng',
      rule: ratio(100, 'Số tháng có ít nhất 01 tin, bài', 'Số tháng trong năm', { outOf: 12 }),
      evidence: ['Mỗi tháng có ít nhất 01 tin, bài về CCHC đăng website Sở'],
      supporting: 'Tổ CNTT',
    },
    {
      name: 'Tin, bài đăng trên chuyên trang CCHC của tỉnh hằng quý',
      rule: ratio(100, 'Số quý có ít nhất 01 tin, bài được đăng', 'Số quý trong năm', { outOf: 4 }),
      evidence: [
        'Mỗi quý có ít nhất 01 tin, bài về CCHC gửi và được đăng trên chuyên trang CCHC của tỉnh (tin, bài gửi Sở Nội vụ)',
      ],
      supporting: 'Sở Nội vụ',
    },
  ]),
  task(
    4,
    'Kiểm tra công tác CCHC ở các đơn vị thuộc và trực thuộc năm 2021 (20% đơn vị thuộc và trực thuộc)',
    TCCB,
    ALL_UNITS_SO,
    [
      {
        rule: ratio(20, 'Số đơn vị được kiểm tra', 'Số đơn vị thuộc và trực thuộc'),
        evidence: ['Kế hoạch và báo cáo kết quả kiểm tra.'],
      },
    ],
  ),
  task(
    5,
    'Triển khai thực hiện thực hiện Bản cam kết trách nhiệm của người đứng đầu trong giải quyết TTHC',
    VP,
    RELATED,
    [{ rule: yesNo, evidence: ['Báo cáo kết quả thực hiện Bản cam kết trách nhiệm theo quy định'] }],
  ),
  task(6, 'Gắn công tác CCHC với thi đua khen thưởng', VP, RELATED, [
    {
      name: 'Quy định thi đua, khen thưởng gắn với CCHC',
      rule: yesNo,
      evidence: ['Quy định về việc thi đua, khen thưởng có gắn với việc thực hiện CCHC;'],
    },
    {
      name: 'Khen thưởng trong thực hiện CCHC',
      rule: yesNo,
      evidence: ['Quyết định khen thưởng trong thực hiện CCHC năm 2021.'],
    },
  ]),
  task(7, 'Người đứng đầu phụ trách công tác CCHC của ngành', 'Văn phòng, phòng TCCB', 'Các đơn vị trực thuộc Sở.', [
    {
      name: 'Phân công Giám đốc phụ trách CCHC',
      rule: yesNo,
      evidence: ['Thông báo phân công nhiệm vụ CCHC đối với Giám đốc;'],
    },
    {
      name: 'Giám đốc trực tiếp chỉ đạo, điều hành CCHC',
      rule: yesNo,
      evidence: ['Các văn bản chỉ đạo, điều hành CCHC do Giám đốc ký.'],
    },
  ]),
  task(8, 'Sáng kiến, giải pháp mới trong CCHC', TCCB, 'Các đơn vị liên quan', [
    { rule: yesNo, evidence: ['Thuyết minh sáng kiến, báo cáo'] },
  ]),
  task(
    9,
    'Điều tra đo lường sự hài lòng của người dân về dịch vụ giáo dục công lập năm 2021.',
    TCCB,
    'Các đơn vị liên quan.',
    [
      {
        name: 'Tổ chức điều tra theo phương án được phê duyệt',
        rule: yesNo,
        evidence: ['Lập Phương án điều tra trình UBND tỉnh;', 'Kế hoạch phát phiếu điều tra;'],
      },
      {
        name: 'Tỷ lệ hài lòng của người dân đối với dịch vụ giáo dục công trên địa bàn tỉnh đạt trên 90%',
        rule: {
          kind: 'index',
          index: 'education_satisfaction',
          name: 'Tỷ lệ hài lòng về dịch vụ giáo dục công',
          scale: 100,
          target: 90,
          floor: 0,
          strict: true,
          between: 'of_target',
        },
        evidence: ['BC kết quả điều tra'],
      },
    ],
  ),
]

const institutions = [
  task(
    10,
    'Xây dựng và triển khai kế hoạch rà soát văn bản quy phạm pháp luật có liên quan đến ngành. Xử lý kết quả phát hiện qua rà soát văn bản QPPL thuộc lĩnh vực quản lý của cơ quan đạt tỷ lệ 100%',
    'Chuyên viên phụ trách pháp chế',
    'Các phòng CM, NV',
    [
      {
        name: 'Kế hoạch rà soát văn bản QPPL và báo cáo kết quả',
        rule: yesNo,
        evidence: ['Kế hoạch và báo cáo kết quả thực hiện.'],
      },
      {
        name: 'Xử lý kết quả phát hiện qua rà soát văn bản QPPL đạt tỷ lệ 100%',
        rule: ratio(100, 'Số vấn đề phát hiện qua rà soát đã xử lý', 'Số vấn đề phát hiện qua rà soát'),
        evidence: ['Kế hoạch và báo cáo kết quả thực hiện.'],
        mayNotArise: true,
      },
    ],
  ),
  task(11, 'Kiểm tra về tình hình thi hành pháp luật lĩnh vực thuộc phạm vi quản lý của Sở.', 'Thanh tra', RELATED, [
    {
      name: 'Theo dõi, kiểm tra tình hình thi hành pháp luật',
      rule: yesNo,
      evidence: [
        'Kế hoạch theo dõi tình hình thi hành pháp luật; QĐ thành lập đoàn kiểm tra; Thông báo kết luận hoặc báo cáo kết quả kiểm tra;',
      ],
    },
    {
      name: 'Khắc phục sau kiểm tra',
      rule: yesNo,
      evidence: ['Báo cáo khắc phục của đơn vị được kiểm tra.'],
      mayNotArise: true,
    },
  ]),
  task(
    12,
    'Tham mưu soạn thảo văn bản QPPL trình theo trình tự, thủ tục, tiến độ quy định (khi có yêu cầu).',
    'Các phòng CM, NV',
    'Chuyên viên phụ trách pháp chế.',
    [
      {
        rule: ratio(
          100,
          'Số văn bản QPPL trình đúng trình tự, thủ tục, tiến độ',
          'Số văn bản QPPL được yêu cầu soạn thảo',
        ),
        evidence: ['Văn bản yêu cầu tham mưu soạn thảo VB QPPL;', 'Các hồ sơ liên quan theo quy định.'],
        mayNotArise: true,
      },
    ],
  ),
]

const procedures = [
  task(
    13,
    'Ban hành kế hoạch và qua rà soát có kiến nghị UBND tỉnh phương án đơn giản hóa TTHC và có thông báo rút ngắn thời gian thực hiện TTHC',
    VP,
    'Tổ kiểm soát TTHC.',
    [
      {
        name: 'Rà soát, đánh giá TTHC',
        rule: yesNo,
        evidence: ['Kế hoạch rà soát, đánh giá TTHC và báo cáo kết quả thực hiện;'],
      },
      { name: 'Kiến nghị đơn giản hóa TTHC', rule: yesNo, evidence: ['QĐ đơn giản hóa TTHC;'] },
      {
        name: 'Rút ngắn thời gian giải quyết TTHC',
        rule: yesNo,
        evidence: ['Thông báo rút ngắn thời gian giải quyết TTHC.'],
      },
    ],
  ),
  task(
    14,
    'Tham mưu Chủ tịch UBND tỉnh công bố TTHC của cơ quan (kể cả các TTHC áp dụng tại cấp huyện, cấp xã) được sửa đổi, bổ sung, hủy bỏ, bãi bỏ theo quy định của Chính phủ, Bộ, ngành Trung ương',
    VP,
    'Tổ kiểm soát TTHC.',
    [
      {
        rule: ratio(100, 'Số TTHC thay đổi đã tham mưu công bố', 'Số TTHC được sửa đổi, bổ sung, hủy bỏ, bãi bỏ'),
        evidence: ['QĐ công bố hoặc bãi bỏ TTHC của Chủ tịch UBND tỉnh'],
        mayNotArise: true,
      },
    ],
  ),
  task(
    15,
    'Niêm yết, công khai đầy đủ, kịp thời 100% TTHC thuộc thẩm quyền tiếp nhận, giải quyết tại Trung tâm Phục vụ hành chính công và tại website cơ quan',
    VP,
    'Tổ CNTT.',
    [
      {
        rule: ratio(100, 'Số TTHC được niêm yết, công khai đầy đủ, kịp thời', 'Số TTHC thuộc thẩm quyền'),
        evidence: ['Báo cáo kết quả thực hiện; thống kê các TTHC được niêm yết'],
      },
    ],
  ),
  task(
    16,
    'Tiếp nhận, xử lý phản ánh, kiến nghị (PAKN) của cá nhân, tổ chức đối với TTHC thuộc thẩm quyền giải quyết của Sở',
    VP,
    'Tổ kiểm soát TTHC',
    [
      {
        rule: ratio(100, 'Số PAKN đã xử lý', 'Số PAKN đã tiếp nhận'),
        evidence: [
          'Báo cáo kết quả tiếp nhận và xử lý PAKN của cá nhân, tổ chức đối với TTHC thuộc thẩm quyền giải quyết.',
        ],
        mayNotArise: true,
      },
    ],
  ),
  task(
    17,
    'Tỷ lệ TTHC thực hiện việc tiếp nhận, trả kết quả tại Trung tâm Phục vụ hành chính công đạt từ 100% (không bao gồm TTHC theo quy định tại Khoản 5 Điều 14 Nghị định 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ)',
    VP,
    'Các đơn vị liên quan',
    [
      {
        rule: ratio(
          100,
          'Số TTHC tiếp nhận, trả kết quả tại Trung tâm Phục vụ hành chính công',
          'Số TTHC thuộc thẩm quyền giải quyết (trừ TTHC theo Khoản 5 Điều 14 Nghị định 61/2018/NĐ-CP)',
        ),
        evidence: [
          'Thống kê tổng số TTHC thuộc thẩm quyền giải quyết;',
          'Thống kê số TTHC thực hiện tại Trung tâm Phục vụ hành chính công và tại Văn phòng Sở GDĐT.',
        ],
      },
    ],
  ),
  task(
    18,
    'Xây dựng quy trình nội bộ giải quyết đối với từng TTHC thuộc phạm vi quản lý (bao gồm TTHC cấp tỉnh, huyện, xã)',
    VP,
    'Các đơn vị liên quan',
    [
      {
        rule: ratio(100, 'Số TTHC có quy trình nội bộ được phê duyệt', 'Số TTHC thuộc phạm vi quản lý'),
        evidence: ['Quyết định phê duyệt quy trình nội bộ'],
      },
    ],
  ),
  task(
    19,
    'Giải quyết đúng hẹn các hồ sơ TTHC (từ 95% trở lên giải quyết đúng hẹn). Thực hiện việc xin lỗi người dân, tổ chức khi để xảy ra trễ hẹn trong giải quyết hồ sơ TTHC',
    'Các phòng CM, NV có TTHC',
    'Bộ phận TNHS và TKQ',
    [
      {
        name: 'Giải quyết đúng hẹn các hồ sơ TTHC (từ 95% trở lên)',
        rule: ratio(95, 'Số hồ sơ giải quyết đúng hẹn', 'Số hồ sơ đã giải quyết'),
        evidence: ['Báo cáo kết quả thực hiện.'],
      },
      {
        name: 'Xin lỗi người dân, tổ chức khi trễ hẹn',
        rule: ratio(100, 'Số hồ sơ trễ hẹn có thông báo xin lỗi', 'Số hồ sơ trễ hẹn'),
        evidence: ['Thông báo xin lỗi (nếu có trễ hẹn)'],
        mayNotArise: true,
      },
    ],
  ),
  task(
    20,
    'Đánh giá chất lượng giải quyết TTHC của sở, ngành tỉnh tại Trung tâm Phục vụ hành chính công đạt loại tốt trở lên.',
    'Văn phòng phối hợp, tổng hợp',
    CENTRE,
    [
      {
        rule: {
          kind: 'levels',
          levels: [
            { id: 'xuat_sac', name: 'Xuất sắc', percent: 100 },
            { id: 'tot', name: 'Tốt', percent: 100 },
            { id: 'kha', name: 'Khá', percent: 0 },
            { id: 'trung_binh', name: 'Trung bình', percent: 0 },
            { id: 'yeu', name: 'Yếu', percent: 0 },
          ],
        },
        evidence: ['Bảng chấm điểm của Trung tâm Phục vụ hành chính công'],
      },
    ],
  ),
]

const organisation = [
  task(21, 'Hoàn chỉnh phương án sắp xếp, kiện toàn lại tổ chức theo quy định', TCCB, ALL_UNITS_SO, [
    { rule: yesNo, evidence: ['Phương án sắp xếp tổ chức bộ máy'] },
  ]),
  task(
    22,
    'Cơ cấu số lượng lãnh đạo sở thấp hơn hoặc bằng số lượng quy định; cơ cấu số lượng lãnh đạo phòng và tương đương thấp hơn hoặc bằng số lượng quy định và không nhiều hơn số lượng công chức chuyên môn.',
    TCCB,
    'Đơn vị có liên quan',
    [
      {
        name: 'Số lượng lãnh đạo Sở thấp hơn hoặc bằng quy định',
        rule: atMost(100, 'Số lãnh đạo Sở hiện có', '%', 'Số lãnh đạo Sở theo quy định'),
        evidence: ['Báo cáo kết quả thực hiện;', 'Danh sách lãnh đạo Sở và lãnh đạo các đơn vị.'],
      },
      {
        name: 'Số lượng lãnh đạo phòng và tương đương thấp hơn hoặc bằng quy định, không nhiều hơn công chức chuyên môn',
        rule: atMost(
          0,
          'Số phòng và tương đương có lãnh đạo nhiều hơn quy định hoặc nhiều hơn công chức chuyên môn',
          'phòng',
        ),
        evidence: ['Báo cáo kết quả thực hiện;', 'Danh sách lãnh đạo Sở và lãnh đạo các đơn vị.'],
      },
    ],
  ),
  task(
    23,
    'Thực hiện số lượng công chức, người lao động hiện có mặt tại Sở không vượt so với biên chế giao; số lượng người làm việc, người làm việc trong các đơn vị sự nghiệp công lập hiện có mặt không vượt so với biên chế giao',
    TCCB,
    'Đơn vị có liên quan',
    [
      {
        name: 'Công chức, người lao động tại Sở không vượt biên chế giao',
        rule: atMost(100, 'Số công chức, người lao động hiện có mặt tại Sở', '%', 'Số biên chế giao cho Sở'),
        evidence: ['Báo cáo tình hình sử dụng biên chế cho Sở Nội vụ'],
      },
      {
        name: 'Người làm việc trong các đơn vị sự nghiệp công lập không vượt biên chế giao',
        rule: atMost(
          100,
          'Số người làm việc hiện có mặt tại các đơn vị sự nghiệp công lập',
          '%',
          'Số biên chế giao cho các đơn vị sự nghiệp công lập',
        ),
        evidence: ['Báo cáo tình hình sử dụng biên chế cho Sở Nội vụ'],
      },
    ],
  ),
  task(
    24,
    'Kiểm tra, theo dõi, đánh giá định kỳ đối với những nhiệm vụ quản lý nhà nước đã phân cấp cho cấp huyện; xử lý các vấn đề phân cấp phát hiện qua kiểm tra đạt từ 80% trở lên',
    'Thanh tra',
    'Đơn vị có liên quan',
    [
      {
        name: 'Kiểm tra định kỳ các nhiệm vụ đã phân cấp cho cấp huyện',
        rule: yesNo,
        evidence: [
          'Kế hoạch kiểm tra định kỳ đối với các nhiệm vụ quản lý nhà nước đã phân cấp cho cấp huyện;',
          'QĐ thành lập đoàn kiểm tra;',
          'Kết luận kiểm tra;',
        ],
      },
      {
        name: 'Xử lý các vấn đề phân cấp phát hiện qua kiểm tra đạt từ 80% trở lên',
        rule: ratio(80, 'Số vấn đề phát hiện qua kiểm tra đã xử lý', 'Số vấn đề phát hiện qua kiểm tra'),
        evidence: ['Báo cáo kết quả khắc phục của đơn vị được kiểm tra'],
        mayNotArise: true,
      },
    ],
  ),
]

const service = [
  task(
    25,
    'Thực hiện rà soát, hoàn chỉnh bản mô tả vị trí việc làm, khung năng lực công chức, viên chức theo chức năng, nhiệm vụ (khi có quy định điều chỉnh mới)',
    'Phòng TCCB.',
    ALL_UNITS_SO,
    [{ rule: yesNo, evidence: ['Bản mô tả vị trí việc làm'], mayNotArise: true }],
  ),
  task(26, 'Thực hiện tinh giản biên chế năm 2021 đạt 100% chỉ tiêu theo kế hoạch đề ra', TCCB, ALL_UNITS_SO, [
    {
      rule: ratio(100, 'Số biên chế đã tinh giản', 'Số biên chế phải tinh giản theo kế hoạch'),
      evidence: ['KH tinh giản biên chế năm 2021 và báo cáo kết quả thực hiện tinh giản biên chế năm 2021'],
      mayNotArise: true,
    },
  ]),
  task(
    27,
    'Thực hiện đúng quy trình, thẩm quyền tuyển dụng, ký kết hợp đồng lao động (nếu có tuyển dụng mới)',
    TCCB,
    RELATED_STOP,
    [
      {
        rule: ratio(
          100,
          'Số trường hợp tuyển dụng, ký hợp đồng đúng quy trình, thẩm quyền',
          'Số trường hợp tuyển dụng, ký hợp đồng',
        ),
        evidence: ['Báo cáo kết quả thực hiện;', 'QĐ tuyển dụng; hồ sơ có liên quan;', 'Hợp đồng lao động.'],
        mayNotArise: true,
      },
    ],
  ),
  task(
    28,
    'Thực hiện đúng quy định về tiêu chuẩn, quy trình và thẩm quyền bổ nhiệm vị trí lãnh đạo',
    TCCB,
    RELATED_STOP,
    [
      {
        rule: ratio(
          100,
          'Số trường hợp bổ nhiệm, bổ nhiệm lại đúng quy định',
          'Số trường hợp bổ nhiệm, bổ nhiệm lại trong năm',
        ),
        evidence: [
          'Thông báo danh sách bổ nhiệm, bổ nhiệm lại trong năm 2021;',
          'Quyết định và hồ sơ bổ nhiệm, bổ nhiệm lại.',
        ],
        mayNotArise: true,
      },
    ],
  ),
  task(
    29,
    'Kết quả chấp hành kỷ luật, kỷ cương hành chính tại đơn vị: không có công chức, viên chức bị kỷ luật',
    TCCB,
    RELATED_STOP,
    [
      {
        rule: atMost(0, 'Số công chức, viên chức bị kỷ luật', 'người'),
        evidence: ['Báo cáo kết quả kỷ luật công chức, viên chức năm 2021'],
      },
    ],
  ),
  task(
    30,
    'Thực hiện công tác đào tạo, bồi dưỡng CBCCVC đạt từ 80% trở lên so với kế hoạch đề ra',
    TCCB,
    RELATED_STOP,
    [
      {
        rule: ratio(80, 'Số lượt người đã đào tạo, bồi dưỡng theo kế hoạch', 'Số lượt người theo kế hoạch'),
        evidence: [
          'Kế hoạch đào tạo, bồi dưỡng năm 2021;',
          'Báo cáo kết quả thực hiện kế hoạch đào tạo, bồi dưỡng năm 2021.',
        ],
      },
    ],
  ),
  task(
    31,
    'Thực hiện đúng quy định về thi, xét thăng hạng viên chức tại đơn vị sự nghiệp công lập (nếu có)',
    TCCB,
    RELATED_STOP,
    [
      {
        rule: yesNo,
        evidence: [
          'Báo cáo kết quả thực hiện; Kế hoạch thi, xét thăng hạng;',
          'Quyết định thành lập Hội đồng; Các hồ sơ có liên quan.',
        ],
        mayNotArise: true,
      },
    ],
  ),
]

const AUTONOMY = [
  'Báo cáo kết quả thực hiện theo Phụ lục 06 Thông tư 145/2017/TT-BTC ngày 29/12/2017 của Bộ Tài chính hoặc Phụ lục 6 Thông tư 113/2007/TT-BTC ngày 24/9/2007 của Bộ Tài chính;',
  'File hình ảnh mẫu biểu báo cáo và công văn thống nhất của Sở Tài chính.',
]

const finance = [
  task(
    32,
    'Thực hiện cơ chế tự chủ, tự chịu trách nhiệm về sử dụng kinh phí quản lý hành chính tại Sở và đơn vị trực thuộc',
    KHTC,
    RELATED_STOP,
    [
      {
        rule: yesNo,
        evidence: [
          'BC kết quả thực hiện cơ chế tự chủ của đơn vị theo Mẫu số 7 Thông tư liên tịch số 71/2014/TTLT-BTC-BNV năm 2019.',
        ],
      },
    ],
  ),
  task(
    33,
    'Số lượng đơn vị sự nghiệp công lập trực thuộc thực hiện tự bảo đảm một phần hoặc tự đảm bảo hoàn toàn chi thường xuyên năm 2021 tăng so với năm 2020',
    KHTC,
    RELATED_STOP,
    [
      {
        rule: atLeast(1, 'Số đơn vị tăng thêm so với năm 2020', 'đơn vị'),
        evidence: [
          'Báo cáo kết quả thực hiện năm 2020 và năm 2021;',
          'Quyết định giao quyền thực hiện chế độ tự chủ của UBND tỉnh.',
        ],
      },
    ],
  ),
  task(
    34,
    '100% đơn vị sự nghiệp công lập trực thuộc triển khai thực hiện cơ chế tự chủ, tự chịu trách nhiệm',
    KHTC,
    RELATED_STOP,
    [
      {
        rule: ratio(100, 'Số đơn vị sự nghiệp triển khai cơ chế tự chủ', 'Số đơn vị sự nghiệp công lập trực thuộc'),
        evidence: AUTONOMY,
      },
    ],
  ),
  task(
    35,
    'Tỷ lệ đơn vị sự nghiệp công lập (đã triển khai cơ chế tự chủ, tự chịu trách nhiệm) thực hiện đúng quy định về việc phân phối kết quả tài chính trong năm hoặc sử dụng kinh phí tiết kiệm chi thường xuyên trong năm đạt từ 70% trở lên',
    KHTC,
    RELATED_STOP,
    [
      {
        rule: ratio(
          70,
          'Số đơn vị thực hiện đúng quy định về phân phối kết quả tài chính hoặc sử dụng kinh phí tiết kiệm',
          'Số đơn vị đã triển khai cơ chế tự chủ',
        ),
        evidence: AUTONOMY,
      },
    ],
  ),
  task(
    36,
    'Kết quả thực hiện cơ chế tài chính theo quy định trong năm tại Sở (có thu nhập tăng thêm từ 1.0 lần lương cơ sở/người/tháng)',
    KHTC,
    RELATED_STOP,
    [
      {
        rule: atLeast(1, 'Thu nhập tăng thêm', 'lần lương cơ sở/người/tháng'),
        evidence: [
          'Báo cáo kết quả thực hiện theo Biểu số 7 Thông tư liên tịch số 71/2014/TTLT-BTC-BNV ngày 30/5/2014; Phụ lục 06 Thông tư 145/2017/TT-BTC ngày 29/12/2017',
        ],
      },
    ],
  ),
  task(
    37,
    'Thực hiện phân phối thu nhập tiết kiệm, hiệu quả dựa trên cơ sở phân loại mức độ hoàn thành nhiệm vụ',
    KHTC,
    RELATED_STOP,
    [
      {
        rule: yesNo,
        evidence: ['Quy chế chi tiêu nội bộ năm 2021 và công văn thống nhất của Sở Tài chính.'],
      },
    ],
  ),
]

const egovernment = [
  task(
    38,
    'Thực hiện trao đổi văn bản với các cơ quan dưới dạng điện tử có sử dụng chữ ký số chiếm tỷ lệ cao trên tổng số VB điện tử',
    VP,
    'Tổ CNTT',
    [
      {
        rule: ratio(100, 'Số văn bản điện tử có sử dụng chữ ký số', 'Số văn bản đi được gửi dưới dạng điện tử'),
        evidence: [
          'Thống kê tổng số VB điện tử có sử dụng chữ ký số trong năm 2021; Thống kê tổng số văn bản đi của cơ quan được gửi dưới dạng văn bản điện tử trên hệ thống QLVB&ĐH;',
          'Báo cáo tình hình ứng dụng CNTT, phát triển chính phủ điện tử.',
        ],
      },
    ],
  ),
  task(
    39,
    'Tiếp nhận và xử lý thủ tục hành chính trên phần mềm một cửa điện tử đạt từ 95% trở lên',
    'Các phòng CM, NV',
    VP,
    [
      {
        rule: ratio(95, 'Số hồ sơ tiếp nhận, xử lý trên phần mềm một cửa điện tử', 'Số hồ sơ đã tiếp nhận'),
        evidence: ['Số liệu công khai trên phần mềm một cửa điện tử'],
      },
    ],
  ),
  task(
    40,
    'Tỷ lệ công chức thường xuyên sử dụng phần mềm quản lý văn bản điều hành đạt từ 90% trở lên',
    'Tổ CNTT',
    'Các phòng CM, NV',
    [
      {
        rule: ratio(
          90,
          'Số công chức thường xuyên sử dụng (trên 30 lần đăng nhập/tháng và trên 15 ngày đăng nhập/tháng)',
          'Số công chức được cấp tài khoản',
        ),
        evidence: [
          'Thống kê số công chức được cấp tài khoản sử dụng phần mềm QLVB&ĐH; Thống kê số công chức thường xuyên sử dụng phần mềm QLVB&ĐH (số lần đăng nhập trên 30 lần/tháng; số ngày đăng nhập trên 15 ngày/tháng).',
        ],
      },
    ],
  ),
  task(
    41,
    'Tỷ lệ xử lý công việc trên phần mềm theo dõi, đôn đốc, kiểm tra việc thực hiện nhiệm vụ của UBND tỉnh giao đạt từ 80% trở lên',
    VP,
    'Tổ CNTT',
    [
      {
        rule: ratio(80, 'Số nhiệm vụ được giao đã hoàn thành trên phần mềm', 'Số nhiệm vụ được giao trên phần mềm'),
        evidence: [
          'Báo cáo kết quả thực hiện;',
          'Thống kê tổng số nhiệm vụ được giao trên phần mềm;',
          'Thống kê tổng số nhiệm vụ được giao đã hoàn thành trên phần mềm.',
        ],
      },
    ],
  ),
  task(
    42,
    'Mức độ cung cấp dịch vụ công trực tuyến: 100% TTHC trong tổng số TTHC thuộc thẩm quyền giải quyết được cung cấp trực tuyến ở mức độ 2; có từ 20% TTHC trở lên được cung cấp mức độ 3; có từ 10% TTHC trở lên được cung cấp mức độ 4.',
    VP,
    'Tổ Kiểm soát TTHC',
    (
      [
        [2, 100],
        [3, 20],
        [4, 10],
      ] as const
    ).map(([level, target]) => ({
      name: `Cung cấp dịch vụ công trực tuyến mức độ ${level}: từ ${target}% TTHC`,
      rule: ratio(target, `Số TTHC được cung cấp trực tuyến mức độ ${level}`, 'Số TTHC thuộc thẩm quyền giải quyết'),
      evidence: [
        'Báo cáo kết quả thực hiện;',
        'Thông báo cung cấp dịch vụ công trực tuyến ở các mức độ;',
        'Kiểm tra trên phần mềm Một cửa điện tử.',
      ],
    })),
  ),
  task(43, 'Tỷ lệ TTHC cung cấp trực tuyến mức độ 3, 4 có phát sinh hồ sơ đạt từ 60% trở lên', VP, CENTRE, [
    {
      rule: ratio(60, 'Số TTHC mức độ 3, 4 có phát sinh hồ sơ trực tuyến', 'Số TTHC mức độ 3, 4'),
      evidence: [
        'Báo cáo kết quả thực hiện;',
        'Thống kê tổng số TTHC mức độ 3, 4;',
        'Thống kê số TTHC có phát sinh hồ sơ trực tuyến trong năm 2021.',
      ],
    },
  ]),
  ...(
    [
      [44, 3, 40],
      [45, 4, 30],
    ] as const
  ).map(([number, level, target]) =>
    task(
      number,
      `Tỷ lệ hồ sơ TTHC tiếp nhận và xử lý trực tuyến mức độ ${level} đạt từ ${target}% trở lên`,
      VP,
      CENTRE,
      [
        {
          rule: ratio(
            target,
            `Số hồ sơ tiếp nhận trực tuyến mức độ ${level}`,
            `Số hồ sơ đã tiếp nhận của các TTHC có phát sinh hồ sơ trực tuyến mức độ ${level}`,
          ),
          evidence: [
            'Báo cáo kết quả thực hiện;',
            `Thống kê tổng số hồ sơ đã tiếp nhận (cả trực tuyến và truyền thống) của các TTHC có phát sinh hồ sơ trực tuyến mức độ ${level};`,
            'Thống kê số hồ sơ đã tiếp nhận trực tuyến của các TTHC nêu trên.',
          ],
          mayNotArise: true,
        },
      ],
    ),
  ),
  task(46, 'Tỷ lệ TTHC đã triển khai dịch vụ bưu chính công ích có phát sinh hồ sơ đạt từ 50% trở lên', VP, CENTRE, [
    {
      rule: ratio(50, 'Số TTHC có phát sinh hồ sơ qua dịch vụ BCCI', 'Số TTHC đã triển khai dịch vụ BCCI'),
      evidence: [
        'Thống kê danh mục TTHC đã triển khai thực hiện tiếp nhận và trả kết quả qua dịch vụ BCCI, trong số đó, thống kê số TTHC có phát sinh hồ sơ đã sử dụng dịch vụ BCCI',
      ],
    },
  ]),
  task(47, 'Tỷ lệ hồ sơ TTHC được tiếp nhận qua dịch vụ bưu chính công ích đạt từ 15% trở lên', VP, CENTRE, [
    {
      rule: ratio(
        15,
        'Số hồ sơ tiếp nhận qua dịch vụ BCCI',
        'Số hồ sơ đã tiếp nhận của các TTHC có phát sinh hồ sơ BCCI',
      ),
      evidence: [
        'Thống kê danh mục TTHC đã triển khai thực hiện tiếp nhận hồ sơ qua dịch vụ BCCI có phát sinh hồ sơ;',
        'Thống kê tổng số hồ sơ đã tiếp nhận trong năm (cả tiếp nhận qua dịch vụ BCCI và qua hình thức khác) của các TTHC nêu trên;',
        'Thống kê số hồ sơ đã tiếp nhận qua dịch vụ BCCI của các TTHC nêu trên; báo cáo tình hình triển khai dịch vụ bưu chính công ích.',
      ],
      mayNotArise: true,
    },
  ]),
  task(48, 'Tỷ lệ hồ sơ TTHC được trả qua dịch vụ bưu chính công ích đạt từ 15% trở lên', VP, CENTRE, [
    {
      rule: ratio(
        15,
        'Số hồ sơ được trả kết quả qua dịch vụ BCCI',
        'Số hồ sơ đã trả kết quả của các TTHC có phát sinh hồ sơ BCCI',
      ),
      evidence: [
        'Thống kê danh mục TTHC đã triển khai thực hiện trả kết quả qua dịch vụ BCCI có phát sinh hồ sơ; Thống kê tổng số hồ sơ đã trả kết quả trong năm (cả tiếp nhận qua dịch vụ BCCI và qua hình thức khác) của các TTHC nêu trên; Thống kê số hồ sơ đã được trả kết quả qua dịch vụ BCCI của các TTHC nêu trên;',
        'Báo cáo tình hình triển khai dịch vụ bưu chính công ích.',
      ],
      mayNotArise: true,
    },
  ]),
  task(
    49,
    'Website cơ quan: Có công khai, cập nhật thông tin số điện thoại, email của lãnh đạo, Bộ phận tiếp nhận và trả kết quả, các phòng ban chuyên môn, đơn vị trực thuộc để công dân, tổ chức tiện liên hệ; Có xây dựng và duy trì Chuyên mục hỏi - đáp, góp ý của công dân, tổ chức; Có Chuyên mục CCHC; Cập nhật thông tin, tin, bài; Có chức năng tìm kiếm thông tin trên website.',
    'Tổ CNTT',
    'Các phòng chuyên môn, nghiệp vụ thuộc Sở.',
    [
      'Công khai, cập nhật số điện thoại, email của lãnh đạo và các bộ phận, đơn vị',
      'Chuyên mục hỏi - đáp, góp ý của công dân, tổ chức',
      'Chuyên mục CCHC',
      'Cập nhật thông tin, tin, bài',
      'Chức năng tìm kiếm thông tin trên website',
    ].map((name) => ({ name, rule: yesNo, evidence: ['Báo cáo kết quả thực hiện kèm đường link.'] })),
  ),
  task(
    50,
    'Duy trì, cải tiến Hệ thống quản lý chất lượng: Cập nhật kịp thời các thay đổi của văn bản QPPL liên quan vào Hệ thống quản lý chất lượng để áp dụng (trong thời gian chậm nhất là 03 tháng kể từ khi văn bản QPPL có hiệu lực thi hành); Thực hiện đánh giá nội bộ và xem xét của lãnh đạo; thực hiện công bố lại khi có sự điều chỉnh.',
    VP,
    'Thư ký ISO',
    [
      {
        name: 'Cập nhật thay đổi của văn bản QPPL chậm nhất là 03 tháng kể từ khi có hiệu lực',
        rule: atMost(3, 'Thời gian cập nhật chậm nhất trong năm, kể từ khi văn bản có hiệu lực', 'tháng'),
        evidence: ['Danh mục thông tin dạng văn bản bên ngoài;'],
        mayNotArise: true,
      },
      {
        name: 'Đánh giá nội bộ và xem xét của lãnh đạo',
        rule: yesNo,
        evidence: [
          'Hồ sơ đánh giá nội bộ, xem xét lãnh đạo; mục tiêu chất lượng, chính sách chất lượng;',
          'Hồ sơ đánh giá nội bộ;',
        ],
      },
      {
        name: 'Công bố lại khi có sự điều chỉnh',
        rule: yesNo,
        evidence: ['Quyết định công bố lại.'],
        mayNotArise: true,
      },
    ],
  ),
]

const EACH = 2

export const department2021: CriteriaSet = {
  group: 'so-gddt',
  year: 2021,
  version: 1,
  title: 'Bộ tiêu chí tự đánh giá công tác cải cách hành chính của Sở Giáo dục và Đào tạo năm 2021',
  source:
    'Kế hoạch thực hiện cải cách hành chính năm 2021 của Sở Giáo dục và Đào tạo tỉnh Sóc Trăng (tháng 01/2021): Phụ lục, 50 nhiệm vụ; hạn báo cáo theo mục IV.1; tỷ lệ hài lòng theo mục II.5',
  pointsFrom:
    'Kế hoạch không cho điểm. Mỗi nhiệm vụ được chia đều 2 điểm (50 nhiệm vụ, 100 điểm), mỗi phần trong một nhiệm vụ được chia đều điểm của nhiệm vụ đó. Nơi kế hoạch chỉ nêu ngưỡng, kết quả dưới ngưỡng được tính theo phần đạt được của ngưỡng. Thang xếp loại là thang thường dùng ở các tỉnh. Điểm, quy tắc và thang xếp loại đều sửa được trước khi ban hành.',
  areas: [
    areaOf('A1', 'Công tác chỉ đạo, điều hành', EACH, direction),
    areaOf('A2', 'Cải cách thể chế', EACH, institutions),
    areaOf('A3', 'Cải cách thủ tục hành chính', EACH, procedures),
    areaOf('A4', 'Cải cách tổ chức bộ máy', EACH, organisation),
    areaOf('A5', 'Cải cách công vụ', EACH, service),
    areaOf('A6', 'Cải cách tài chính công', EACH, finance),
    areaOf('A7', 'Xây dựng và phát triển Chính phủ điện tử', EACH, egovernment),
  ],
  bonus: { ceiling: 0, items: [] },
  penalty: { ceiling: 0, items: [] },
  bands: BANDS,
}
