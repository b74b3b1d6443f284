/** References to container images, in the short forms too that runtimes take for Docker Hub. */

export interface Image {
  /** Host of the registry, `docker.io` where none is written. */
  readonly registry: string;
  /** Undefined where none is written: runtimes then take `latest`. */
  readonly tag?: string;
  readonly digest?: string;
}

/** The parts of `registry.example:5000/team/web:1.4@sha256:...`. */
export function parseImage(reference: string): Image {
  const [name = "", digest] = reference.trim().split("@");
  const slash = name.indexOf("/");
  const first = name.slice(0, slash);
  // The first part is a host where it has a dot or a port; otherwise it is a user of Docker Hub.
  const registry = slash > 0 && (/[.:]/.test(first) || first === "localhost") ? first.toLowerCase() : "docker.io";
  const tag = /:([\w.-]+)$/.exec(name.slice(name.lastIndexOf("/") + 1))?.[1];
  return { registry, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) };
}
