/** Words of what comes after the first answer (client/respondent/later-program.ts). */
export const laterWords = {
  vi: {
    onServer:
      'Máy này không cho lưu, nên câu trả lời được giữ tạm trên máy chủ, khóa bằng mã phiếu. Mở lại là làm tiếp được; gửi xong là xóa. ',
    notOnServer: 'Không giữ trên máy chủ',
    /** The same in one line, above a question. */
    onServerBriefly: 'Giữ tạm trên máy chủ',
    notOnServerBriefly: 'Không giữ',
    /** What the notice says of every other phone, as it stands there. */
    keepsItself: 'Dừng lúc nào cũng được, máy tự lưu.',
    /** Said in its place on a tablet that many use. */
    tabletWipes: 'Máy dùng chung: quá 60 giây không chạm là câu trả lời được xóa.',
    results: 'Kiểm tra ở trang kết quả',
  },
  en: {
    onServer:
      'This phone does not let the page save, so your unfinished answers are kept on the server, locked with your slip code. Open the form again to go on; they are deleted once sent. ',
    notOnServer: 'Do not keep them on the server',
    onServerBriefly: 'Kept on the server for now',
    notOnServerBriefly: 'Do not keep',
    keepsItself: 'Stop whenever you like; this phone keeps your answers.',
    tabletWipes: 'Many people use this tablet: after 60 seconds without a touch your answers are wiped.',
    results: 'Check it on the page of results',
  },
} as const
