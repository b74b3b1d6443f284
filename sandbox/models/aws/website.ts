import { dnsSuffixOf } from "../arn.js";
import type { ObjectContext } from "../model.js";

/**
 * Hosted zones of S3's website endpoints. Published in "Amazon S3 website endpoints" of the AWS General Reference;
 * other regions have none here.
 */
export const websiteZones: Readonly<Record<string, string>> = {
  "ap-northeast-1": "Z2M4EHUR26P7ZW",
  "ap-northeast-2": "Z3W03O7B5YMIYP",
  "ap-south-1": "Z11RGJOFQNVJUP",
  "ap-southeast-1": "Z3O0J2DXBE1FTB",
  "ap-southeast-2": "Z1WCIGYICN2BYD",
  "ca-central-1": "Z1QDHH18159H29",
  "eu-central-1": "Z21DNDUVLTQW6Q",
  "eu-north-1": "Z3BAZG2TWCNX0D",
  "eu-west-1": "Z1BKCTXD74EZPE",
  "eu-west-2": "Z3GKZC51ZF0DB4",
  "eu-west-3": "Z3R1K369G5AVDG",
  "sa-east-1": "Z7KQH4QJS55SO",
  "us-east-1": "Z3AQBSTGFYJSTF",
  "us-east-2": "Z2O1EMRO9K5GLX",
  "us-west-1": "Z2F56UZL2M1ACD",
  "us-west-2": "Z3BJ6K6RIION7M",
};

/** The oldest regions write a dash where the newer ones write a dot. */
const dashed = new Set(
  "us-east-1 us-west-1 us-west-2 us-gov-west-1 ap-southeast-1 ap-southeast-2 ap-northeast-1 eu-west-1 sa-east-1".split(
    " ",
  ),
);

/** `s3-website-eu-west-1.amazonaws.com`: an alias record points here. */
export function websiteDomain(c: ObjectContext): string {
  return `s3-website${dashed.has(c.region) ? "-" : "."}${c.region}.${dnsSuffixOf(c.region)}`;
}
