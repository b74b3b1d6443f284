import { Vpc } from "@pulumi/aws/ec2/index.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/index.js";
import { Bucket } from "@pulumi/gcp/storage/index.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/index.js";

/** 1,000 raw resources of four SDKs, as a flat program makes them: no component, no dependency between them. */
for (let index = 0; index < 250; index++) {
  new Vpc(`vpc-${index}`, { cidrBlock: "10.0.0.0/16", tags: { index: String(index) } });
  new Bucket(`bucket-${index}`, { location: "EU", labels: { index: String(index) } });
  new ResourceGroup(`group-${index}`, { location: "westeurope", tags: { index: String(index) } });
  new ConfigMap(`config-${index}`, { data: { index: String(index) } });
}
