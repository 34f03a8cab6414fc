import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { authConfig } from "#lib/auth/auth-config.ts";
import { credentialHash, newCredential } from "#lib/auth/credential.ts";
import { hashPassword } from "#lib/auth/password-hash.ts";
import { sessionCookie } from "#lib/auth/session-cookie.ts";
import { prisma } from "#lib/db/prisma.ts";
import type { OperatorRole } from "#lib/domain/operator-role.ts";
import { newId } from "#lib/platform/ids.ts";
import { openTestDatabase, type TestDatabase } from "./test-database.ts";

export const TEST_CONSOLE_URL = "http://console.test:3000";
export const TEST_PASSWORD = "correct horse battery staple";

export interface TestOperator {
  id: string;
  email: string;
  role: OperatorRole;
}

export interface TestConsole {
  database: TestDatabase;
  /** An operator who signs in with TEST_PASSWORD. */
  createOperator(role: OperatorRole): Promise<TestOperator>;
  /** A live session of the operator, as the Cookie header that the browser would send. */
  createSession(operator: TestOperator): Promise<string>;
  createApiKey(...scopes: string[]): Promise<string>;
  close(): Promise<void>;
}

let passwordHash: string | undefined;

/** A console of its own: database, environment, operators. Route handlers are called as functions. */
export async function openTestConsole(env: Record<string, string> = {}): Promise<TestConsole> {
  const database = await openTestDatabase();
  const spoolDir = mkdtempSync(path.join(os.tmpdir(), "signalbox-test-spool-"));
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    SIGNALBOX_SECRET: "a-test-installation-secret-of-enough-length",
    SIGNALBOX_CONSOLE_URL: TEST_CONSOLE_URL,
    SIGNALBOX_LOG_LEVEL: "silent",
    SIGNALBOX_SPOOL_DIR: spoolDir,
    ...env,
  });
  return {
    database,
    createOperator,
    createSession,
    createApiKey,
    close: async () => {
      await prisma.$disconnect();
      await database.close();
      rmSync(spoolDir, { recursive: true, force: true });
    },
  };
}

async function createOperator(role: OperatorRole): Promise<TestOperator> {
  passwordHash ??= await hashed(TEST_PASSWORD);
  const id = newId();
  const email = `${role}-${id.slice(-8)}@example.test`;
  await prisma.operator.create({ data: { id, email, name: `Test ${role}`, role, passwordHash } });
  return { id, email, role };
}

async function hashed(password: string): Promise<string> {
  const outcome = await hashPassword(password);
  if (outcome.kind === "busy") throw new Error("no place to hash a test password");
  return outcome.value;
}

async function createSession(operator: TestOperator): Promise<string> {
  const sid = newCredential();
  const { authEpoch } = await prisma.operator.findUniqueOrThrow({ where: { id: operator.id } });
  await prisma.session.create({ data: { sidHash: credentialHash(sid), operatorId: operator.id, authEpoch } });
  return (await sessionCookie(sid, authConfig())).split(";")[0] ?? "";
}

async function createApiKey(...scopes: string[]): Promise<string> {
  const key = `sbx_${newCredential()}`;
  const hash = credentialHash(key);
  await prisma.apiKey.create({
    data: { id: newId(), name: "Test key", hash, last4: key.slice(-4), scopes, createdBy: "test" },
  });
  return key;
}
