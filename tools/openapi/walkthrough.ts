import createClient from "openapi-fetch";
import type { paths } from "./generated/openapi-typescript/schema";

export async function firstWrite(baseUrl: string, token: string): Promise<string> {
  const client = createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
  const people = await client.GET("/v1/people", { params: { query: { limit: 10 } } });
  const leader = people.data?.items[0];
  if (!leader) throw new Error("Nobody is there yet.");
  const team = await client.POST("/v1/teams", { body: { name: "First team", leaderId: leader.id } });
  if (team.error) throw new Error(team.error.detail);
  return team.data.id;
}
