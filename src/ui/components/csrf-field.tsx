/** Hidden field that every form with method="post" carries; `token` is the request's `csrfToken`. */
export function CsrfField({ token }: { token: string }) {
  return <input type="hidden" name="_csrf" value={token} />
}
