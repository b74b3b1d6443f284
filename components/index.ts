export * from "./bucket/index.js";
export type { Override } from "./core/children.js";
export type * from "./core/clouds.js";
export { ArgumentsError, ErrorCode, type Problem, UnsupportedError } from "./core/errors.js";
export * from "./network/index.js";
