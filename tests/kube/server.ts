import { type ChildProcess, spawn } from "node:child_process";
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import * as https from "node:https";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { apiServer, findEtcd } from "./tools.mts";

/** What the API server answered. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  /** What it warns of: deprecated versions, pods that the namespace's pod security would refuse. */
  readonly warnings: readonly string[];
}

/** A real API server with a store of its own and no controllers: nothing runs, everything is checked. */
export class ApiServer {
  readonly #directory: string;
  readonly #port: number;
  readonly #token: string;
  readonly #processes: readonly ChildProcess[];

  private constructor(directory: string, port: number, token: string, processes: readonly ChildProcess[]) {
    this.#directory = directory;
    this.#port = port;
    this.#token = token;
    this.#processes = processes;
  }

  static async start(): Promise<ApiServer> {
    const directory = mkdtempSync(join(tmpdir(), "groundplan-kube-"));
    const [store, peer, port] = await freePorts(3);
    const token = randomBytes(16).toString("hex");
    const file = (name: string, text: string) => {
      writeFileSync(join(directory, name), text, { mode: 0o600 });
      return join(directory, name);
    };
    const key = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const keyFile = file("service-accounts.key", key.export({ type: "pkcs1", format: "pem" }).toString());
    const etcd = launch(directory, "etcd", findEtcd() ?? "etcd", [
      ...["--data-dir", join(directory, "etcd"), "--listen-client-urls", `http://127.0.0.1:${store}`],
      ...["--advertise-client-urls", `http://127.0.0.1:${store}`, "--listen-peer-urls", `http://127.0.0.1:${peer}`],
      ...["--initial-advertise-peer-urls", `http://127.0.0.1:${peer}`],
      ...["--initial-cluster", `default=http://127.0.0.1:${peer}`],
    ]);
    const server = launch(directory, "kube-apiserver", apiServer(), [
      ...["--etcd-servers", `http://127.0.0.1:${store}`, "--bind-address", "127.0.0.1", "--secure-port", String(port)],
      ...["--cert-dir", join(directory, "certificates"), "--service-cluster-ip-range", "10.96.0.0/16"],
      ...["--service-account-issuer", "https://kubernetes.default.svc", "--service-account-key-file", keyFile],
      ...["--service-account-signing-key-file", keyFile, "--authorization-mode", "RBAC"],
      ...["--token-auth-file", file("tokens.csv", `${token},tester,tester,"system:masters"\n`)],
      // The accounts are the test's: no controller is there to make a namespace's default one.
      ...["--disable-admission-plugins", "ServiceAccount"],
    ]);
    const made = new ApiServer(directory, port as number, token, [server, etcd]);
    await made.#ready();
    return made;
  }

  async #ready(): Promise<void> {
    for (let attempt = 0; attempt < 600; attempt++) {
      const ended = this.#processes.find(({ exitCode }) => exitCode !== null);
      if (ended !== undefined) break;
      const answer = await this.request("GET", "/readyz").catch(() => undefined);
      if (answer?.status === 200) return;
      await sleep(100);
    }
    const logs = ["etcd", "kube-apiserver"].map((name) => `${name}:\n${tail(join(this.#directory, `${name}.log`))}`);
    this.stop();
    throw new Error(`The API server did not start.\n${logs.join("\n")}`);
  }

  request(method: string, path: string, body?: object, type = "application/json"): Promise<Answer> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers = { authorization: `Bearer ${this.#token}`, ...(text === undefined ? {} : { "content-type": type }) };
    // Its certificate is its own: it listens on this machine only, and knows the caller by a token of this run.
    const options = { host: "127.0.0.1", port: this.#port, path, method, headers, rejectUnauthorized: false };
    return new Promise((resolve, reject) => {
      const request = https.request(options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const warnings = response.rawHeaders.filter(
            (_, at, all) => at % 2 === 1 && /^warning$/i.test(all[at - 1] ?? ""),
          );
          resolve({ status: response.statusCode ?? 0, body: parsed(Buffer.concat(chunks).toString()), warnings });
        });
      });
      request.on("error", reject);
      request.end(text);
    });
  }

  stop(): void {
    for (const process of this.#processes) process.kill("SIGKILL");
    rmSync(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function launch(directory: string, name: string, command: string, args: readonly string[]): ChildProcess {
  const log = join(directory, `${name}.log`);
  const out = openSync(log, "w");
  const child = spawn(command, args, { cwd: directory, stdio: ["ignore", out, out] });
  process.on("exit", () => child.kill("SIGKILL"));
  return child;
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return { text };
  }
}

function tail(file: string): string {
  return readFileSync(file, "utf8").split("\n").slice(-15).join("\n");
}

/** Ports that nobody listens on; all are held until all are known, so that they differ. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, "127.0.0.1"));
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once("listening", resolve))));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
