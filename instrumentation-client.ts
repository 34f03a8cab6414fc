import * as z from "zod";

// The content security policy forbids eval. Zod would only find out by trying, which browsers report as a violation.
z.config({ jitless: true });
