"use strict";
// Loaded into every Node process of a measured command (NODE_OPTIONS=--require): writes the process's peak resident set
// size on exit, so that the peak of the program itself is known on every platform.
const { writeFileSync } = require("node:fs");
const { join } = require("node:path");

const directory = process.env.GROUNDPLAN_BENCH_PEAKS;
if (directory) {
  process.on("exit", () => {
    // maxRSS is in KiB on every platform that Node reports it on.
    writeFileSync(join(directory, `${process.pid}.json`), JSON.stringify(process.resourceUsage().maxRSS));
  });
}
