/** The search parameters of a page as Next hands them over. */
export type SearchParams = Record<string, string | string[] | undefined>;

/** The same parameters as the API gets them; a repeated one stays repeated, so that the strict parser can name it. */
export function toUrlParams(given: SearchParams): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) {
    for (const item of [value ?? []].flat()) params.append(name, item);
  }
  return params;
}

const NOT_FILTERS: readonly string[] = ["cursor", "limit", "sort"];

/** Whether anything narrows the list, besides its order and where in it the page is. */
export function hasFilters(params: URLSearchParams): boolean {
  return [...params.keys()].some((name) => !NOT_FILTERS.includes(name));
}
