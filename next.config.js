/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  experimental: {
    // A page that the role may not see answers 403 (app/(console)/forbidden.tsx).
    authInterrupts: true,
    // A first start would wait for a cache on disk that is hardly ever read again.
    turbopackFileSystemCacheForBuild: false,
  },
  images: { unoptimized: true },
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: ["@node-rs/argon2", "pg", "pino", "undici"],
  // A redirect of `/api/webhooks/asset/` would answer a provider's POST before a handler sees it.
  skipTrailingSlashRedirect: true,
  typedRoutes: true,
  // `npm run verify` checks the types of everything; a start should not wait for it again.
  typescript: { ignoreBuildErrors: true },
};

export default config;
