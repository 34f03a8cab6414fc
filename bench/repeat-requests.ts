/** The same requests again and again, for a server that keeps nothing. */
export function repeatRequests(requests: readonly Buffer[], count: number): Buffer[] {
  return Array.from({ length: count }, (_, index) => requests[index % requests.length] ?? Buffer.alloc(0));
}
