import { type ResourceRule, Severity } from "../../../core/rule.js";
import { holds, isSet } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { demand, every } from "../../../core/verdict.js";

export const awsEfsAccessPoint: ResourceRule = {
  id: "aws-efs-access-point",
  title: "EFS access point without its own root and user",
  severity: Severity.Medium,
  graph: false,
  judges: { "aws:efs/accessPoint:AccessPoint": ["rootDirectory.path", "posixUser"] },
  controls: { PCI4: ["10.3.2", "3.5.1", "A1.1.2", "A3.4.1"] },
  checkov: ["CKV_AWS_329", "CKV_AWS_330"],
  aspects: { CKV_AWS_329: ["rootDirectory"], CKV_AWS_330: ["posixUser"] },
  why: "Without a directory and a user of its own an access point shows the whole file system, and the application decides as which user it reads and writes, root included.",
  fix: "Set `rootDirectory.path` to the application's directory and `posixUser` to its user and group.",
  bad: [{ type: "aws:efs/accessPoint:AccessPoint", name: "app", props: { fileSystemId: "fs-1" } }],
  good: [
    {
      type: "aws:efs/accessPoint:AccessPoint",
      name: "app",
      props: { fileSystemId: "fs-1", rootDirectory: { path: "/app" }, posixUser: { uid: 1000, gid: 1000 } },
    },
  ],
  check({ props }) {
    const [path, user] = [get(props, "rootDirectory.path"), get(props, "posixUser")];
    return every([
      demand(
        holds(path, (value) => /[^/]/.test(String(value))),
        path,
        "shows the whole file system",
      ),
      demand(isSet(user), user, "leaves it to the client as which user it acts"),
    ]);
  },
};
