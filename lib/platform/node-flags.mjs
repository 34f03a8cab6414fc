// Plain JavaScript, because the bootstrap reads it before there is anything to strip types with.

/**
 * What Node is told of a process of the product. A flood of requests is garbage within milliseconds: with a large young
 * heap a receiver keeps some 300 MiB of it long after. A smaller one than this is cleared so often that it costs speed,
 * and so would be the old heap, which holds requests under way and little else: every half second without its size told.
 * @param {string} name
 * @returns {string[]}
 */
export function nodeFlags(name) {
  return name === "receiver" ? ["--max-semi-space-size=16", "--initial-heap-size=128"] : [];
}
