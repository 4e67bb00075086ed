/** Words of what comes after the first answer (client/respondent/later-program.ts). */
export const laterWords = {
  vi: {
    onServer:
      'Máy này không cho lưu, nên câu trả lời đang làm dở được giữ tạm trên máy chủ, khóa bằng mã phiếu của Ông/Bà. Mở lại phiếu là làm tiếp được; gửi xong là xóa. ',
    notOnServer: 'Không giữ trên máy chủ',
  },
  en: {
    onServer:
      'This phone does not let the page save, so your unfinished answers are kept on the server, locked with your slip code. Open the form again to go on; they are deleted once sent. ',
    notOnServer: 'Do not keep them on the server',
  },
} as const
