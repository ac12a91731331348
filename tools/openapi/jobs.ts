import createClient from "openapi-fetch";
import type { paths } from "./generated/openapi-typescript/schema";

// A job's result, told apart by its kind: once that is known, so are the fields.
export async function outcome(baseUrl: string, token: string, jobId: string): Promise<string> {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
  const { data, error } = await client.GET("/v1/jobs/{jobId}", { params: { path: { jobId } } });
  if (error) throw new Error(error.detail);
  const result = data.result;
  // @ts-expect-error Which fields there are is not known yet.
  void result?.create;
  switch (result?.kind) {
    case "LoadImport":
      // @ts-expect-error A loaded file has no version.
      void result.version;
      return `${result.create} rows are new, ${result.error} were refused`;
    case "TrainModel":
      return `version ${result.version} was trained on ${result.trainRows} rows`;
    // @ts-expect-error There is no such kind.
    case "LoadImports":
      return "";
    default:
      return data.state;
  }
}
