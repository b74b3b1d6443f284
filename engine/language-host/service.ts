import type * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { ENGINE_VERSION } from "../version.js";
import type { HostContext } from "./context.js";
import { runPlugin } from "./plugin.js";
import { cancelPrograms, runProgram } from "./program.js";
import {
  about,
  getProgramDependencies,
  getRequiredPackages,
  installDependencies,
  runtimeOptionsPrompts,
} from "./project.js";
import { streaming, unary, unimplemented } from "./rpc.js";

const OFFICIAL =
  "code generation needs the official release of Pulumi; put it in place of this engine (docs/engine.md)";

/** Every method of the engine's language service, for programs written for Node. */
export function languageService(host: HostContext): grpc.UntypedServiceImplementation {
  return {
    handshake: unary((request: language.LanguageHandshakeRequest) => {
      host.engineAddress = request.getEngineAddress();
      return new language.LanguageHandshakeResponse();
    }),
    run: unary<language.RunRequest, language.RunResponse>((request, call) =>
      runProgram(request, call, host).catch((error: unknown) => {
        // As the official host: what kept the program from running is the result of the run, not of the call.
        const response = new language.RunResponse();
        response.setError(error instanceof Error ? error.message : String(error));
        return response;
      }),
    ),
    runPlugin: streaming(runPlugin),
    getRequiredPackages: unary(getRequiredPackages),
    getRequiredPlugins: unimplemented("GetRequiredPlugins", "engines of this version call GetRequiredPackages"),
    installDependencies: streaming(installDependencies),
    getProgramDependencies: unary(getProgramDependencies),
    about: unary(about),
    runtimeOptionsPrompts: unary(runtimeOptionsPrompts),
    template: unary(() => new language.TemplateResponse()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(ENGINE_VERSION);
      return info;
    }),
    cancel: unary(() => {
      cancelPrograms();
      return new Empty();
    }),
    generateProgram: unimplemented("GenerateProgram", OFFICIAL),
    generateProject: unimplemented("GenerateProject", OFFICIAL),
    generatePackage: unimplemented("GeneratePackage", OFFICIAL),
    pack: unimplemented("Pack", OFFICIAL),
    link: unimplemented("Link", OFFICIAL),
  };
}
