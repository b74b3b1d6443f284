import { rawConfig } from "./config.ts";
import { program } from "./program.ts";

export default await program(rawConfig());
