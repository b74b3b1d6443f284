/** Loaded by every program and plugin before the module of Pulumi's SDK that runs it. */
import { deferSerializer } from "../defer-serializer.js";

const [, runs] = process.argv;
if (runs !== undefined) deferSerializer(runs);
