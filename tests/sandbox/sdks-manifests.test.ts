import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { declaredVersions } from "../../sandbox/sdks/manifests.js";
import { readProgram } from "../../sandbox/sdks/program.js";

describe("the versions that a program has, by its package manager", () => {
  let dir: string;
  const write = (path: string, text = "") => {
    mkdirSync(join(dir, path, ".."), { recursive: true });
    writeFileSync(join(dir, path), text);
  };
  const project = (runtime: string) => write("Pulumi.yaml", `name: shop\nruntime: ${runtime}\n`);
  const versions = (pkg: Parameters<typeof declaredVersions>[1]) => declaredVersions(readProgram(dir), pkg);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "groundplan-manifests-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("Python: what is in the virtual environment", () => {
    project("{ name: python, options: { virtualenv: env } }");
    write("env/lib/python3.12/site-packages/pulumi_azure_native-2.92.3.dist-info/METADATA");
    write("env/lib/python3.12/site-packages/pulumi_aws-6.83.0.dist-info/METADATA");
    write("env/lib/python3.12/site-packages/pulumi_aws_apigateway-2.6.1.dist-info/METADATA");
    write("requirements.txt", "pulumi-aws==6.1.0\n");
    expect([versions("aws"), versions("azure-native"), versions("gcp")]).toEqual([["6.83.0"], ["2.92.3"], []]);
  });

  it("Python: else what is locked, else what is pinned; a range says nothing", () => {
    project("python");
    write("requirements.txt", "pulumi>=3\npulumi-aws == 6.1.0\npulumi_azure_native==2.9.0\npulumi-gcp>=8.0.0,<9.0.0\n");
    expect([versions("aws"), versions("azure-native"), versions("gcp")]).toEqual([["6.1.0"], ["2.9.0"], []]);
    write("uv.lock", '[[package]]\nname = "pulumi-aws"\nversion = "6.83.0"\n');
    expect(versions("aws")).toEqual(["6.83.0"]);
  });

  it("Go: what go.mod requires, each major and each service of its own", () => {
    project("go");
    write(
      "go.mod",
      [
        "module shop",
        "require github.com/pulumi/pulumi-kubernetes/sdk/v4 v4.18.1",
        "require (",
        "\tgithub.com/pulumi/pulumi-aws/sdk/v6 v6.83.0",
        "\tgithub.com/pulumi/pulumi-aws/sdk/v7 v7.2.0 // indirect",
        "\tgithub.com/pulumi/pulumi-azure-native-sdk/storage/v2 v2.92.3",
        "\tgithub.com/pulumi/pulumi-azure-native-sdk/v2 v2.92.3",
        ")",
      ].join("\n"),
    );
    expect(versions("aws")).toEqual(["7.2.0", "6.83.0"]);
    expect([versions("kubernetes"), versions("azure-native"), versions("tls")]).toEqual([["4.18.1"], ["2.92.3"], []]);
  });

  it("C#: what was restored, else what the project files name", () => {
    project("dotnet");
    write(
      "Shop.csproj",
      '<PackageReference Include="Pulumi.Aws" Version="6.*" />\n<PackageReference Include="Pulumi.Gcp" />\n',
    );
    write("Directory.Packages.props", '<PackageVersion Include="Pulumi.Gcp" Version="8.41.1" />\n');
    expect([versions("aws"), versions("gcp")]).toEqual([[], ["8.41.1"]]);
    write("obj/project.assets.json", '{ "libraries": { "Pulumi.Aws/6.83.0": {}, "Pulumi.AwsNative/1.0.0": {} } }');
    expect(versions("aws")).toEqual(["6.83.0"]);
  });

  it("Java: what pom.xml names, properties looked through, or Gradle's build", () => {
    project("java");
    const dependency = (name: string, version: string) =>
      `<dependency>\n  <groupId>com.pulumi</groupId>\n  <artifactId>${name}</artifactId>\n  <version>${version}</version>\n</dependency>\n`;
    write(
      "pom.xml",
      `<properties><aws.version>6.83.0</aws.version></properties>\n${dependency("aws", `\${aws.version}`)}${dependency("gcp", "(8.0,)")}`,
    );
    write("app/build.gradle", "implementation 'com.pulumi:tls:5.0.1'\n");
    expect([versions("aws"), versions("gcp"), versions("tls")]).toEqual([["6.83.0"], [], ["5.0.1"]]);
  });

  it("another language: none", () => {
    project("yaml");
    expect(versions("aws")).toEqual([]);
  });
});
