import { contractOn } from "./contract.js";

contractOn("azure");
