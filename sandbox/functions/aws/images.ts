import { fixedUuid } from "../../models/derive.js";
import { isRecord, records, text, texts } from "../../models/values.js";
import type { InvokeOutcome, InvokeRequest, Props, WorldObject } from "../../types.js";
import { type Answers, error, result } from "../answer.js";
import { matches } from "../lookup/filters.js";
import { here, region } from "./place.js";

/**
 * Who publishes images, and under which names. Published in each publisher's guide to finding its images. A
 * pattern that fits one of them is taken for an image that exists: which ones do is only known to the real cloud.
 */
const publishers: readonly (readonly [account: string, alias: string | undefined, names: RegExp])[] = [
  ["137112412989", "amazon", /^(al2023-ami|amzn2-ami|amzn-ami|suse-sles)/],
  ["591542846629", "amazon", /^(amzn2-ami-ecs|al2023-ami-ecs)/],
  ["602401143452", "amazon", /^(amazon-eks|amazon-eks-node|amazon-eks-arm64)/],
  ["092701018921", "amazon", /^bottlerocket/],
  ["801119661308", "amazon", /^Windows_Server/],
  ["099720109477", undefined, /^ubuntu(-minimal|-eks|-pro-server)?\//],
  ["136693071363", undefined, /^debian-/],
  ["309956199498", undefined, /^RHEL/],
  ["125523088429", undefined, /^(Fedora|CentOS)/],
  ["792107900819", undefined, /^Rocky/],
  ["764336703387", undefined, /^AlmaLinux/],
  ["898082745236", "amazon", /^Deep Learning/],
];

/** A name that the pattern stands for: the wildcards of its version and date are filled in. */
function exampleOf(pattern: string): string {
  let first = true;
  return pattern.replace(/\*/g, () => {
    const text = first && !/\*.*\*/.test(pattern) ? "20260901" : "2026";
    first = false;
    return text;
  });
}

function filter(args: Props, name: string): string[] {
  return records(args.filters)
    .filter((f) => f.name === name)
    .flatMap((f) => texts(f.values));
}

/** Who owns what is asked for; undefined where neither the owner nor the name says whose image it is. */
function publisherOf(owners: readonly string[], pattern: string): readonly [string, string | undefined] | undefined {
  if (owners.includes("aws-marketplace")) return ["679593333241", "aws-marketplace"];
  const found = publishers.find(
    ([account, alias, names]) =>
      names.test(pattern) && (owners.length === 0 || owners.some((owner) => owner === account || owner === alias)),
  );
  return found && [found[0], found[1]];
}

function published(r: InvokeRequest): Props | undefined {
  const owners = texts(r.args.owners);
  const pattern = filter(r.args, "name")[0] ?? /^\^?([\w/.-]+)/.exec(text(r.args.nameRegex) ?? "")?.[1];
  const publisher = pattern === undefined ? undefined : publisherOf(owners, pattern);
  if (pattern === undefined || publisher === undefined) return undefined;
  const name = exampleOf(pattern);
  const arm = [...filter(r.args, "architecture"), name].some((value) => /arm64|aarch64/.test(value));
  const hex = fixedUuid(`ami ${region(r)} ${name}`).replaceAll("-", "");
  const imageId = `ami-0${hex.slice(0, 16)}`;
  const windows = name.startsWith("Windows");
  return {
    ...r.args,
    id: imageId,
    imageId,
    arn: `arn:aws:ec2:${region(r)}::image/${imageId}`,
    name,
    ownerId: publisher[0],
    imageOwnerAlias: publisher[1] ?? "",
    imageLocation: `${publisher[1] ?? publisher[0]}/${name}`,
    architecture: arm ? "arm64" : "x86_64",
    virtualizationType: "hvm",
    hypervisor: "xen",
    rootDeviceType: "ebs",
    rootDeviceName: /^(Windows|ubuntu|RHEL)/.test(name) ? "/dev/sda1" : "/dev/xvda",
    imageType: "machine",
    platform: windows ? "windows" : "",
    platformDetails: windows ? "Windows" : "Linux/UNIX",
    usageOperation: windows ? "RunInstances:0002" : "RunInstances",
    state: "available",
    stateReason: { code: "UNSET", message: "UNSET" },
    public: true,
    enaSupport: true,
    sriovNetSupport: "simple",
    bootMode: "",
    imdsSupport: /^al2023/.test(name) ? "v2.0" : "",
    tpmSupport: "",
    kernelId: "",
    ramdiskId: "",
    description: "",
    creationDate: "2026-09-01T00:00:00.000Z",
    deprecationTime: "2028-09-01T00:00:00.000Z",
    lastLaunchedTime: "",
    rootSnapshotId: `snap-0${hex.slice(16, 32)}`,
    blockDeviceMappings: [],
    productCodes: [],
    tags: {},
    region: region(r),
  };
}

/** Images of the account itself: made by the program or declared in sandbox.yaml. */
function own(r: InvokeRequest): WorldObject[] {
  const names = filter(r.args, "name");
  return ["aws:ec2/ami:Ami", "aws:ec2/amiCopy:AmiCopy", "aws:ec2/amiFromInstance:AmiFromInstance"]
    .flatMap((type) => here(r, type))
    .filter((o) => names.length === 0 || names.some((pattern) => matches(pattern, text(o.outputs.name) ?? "")));
}

function answer(image: WorldObject): Props {
  return {
    imageId: image.id,
    ...image.outputs,
    id: image.id,
    tags: isRecord(image.outputs.tags) ? image.outputs.tags : {},
  };
}

function ami(r: InvokeRequest): InvokeOutcome {
  const mine = own(r).at(-1);
  if (mine !== undefined) return result({ ...r.args, ...answer(mine) });
  const image = published(r);
  return image === undefined ? noImage() : result(image);
}

function noImage(): InvokeOutcome {
  return error(
    "NotFound",
    "Your query returned no results. The sandbox knows images that the program made, and the families that Amazon, Canonical, Debian, Red Hat, " +
      "Fedora, Rocky and AlmaLinux publish (owners, and filters with the name); declare another in sandbox.yaml as already existing:\n" +
      "existing:\n  - type: aws:ec2/ami:Ami\n    id: ami-...\n    properties: { name: ..., architecture: x86_64 }",
  );
}

function amiIds(r: InvokeRequest): InvokeOutcome {
  const ids = [...own(r).map((o) => o.id), ...texts(published(r)?.id)];
  return result({ ...r.args, id: fixedUuid(ids.join()).slice(0, 8), ids, region: region(r) });
}

export const imageAnswers: Answers = { "aws:ec2/getAmi:getAmi": ami, "aws:ec2/getAmiIds:getAmiIds": amiIds };
