import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { destinationInput, destinationPatchInput } from "#lib/domain/api/destination-input.ts";
import { explainStoredAttemptError } from "#lib/domain/stored-attempt-error.ts";
import {
  type CertificateAuthority,
  createCertificateAuthority,
  selfSignedCertificate,
} from "#lib/testing/certificate-authority.ts";
import { type CountingServer, startHttpServer, startHttpsServer } from "#lib/testing/counting-server.ts";
import { insertDestination, storeEvents } from "#lib/testing/delivery-fixtures.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { workerTest } from "#lib/testing/worker-test.ts";

const worker = workerTest();
const servers: CountingServer[] = [];
let authority: CertificateAuthority;
let directory: string;

beforeAll(async () => {
  authority = await createCertificateAuthority("The company's own issuer");
  directory = await mkdtemp(path.join(tmpdir(), "signalbox-tls-"));
  await writeFile(path.join(directory, "ca.pem"), authority.cert);
});
afterAll(() => rm(directory, { recursive: true }));
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serve(certificate: { key: string; cert: string }): Promise<CountingServer> {
  const server = await startHttpsServer(certificate, (_request, response) => response.end());
  servers.push(server);
  return server;
}

test("D17: a worker delivers over TLS that holds and to nobody else, whatever its environment says about TLS", async () => {
  const good = await serve(await authority.issue());
  const plain = await startHttpServer((_request, response) => response.end());
  servers.push(plain);
  const bad = {
    expired: await serve(await authority.issue({ validFrom: -30, validUntil: -1 })),
    not_yet_valid: await serve(await authority.issue({ validFrom: 2 })),
    wrong_host: await serve(await authority.issue({ names: ["ledger.test"] })),
    self_signed: await serve(await selfSignedCertificate()),
    untrusted: await serve(await (await createCertificateAuthority("Somebody else's issuer")).issue()),
  };
  const urls = [good.url, `https://127.0.0.1:${plain.port}`, ...Object.values(bad).map(({ url }) => url)];
  for (const url of urls) await insertDestination(worker.pool, { url, retrySchedule: [86_400] });
  await storeEvents(worker.pool, worker.source, ["{}"]);
  await worker.startProcess({
    NODE_EXTRA_CA_CERTS: path.join(directory, "ca.pem"),
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
    NODE_OPTIONS: "--tls-min-v1.0",
  });
  await eventually(async () => expect((await worker.attempts()).length).toBe(urls.length), 30_000);
  const errors = new Map((await worker.attempts()).map(({ url, error }) => [url, JSON.parse(error)]));
  expect(errors.get(good.url)).toBeNull();
  for (const [reason, { url }] of Object.entries(bad)) expect(errors.get(url)).toMatchObject({ kind: "tls", reason });
  expect(errors.get(`https://127.0.0.1:${plain.port}`)).toMatchObject({ kind: "tls", reason: "not_tls" });
  expect([good.requests.length, ...Object.values(bad).map(({ requests }) => requests.length)]).toEqual([
    1, 0, 0, 0, 0, 0,
  ]);
  expect(explainStoredAttemptError(JSON.stringify(errors.get(bad.untrusted.url))).todo).toContain(
    "NODE_EXTRA_CA_CERTS",
  );
}, 40_000);

test("D17: no setting of a destination ignores TLS", () => {
  const given = { name: "Ledger", url: "https://example.com/" };
  expect(destinationInput.safeParse(given).success).toBe(true);
  for (const name of ["insecure", "rejectUnauthorized", "verifyTls", "skipTlsVerify", "tls", "ca", "servername"]) {
    expect(destinationInput.safeParse({ ...given, [name]: false }).success).toBe(false);
    expect(destinationPatchInput.safeParse({ [name]: false }).success).toBe(false);
  }
});
