import { dnsSuffixOf } from "../arn.js";
import type { ObjectContext } from "../model.js";

/**
 * Host names by type and output, where a service without a model of its own has a known form: `{id}` is the object's id,
 * `{12}` so many letters and digits that are the same in all of an object's host names.
 */
const forms: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "aws:docdb/cluster:Cluster": {
    endpoint: "{id}.cluster-{12}.{region}.docdb.{suffix}",
    readerEndpoint: "{id}.cluster-ro-{12}.{region}.docdb.{suffix}",
  },
  "aws:docdb/clusterInstance:ClusterInstance": { endpoint: "{id}.{12}.{region}.docdb.{suffix}" },
  "aws:elasticsearch/domain:Domain": {
    endpoint: "search-{id}-{26}.{region}.es.{suffix}",
    kibanaEndpoint: "search-{id}-{26}.{region}.es.{suffix}/_plugin/kibana/",
  },
  "aws:msk/cluster:Cluster": {
    bootstrapBrokersTls: "b-1.{id}.{6}.c2.kafka.{region}.{suffix}:9094,b-2.{id}.{6}.c2.kafka.{region}.{suffix}:9094",
    zookeeperConnectString: "z-1.{id}.{6}.c2.kafka.{region}.{suffix}:2181",
  },
  "aws:neptune/cluster:Cluster": {
    endpoint: "{id}.cluster-{12}.{region}.neptune.{suffix}",
    readerEndpoint: "{id}.cluster-ro-{12}.{region}.neptune.{suffix}",
  },
  "aws:neptune/clusterInstance:ClusterInstance": {
    address: "{id}.{12}.{region}.neptune.{suffix}",
    endpoint: "{id}.{12}.{region}.neptune.{suffix}:8182",
  },
  "aws:redshift/cluster:Cluster": {
    dnsName: "{id}.{12}.{region}.redshift.{suffix}",
    endpoint: "{id}.{12}.{region}.redshift.{suffix}:5439",
  },
};

/** The host name that a service gives, or undefined where none is known. */
export function endpointOf(c: ObjectContext, property: string, id: string): string | undefined {
  const form = forms[c.schema.token]?.[property];
  if (form === undefined || id === "") return undefined;
  const name = /[^:/]+$/.exec(id.replace(/\/[0-9a-f-]{36}-\d+$/, ""))?.[0] ?? id;
  return form.replace(/\{(\w+)\}/g, (_, key: string) => {
    if (key === "id") return name;
    if (key === "region") return c.region;
    return key === "suffix" ? dnsSuffixOf(c.region) : c.derive.draw("host", Number(key), letters);
  });
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";
