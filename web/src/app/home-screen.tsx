import { Navigate } from "@tanstack/react-router";
import { $api } from "../api/client.ts";
import { Loading } from "./loading.tsx";

/** A system without a verdict leads to its first steps, any other one to the line. */
export function HomeScreen() {
  const { data, error } = $api.useQuery("get", "/v1/setup");
  if (data) return <Navigate to={data.verdict ? "/line" : "/welcome"} replace />;
  return error ? <Navigate to="/line" replace /> : <Loading />;
}
