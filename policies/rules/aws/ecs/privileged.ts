import { type ResourceRule, Severity } from "../../../core/rule.js";
import { isText, isTrue } from "../../../core/tri.js";
import { get } from "../../../core/value.js";
import { every, forbid } from "../../../core/verdict.js";
import { containersOf, DAEMON, settingOf, TASK } from "../../../facts/ecs.js";

const task = (privileged: boolean) => ({
  family: "agent",
  containerDefinitions: JSON.stringify([{ name: "agent", image: "registry.example/agent:1.4", privileged }]),
});

export const awsEcsPrivileged: ResourceRule = {
  id: "aws-ecs-privileged",
  title: "Privileged container or shared host namespace",
  severity: Severity.High,
  graph: false,
  judges: { [TASK]: ["containerDefinitions", "pidMode", "ipcMode"], [DAEMON]: ["containerDefinitions[].privileged"] },
  controls: { FSBP: ["ECS.3", "ECS.4"], PCI4: ["1.4.5", "7.2.1", "7.2.2", "7.2.3"] },
  checkov: ["CKV_AWS_334", "CKV_AWS_335"],
  aspects: { CKV_AWS_334: ["containerDefinitions"], CKV_AWS_335: ["pidMode"] },
  why: "A flaw in such a container gives the attacker the host: its devices, its processes and every other task on it.",
  fix: 'Remove `privileged` from the container definitions, and leave `pidMode` and `ipcMode` unset or at "task".',
  bad: [{ type: TASK, name: "agent", props: task(true) }],
  good: [{ type: TASK, name: "agent", props: task(false) }],
  check(resource) {
    const modes = ["pidMode", "ipcMode"].map((mode) => get(resource.props, mode));
    const switches = containersOf(resource).map((container) => settingOf(container, "privileged"));
    return every([
      ...switches.map((at) => forbid(isTrue(at), at, "gives the container the rights of root on the host")),
      ...modes.map((at) => forbid(isText(at, "host"), at, "shares the host's processes or memory with the task")),
    ]);
  },
};
