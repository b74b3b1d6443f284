import { statSync } from "node:fs";
import { answersFile } from "./file.js";
import { type Answers, noAnswers } from "./model.js";

/** The answers of a running server: read at its start, and anew whenever the file has changed since. */
export class AnswersSource {
  private readonly projectDir: string;
  private readonly load: (projectDir: string) => Answers;
  private read: string;
  private answers: Answers;

  /**
   * @param load `loadAnswers`, which is called only where there is a file: it needs the schema library
   * @throws SandboxError `bad-answers`
   */
  constructor(projectDir: string, load: (projectDir: string) => Answers) {
    this.projectDir = projectDir;
    this.load = load;
    this.read = this.version();
    this.answers = this.read === "" ? noAnswers : load(projectDir);
  }

  /** @throws SandboxError `bad-answers`, each time until the file is right again */
  current(): Answers {
    const version = this.version();
    if (version !== this.read) {
      this.answers = version === "" ? noAnswers : this.load(this.projectDir);
      this.read = version;
    }
    return this.answers;
  }

  private version(): string {
    const file = answersFile(this.projectDir);
    const stat = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
    return stat === undefined ? "" : `${stat.mtimeMs} ${stat.size} ${stat.ino}`;
  }
}
