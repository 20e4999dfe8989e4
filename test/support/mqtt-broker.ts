import { type AddressInfo, createServer, type Server } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { Aedes, type AedesOptions, type AedesPublishPacket } from "aedes";
import { connectAsync, type IPublishPacket } from "mqtt";

const closing: (() => Promise<void>)[] = [];

/** Close every broker and client of the last test. */
export async function closeBrokers(): Promise<void> {
  for (const close of closing.splice(0).reverse()) await close();
}

/** A real MQTT 5 broker on a port of 127.0.0.1, a free one unless told; with `tls` it speaks TLS. */
export async function mqttBroker(
  options: AedesOptions & { tls?: { key: string; cert: string }; port?: number } = {},
) {
  const { tls, port = 0, ...settings } = options;
  const broker = await Aedes.createBroker(settings);
  const published: AedesPublishPacket[] = [];
  broker.on("publish", (packet, client) => {
    if (client) published.push(packet);
  });
  const server: Server = tls ? createTlsServer(tls, broker.handle) : createServer(broker.handle);
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((ready) => server.listen(port, "127.0.0.1", ready));
  let stopped = false;
  async function stop(): Promise<void> {
    if (stopped) return;
    stopped = true;
    await new Promise<void>((done) => broker.close(() => done()));
    await new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });
  }
  closing.push(stop);
  return {
    port: (server.address() as AddressInfo).port,
    /** What clients published, in order. */
    published,
    stop,
    /** Cut every connection, as a cable that is pulled. */
    cut: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

export type Heard = { topic: string; payload: string; packet: IPublishPacket };

/** A client that hears everything, the retained messages first. */
export async function listenTo(port: number): Promise<{ heard: Heard[] }> {
  const heard: Heard[] = [];
  const client = await connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: 5, reconnectPeriod: 0 });
  closing.push(async () => {
    client.end(true);
  });
  client.on("message", (topic, payload, packet) =>
    heard.push({ topic, payload: payload.toString("utf8"), packet }),
  );
  await client.subscribeAsync("#", { qos: 1 });
  return { heard };
}
