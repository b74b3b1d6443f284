import { describe, expect, it } from "vitest";
import type { ExampleResource } from "../../policies/core/rule.js";
import { type Props, UNKNOWN } from "../../policies/core/value.js";
import { azWebDebug } from "../../policies/rules/azure/web/debug.js";
import { azWebFtp } from "../../policies/rules/azure/web/ftp.js";
import { azWebIdentity } from "../../policies/rules/azure/web/identity.js";
import { azWebTls } from "../../policies/rules/azure/web/tls.js";
import { resourcesOf, verdicts } from "./support.js";

const app = (props: Props = {}, type = "WebApp"): ExampleResource => ({
  type: `azure-native:web:${type}`,
  name: "shop",
  props,
});
const configured = (siteConfig: unknown): ExampleResource => app({ siteConfig });
const edits = (rule: typeof azWebTls, resource: ExampleResource) =>
  resourcesOf([resource]).flatMap((one) => rule.remedy?.edits(one, {}) ?? []);

describe("az-web-https", () => {
  const at = (resource: ExampleResource) => verdicts("az-web-https", resource);

  it("judges apps, slots and older API versions, and counts silence as HTTP", () => {
    expect(at(app())).toEqual(["violation shop"]);
    expect(at(app({ httpsOnly: false }, "WebAppSlot"))).toEqual(["violation shop"]);
    expect(at({ ...app(), type: "azure-native:web/v20220301:WebApp" })).toEqual(["violation shop"]);
    expect(at(app({ httpsOnly: true }, "WebAppSlot"))).toEqual([]);
    expect(at(app({ httpsOnly: "true" }))).toEqual([]);
    expect(at(app({ httpsOnly: UNKNOWN.boolean }))).toEqual(["undecided shop"]);
  });
});

describe("az-web-tls", () => {
  const at = (siteConfig: unknown) => verdicts("az-web-tls", configured(siteConfig));

  it("takes the default of 1.2 and every spelling of a newer version", () => {
    for (const minTlsVersion of ["1.2", "1.3", 1.2, 1.3]) expect(at({ minTlsVersion })).toEqual([]);
    expect(at({})).toEqual([]);
    expect(at(null)).toEqual([]);
  });

  it("finds what is older, and repairs only that", () => {
    for (const minTlsVersion of ["1.0", "1.1", 1.1, 1]) {
      expect(at({ minTlsVersion })).toEqual(["violation shop"]);
      expect(edits(azWebTls, configured({ minTlsVersion }))).toEqual([
        { path: "siteConfig.minTlsVersion", value: "1.2" },
      ]);
    }
    expect(edits(azWebTls, configured({ minTlsVersion: "1.3" }))).toEqual([]);
    expect(edits(azWebTls, configured(UNKNOWN.object))).toEqual([]);
    expect(at(UNKNOWN.object)).toEqual(["undecided shop"]);
  });
});

describe("az-web-ftp", () => {
  const at = (siteConfig: unknown) => verdicts("az-web-ftp", configured(siteConfig));

  it("takes FTPS or nothing, in any case", () => {
    for (const ftpsState of ["Disabled", "disabled", "FtpsOnly", "ftpsonly"]) expect(at({ ftpsState })).toEqual([]);
    expect(at({ ftpsState: "AllAllowed" })).toEqual(["violation shop"]);
    expect(at({})).toEqual(["violation shop"]);
    expect(at(undefined)).toEqual(["violation shop"]);
    expect(at({ ftpsState: UNKNOWN.string })).toEqual(["undecided shop"]);
  });

  it("does not loosen what is switched off", () => {
    expect(edits(azWebFtp, configured({ ftpsState: "Disabled" }))).toEqual([]);
    expect(edits(azWebFtp, app())).toEqual([{ path: "siteConfig.ftpsState", value: "FtpsOnly" }]);
  });
});

describe("az-web-debug", () => {
  it("passes what is off or not said", () => {
    expect(verdicts("az-web-debug", app())).toEqual([]);
    expect(verdicts("az-web-debug", configured({ remoteDebuggingEnabled: "true" }))).toEqual(["violation shop"]);
    expect(edits(azWebDebug, configured({ remoteDebuggingEnabled: true }))).toEqual([
      { path: "siteConfig.remoteDebuggingEnabled", value: false },
    ]);
    expect(edits(azWebDebug, app())).toEqual([]);
  });
});

describe("az-web-identity", () => {
  const at = (identity: unknown) => verdicts("az-web-identity", app({ identity }));

  it("takes every kind of identity", () => {
    for (const type of ["SystemAssigned", "UserAssigned", "SystemAssigned, UserAssigned"])
      expect(at({ type })).toEqual([]);
    expect(at({ type: "None" })).toEqual(["violation shop"]);
    expect(at({})).toEqual(["violation shop"]);
    expect(at(UNKNOWN.object)).toEqual(["undecided shop"]);
  });

  it("gives an identity to an app that has none", () => {
    expect(edits(azWebIdentity, app({ identity: { type: "None" } }))).toEqual([
      { path: "identity.type", value: "SystemAssigned" },
    ]);
    expect(edits(azWebIdentity, app({ identity: { type: "UserAssigned" } }))).toEqual([]);
  });
});

describe("az-web-cors", () => {
  const at = (allowedOrigins: unknown) => verdicts("az-web-cors", configured({ cors: { allowedOrigins } }));

  it("finds the star among other origins", () => {
    expect(at(["https://shop.example", "*"])).toEqual(["violation shop"]);
    expect(at(["https://*.shop.example"])).toEqual([]);
    expect(at([])).toEqual([]);
    expect(at(["*", UNKNOWN.string])).toEqual(["violation shop"]);
    expect(at(["https://shop.example", UNKNOWN.string])).toEqual(["undecided shop"]);
    expect(verdicts("az-web-cors", app())).toEqual([]);
  });
});
