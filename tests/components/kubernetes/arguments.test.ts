import { describe, expect, it } from "vitest";
import { checkNamespace } from "../../../components/kubernetes/namespace/validate.js";
import { Namespace, type NamespaceArgs } from "../../../components/kubernetes.js";
import { failure, record } from "../../support/record.js";
import { clouds, clusterOn, namespace, problemsOf, saidOfWorkload, workload } from "./support.js";
import { controllers, wrongConnections } from "./wrong-connections.js";
import { wrongNamespaces } from "./wrong-namespaces.js";
import { wrongWorkloads } from "./wrong-workloads.js";

describe("arguments of a namespace", () => {
  it.each(wrongNamespaces)("are refused with path, value, what is allowed and the fix: %j", (options, lines) => {
    for (const cloud of clouds)
      expect(
        problemsOf(() => checkNamespace("shop", { cluster: clusterOn(cloud), ...options } as NamespaceArgs)),
      ).toEqual(lines);
  });

  it("are refused before anything is registered", async () => {
    const seen: string[] = [];
    const outputs = (type: string) => {
      seen.push(type);
      return {};
    };
    const wrong = { name: "kube-system", quota: { cpu: "10" }, kubernetes: { pods: {} } };
    const error = await failure(() => namespace(clusterOn("aws"), wrong), { outputs });
    expect(error.message).toContain('Namespace "shop": 3 arguments are wrong');
    expect(seen.filter((type) => type !== "pulumi:pulumi:Stack")).toEqual([]);
  });

  it("of one that exists are its cluster and name", async () => {
    const cluster = clusterOn("aws");
    const existing = (name: string, more: object = {}) =>
      problemsOf(() => Namespace.fromExisting(name, { cluster, ...more } as never));
    const rule =
      "use at most 63 lower-case letters, digits and hyphens, beginning with a letter and ending with a letter or digit";
    expect(existing("Shop")).toEqual([`name: "Shop" is not a name; ${rule}`]);
    expect(existing("shop", { quota: {} })).toEqual(["quota: there is no such argument; use cluster, name"]);
    expect(existing("kube-system")).toEqual([]);
    expect(await record(() => void existing("shop"))).toEqual([]);
  });
});

describe("arguments of a workload", () => {
  it.each([...wrongWorkloads, ...wrongConnections])(
    "are refused with path, value, what is allowed and the fix: %j",
    (options, lines) => {
      for (const cloud of clouds) expect(saidOfWorkload(cloud, options)).toEqual(lines);
    },
  );

  it.each(controllers)("are held to what the cloud's controller can do: %j", (options, lines) => {
    for (const cloud of clouds) expect(saidOfWorkload(cloud, options)).toEqual(lines[cloud] ?? []);
  });

  it("are refused before anything is registered", async () => {
    const seen: string[] = [];
    const outputs = (type: string) => {
      seen.push(type);
      return {};
    };
    const wrong = { port: 0, resources: { cpu: "250m" }, kubernetes: { pods: {} } };
    const place = Namespace.fromExisting("shop", { cluster: clusterOn("aws") });
    const error = await failure(() => workload(place, wrong), { outputs });
    expect(error.message).toContain('Workload "api": 3 arguments are wrong');
    expect(seen.filter((type) => type !== "pulumi:pulumi:Stack")).toEqual([]);
  });
});
