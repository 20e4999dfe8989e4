import { lookup as resolveName } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";
import { PartproofError } from "../../domain/errors.ts";

/** Special-purpose ranges of IANA's registries that are no public address, and a cloud's metadata on a public one. */
const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
  "168.63.129.16/32",
];

/**
 * For IPv6 the other way round: only 2000::/3 is public, and in it not what carries an IPv4 address (6to4, Teredo),
 * is for documentation, or is for benchmarks.
 */
const PUBLIC_V6 = ["2000::/3"];
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

export type AddressGuard = {
  /** True where the settings name the address's network. */
  isAllowed(address: string): boolean;
  /** @throws PartproofError `forbidden`, worth a retry once the settings allow it, when the address is not public */
  check(address: string): void;
  /** As node:net wants it: resolves a name, and refuses unless every address that it has may be connected to. */
  lookup: LookupFunction;
};

/**
 * Keeps a request from reaching what only this machine or its network can reach (SSRF). It judges the address that
 * the connection is really made to, so a name that resolves differently the second time gains nothing.
 * @param allow networks as `10.1.0.0/16` or `fd00::/8`, or single addresses, that may be reached all the same
 * @throws PartproofError `invalid-input` for a network that is none
 */
export function createAddressGuard(allow: readonly string[]): AddressGuard {
  const allowed = listOf(allow);
  const notPublicV4 = listOf(NOT_PUBLIC_V4);
  const publicV6 = listOf(PUBLIC_V6);
  const notPublicV6 = listOf(NOT_PUBLIC_V6);

  function isAllowed(address: string): boolean {
    return contains(allowed, address);
  }

  function check(address: string): void {
    const v4 = asV4(address);
    const isPublic =
      v4 === undefined
        ? contains(publicV6, address) && !contains(notPublicV6, address)
        : !contains(notPublicV4, v4);
    if (isPublic || isAllowed(address)) return;
    throw new PartproofError(
      "forbidden",
      `The address ${address} is not a public one, and nothing is sent there. If it is meant, name its network in the channel's \`allow\`.`,
      // It says something about the settings, not about the message: that is kept.
      { retryable: true },
    );
  }

  const lookup: LookupFunction = (hostname, options, done) => {
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, "");
      try {
        for (const { address } of found) check(address);
      } catch (refusal) {
        return done(refusal as NodeJS.ErrnoException, "");
      }
      const [first] = found;
      if (options.all || !first) return done(null, found);
      return done(null, first.address, first.family);
    });
  };

  return { isAllowed, check, lookup };
}

/** The IPv4 address that an IPv4-mapped IPv6 address stands for; undefined for any other IPv6 address. */
function asV4(address: string): string | undefined {
  if (isIP(address) === 4) return address;
  // The URL parser writes every spelling of an IPv6 address in one form.
  const canonical = new URL(`http://[${address.replace(/%.*$/, "")}]`).hostname;
  const mapped = /^\[::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(canonical);
  if (!mapped) return undefined;
  const bytes = mapped.slice(1).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 255];
  });
  return bytes.join(".");
}

function contains(list: BlockList, address: string): boolean {
  const v4 = asV4(address);
  return v4 === undefined ? list.check(address.replace(/%.*$/, ""), "ipv6") : list.check(v4, "ipv4");
}

function listOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix, ...rest] = network.split("/");
    const version = isIP(address);
    const longest = version === 4 ? 32 : 128;
    const bits = prefix === undefined ? longest : /^\d{1,3}$/.test(prefix) ? Number(prefix) : -1;
    if (version === 0 || rest.length > 0 || bits < 0 || bits > longest) {
      throw new PartproofError(
        "invalid-input",
        `Expected a network such as 10.1.0.0/16 or fd00::/8, received "${network}".`,
      );
    }
    list.addSubnet(address, bits, version === 4 ? "ipv4" : "ipv6");
  }
  return list;
}
