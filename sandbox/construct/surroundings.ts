/** Where the program is that a provider works for. */
export interface Surroundings {
  /** The directory in which the real provider would run: relative paths of files and charts begin there. */
  readonly directory: string;
  /** The tool's home. */
  readonly home: string;
  /** Tells the engine what is going on, where something takes its time. */
  readonly say: (line: string) => void;
}
