/** Grey lines where the content will be; said once to those who listen. */
export function Loading(props: { text: string }) {
  return (
    <div class="loading" role="status">
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <span aria-hidden="true" />
      <b class="for-readers">{props.text}</b>
    </div>
  )
}
