/** How often the pack looks whether its engine is still there, in milliseconds. */
const ORPHAN_CHECK_MS = 1000;

/** Ends the process once the process that started it is gone, so that a killed engine leaves nothing behind. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, ORPHAN_CHECK_MS).unref();
}
