import { PolicyPack } from "@pulumi/policy";
import { queueEncrypted } from "./queue-encrypted";

new PolicyPack("acme-classic", { policies: [queueEncrypted] });
