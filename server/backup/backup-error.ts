/** Why a backup cannot be made or brought back, in one line with its remedy; never anything of what it holds. */
export class BackupError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BackupError'
  }
}
