import { createServer } from "node:http";

/** What every figure is compared with: reads the body and answers 200, nothing else. */
const server = createServer((request, response) => {
  request.on("data", () => undefined);
  request.on("end", () => response.writeHead(200, { "content-length": "0" }).end());
});
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.("ready"));
