import { type GenerateResult, generate } from "selfsigned";

export type Certificate = { key: string; cert: string };

export type CertificateOptions = {
  /** DNS names and IP addresses that the certificate is for. */
  names?: string[];
  /** Days from now. */
  validFrom?: number;
  validUntil?: number;
  /** A certificate that servers must not use. */
  isForClientsOnly?: boolean;
};

export type CertificateAuthority = {
  /** PEM, to be trusted by whoever trusts this authority. */
  cert: string;
  issue(options?: CertificateOptions): Promise<Certificate>;
};

const DAY_MS = 86_400_000;

/** An issuer of certificates that exists for one test file only. */
export async function createCertificateAuthority(commonName: string): Promise<CertificateAuthority> {
  const own = await generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const ca = { key: own.private, cert: own.cert };
  return { cert: own.cert, issue: async (options = {}) => toCertificate(await generateFor(options, ca)) };
}

/** A certificate that vouches for itself. */
export async function selfSignedCertificate(options: CertificateOptions = {}): Promise<Certificate> {
  return toCertificate(await generateFor(options));
}

function generateFor(options: CertificateOptions, ca?: { key: string; cert: string }): Promise<GenerateResult> {
  const { names = ["127.0.0.1"], validFrom = -1, validUntil = 30, isForClientsOnly = false } = options;
  return generate([{ name: "commonName", value: names[0] ?? "" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(Date.now() + validFrom * DAY_MS),
    notAfterDate: new Date(Date.now() + validUntil * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true },
      { name: "extKeyUsage", serverAuth: !isForClientsOnly, clientAuth: isForClientsOnly },
      { name: "subjectAltName", altNames: names.map(toAltName) },
    ],
    ...(ca && { ca }),
  });
}

function toAltName(name: string): { type: 2; value: string } | { type: 7; ip: string } {
  return /^[\d.]+$|:/.test(name) ? { type: 7, ip: name } : { type: 2, value: name };
}

function toCertificate({ private: key, cert }: GenerateResult): Certificate {
  return { key, cert };
}
