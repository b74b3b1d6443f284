import { fitName } from "../../core/names.js";

/** Names of queues: 3 to 63 characters, of which `-poison` is the host's own ending. */
const queueRule = { limit: 63 - "-poison".length, charset: "a-z0-9-", property: "queueName" } as const;

/** The queue that carries the events of a trigger; the account is the function's own, so the trigger's name is enough. */
export function eventQueueName(key: string): string {
  return fitName(`on-${key}`, queueRule);
}

/** Where the Functions host puts messages that the code fails on again and again. */
export function poisonQueueName(key: string): string {
  return `${eventQueueName(key)}-poison`;
}
