import { runningProcess } from "../cli/run/processes.js";

/** Whether a process runs; one that has ended but that nobody has asked about does not. */
export const isRunning = (pid: number): boolean => runningProcess(pid) !== undefined;
