/** `context.res`, which code may also replace by an object of its own. */
export function responseOf(): object {
  const response: Record<string, unknown> & { headers: Record<string, string> } = { headers: {} };
  const hidden = (name: string, value: unknown) => Object.defineProperty(response, name, { value, enumerable: false });
  const header = (name: string, value: string) => {
    response.headers[name.toLowerCase()] = value;
    return response;
  };
  const body = (content: unknown) => {
    if (content !== undefined) response.body = content;
    return response;
  };
  hidden("setHeader", header);
  hidden("header", header);
  hidden("set", header);
  hidden("get", (name: string) => response.headers[name.toLowerCase()]);
  hidden("type", (type: string) => header("content-type", type));
  hidden("send", body);
  hidden("end", body);
  hidden("json", (content: unknown) => {
    header("content-type", "application/json");
    return body(content);
  });
  // `status` is a method here and a property of the answer.
  let status: unknown;
  Object.defineProperty(response, "status", {
    enumerable: true,
    configurable: true,
    get: () =>
      Object.assign(
        (code: number) => {
          status = code;
          return response;
        },
        { toJSON: () => status ?? 200 },
      ),
    set: (code: unknown) => {
      status = code;
    },
  });
  return response;
}
