import { EchoProvider } from "../../tests/e2e/support/echo-provider.mts";

/* A process of its own for the provider that accepts everything and stores nothing: says its port, ends with its input. */
console.log(await new EchoProvider().start());
process.stdin.resume().on("end", () => process.exit(0));
