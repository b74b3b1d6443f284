import { contractOn } from "./contract.js";

contractOn("gcp");
