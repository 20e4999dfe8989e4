import { createServer, type LookupFunction } from "node:net";
import { afterEach, describe, expect, test, vi } from "vitest";
import { createAddressGuard } from "./address-guard.ts";

const dns = vi.hoisted(() => ({ answers: [] as { address: string; family: number }[][] }));
vi.mock("node:dns", () => ({
  lookup: (_name: string, _options: object, done: (error: null, found: unknown) => void) =>
    done(null, dns.answers.shift() ?? []),
}));

afterEach(() => {
  dns.answers.length = 0;
});

const v4 = (address: string) => ({ address, family: 4 });

function look(lookup: LookupFunction, all: boolean): Promise<unknown> {
  return new Promise((resolve, reject) =>
    lookup("name.example", { all }, (error, address, family) =>
      error ? reject(error) : resolve(all ? address : { address, family }),
    ),
  );
}

describe("the address guard", () => {
  test.each([
    ...["127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"],
    ...["169.254.169.254", "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "224.0.0.1"],
    ...["198.18.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fec0::1"],
    ...["fd00:ec2::254", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "::ffff:a9fe:a9fe"],
    ...["0:0:0:0:0:ffff:0a00:0001", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1"],
    ...["2001:db8::1", "100::1"],
  ])("refuses %s", (address) => {
    expect(() => createAddressGuard([]).check(address)).toThrow(/not a public one/);
  });

  test.each(["1.1.1.1", "172.32.0.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:1.1.1.1"])(
    "lets %s pass",
    (address) => {
      expect(() => createAddressGuard([]).check(address)).not.toThrow();
    },
  );

  test("lets pass what the settings name, and nothing beside it", () => {
    const guard = createAddressGuard(["10.1.0.0/16", "fd00::/8", "127.0.0.1"]);

    const passes = (address: string) => guard.isAllowed(address) && guard.check(address) === undefined;

    expect(["10.1.2.3", "::ffff:10.1.2.3", "fd12::1", "127.0.0.1"].map(passes)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    for (const address of ["10.2.0.1", "127.0.0.2", "fc00::1"]) expect(() => guard.check(address)).toThrow();
  });

  test.each(["10.0.0.0/33", "10.0.0/8", "fd00::/129", "example.com", "10.0.0.0/8/8", "10.0.0.0/", ""])(
    "does not take %j for a network",
    (network) => {
      expect(() => createAddressGuard([network])).toThrow(/Expected a network/);
    },
  );

  test("refuses a name if any of its addresses is private, however node asks for them", async () => {
    const { lookup } = createAddressGuard([]);
    for (const all of [true, false]) {
      dns.answers.push([v4("1.1.1.1"), v4("10.0.0.1")]);
      await expect(look(lookup, all)).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  test("gives the addresses of a public name as node wants them", async () => {
    const { lookup } = createAddressGuard([]);
    dns.answers.push([v4("1.1.1.1")], [v4("1.1.1.1")]);

    expect(await look(lookup, true)).toEqual([v4("1.1.1.1")]);
    expect(await look(lookup, false)).toEqual(v4("1.1.1.1"));
  });

  test("is not fooled by a name that is public first and private when it is connected to", async () => {
    const { postGuarded } = await import("./post-guarded.ts");
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as { port: number };
    const guard = createAddressGuard([]);
    dns.answers.push([v4("1.1.1.1")], [v4("127.0.0.1")]);
    await look(guard.lookup, true);

    const sending = postGuarded(
      new URL(`http://name.example:${port}/`),
      "{}",
      {},
      { guard, timeoutMs: 2000 },
    );

    await expect(sending).rejects.toMatchObject({ code: "forbidden" });
    expect(connections).toBe(0);
    server.close();
  });
});
