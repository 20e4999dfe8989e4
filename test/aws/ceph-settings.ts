export type CephPlace = { folder: string; clusterId: string; monitorPort: number; gatewayPort: number };

/** The smallest Ceph there is: one monitor, one disk in memory, one gateway, all on loopback and trusting each other. */
export function cephSettings({ folder, clusterId, monitorPort, gatewayPort }: CephPlace): string {
  return `[global]
fsid = ${clusterId}
mon host = v2:127.0.0.1:${monitorPort}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
# Without keys nothing can be encrypted, and the default of the monitor's clients is to insist on it.
ms mon client mode = crc
mon data = ${folder}/mon
osd data = ${folder}/osd
osd objectstore = memstore
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
run dir = ${folder}
admin socket =
pid file =
log file = ${folder}/$name.log
keyring = ${folder}/keyring
rgw data = ${folder}/rgw
rgw frontends = beast endpoint=127.0.0.1:${gatewayPort}
rgw dynamic resharding = false
`;
}
