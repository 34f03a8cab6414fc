import { handleNextAuth } from "#lib/auth/handle-next-auth.ts";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

async function handle(request: Request, { params }: Context): Promise<Response> {
  return handleNextAuth(request, (await params).nextauth);
}

export { handle as GET, handle as POST };
