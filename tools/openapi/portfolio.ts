import createClient from "openapi-fetch";
import type { paths } from "./generated/openapi-typescript/schema";

// Tier 1 by churn probability, and whose: one call, typed to its filters, operators, order and answer.
export async function firstTierByRisk(baseUrl: string, token: string): Promise<{ name: string; owner: string | null; probability: number | null }[]> {
  // Several values of one parameter stand in one, separated by commas, as the document says.
  const querySerializer = { array: { style: "form", explode: false } } as const;
  const client = createClient<paths>({ baseUrl, querySerializer, headers: { Authorization: `Bearer ${token}` } });
  const asked = await client.GET("/v1/portfolio", { params: { query: { "filter[tier][eq]": 1, "filter[band][in]": ["medium", "high"], sort: ["-probability"], limit: 20 } } });
  if (asked.error) throw new Error(asked.error.detail);
  return asked.data.items.map((row) => ({ name: row.name, owner: row.ownerName, probability: row.probability }));
}

// What must not compile: the compiler complains where one of these lines does.
export async function wrong(baseUrl: string): Promise<void> {
  const client = createClient<paths>({ baseUrl });
  // @ts-expect-error There is no such operator.
  await client.GET("/v1/portfolio", { params: { query: { "filter[tier][like]": 1 } } });
  // @ts-expect-error A number has no text in it.
  await client.GET("/v1/portfolio", { params: { query: { "filter[tier][contains]": 1 } } });
  // @ts-expect-error No band is called so.
  await client.GET("/v1/portfolio", { params: { query: { "filter[band][eq]": "severe" } } });
  // @ts-expect-error The list has no order by that.
  await client.GET("/v1/portfolio", { params: { query: { sort: ["-risk"] } } });
  // @ts-expect-error A tier is a number.
  await client.GET("/v1/portfolio", { params: { query: { "filter[tier][eq]": "one" } } });
}
