import { contractOn } from "./contract.js";

contractOn("aws");
