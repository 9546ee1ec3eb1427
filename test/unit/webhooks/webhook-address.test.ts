// Which addresses may be endpoints: only such as lead to the public internet.
import { describe, expect, test } from 'vitest';
import { createWebhookSender, isPublicAddress } from '../../../lambdas/adapters/http/webhook-sender.ts';

describe('isPublicAddress', () => {
  test.each([
    '8.8.8.8',
    '1.1.1.1',
    '172.15.255.255',
    '172.32.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '2606:4700:4700::1111',
    '2a00:1450:4001:830::200e',
  ])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each([
    ['0.0.0.0', 'unspecified'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['169.254.169.254', 'metadata'],
    ['169.254.170.2', 'container credentials'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'metadata behind carrier-grade NAT'],
    ['192.0.0.192', 'metadata in the protocol block'],
    ['224.0.0.1', 'multicast'],
    ['239.255.255.250', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['198.18.0.1', 'benchmarks'],
    ['192.0.2.1', 'documentation'],
    ['198.51.100.1', 'documentation'],
    ['203.0.113.1', 'documentation'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'mapped'],
    ['::ffff:8.8.8.8', 'mapped'],
    ['::ffff:a9fe:a9fe', 'mapped metadata'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['64:ff9b::a9fe:a9fe', 'NAT64'],
    ['64:ff9b:1::a9fe:a9fe', 'local NAT64'],
    ['2002:a9fe:a9fe::', '6to4'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['4000::1', 'not assigned'],
    ['no address', 'nothing'],
    ['', 'nothing'],
  ])('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('checkAddress', () => {
  const names: Readonly<Record<string, readonly string[]>> = {
    'hooks.example.org': ['8.8.8.8', '2606:4700:4700::1111'],
    'mixed.example.org': ['8.8.8.8', '10.0.0.7'],
    'inside.example.org': ['192.168.0.10'],
    'here.example.org': ['127.0.0.1'],
  };
  const lookup = async (name: string) => {
    const found = names[name];
    if (!found) throw new Error('no such name');
    return found.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
  const outside = createWebhookSender({ allowLoopback: false, lookup });
  const local = createWebhookSender({ allowLoopback: true, lookup });

  test.each([
    ['https://hooks.example.org/in?token=1', null],
    ['https://8.8.8.8:8443/in', null],
    ['https://[2606:4700:4700::1111]/in', null],
    ['http://hooks.example.org/in', 'not_https'],
    ['ftp://hooks.example.org/in', 'not_https'],
    ['file:///etc/passwd', 'not_https'],
    ['no url', 'not_https'],
    ['https://user@hooks.example.org/in', 'has_credentials'],
    ['https://user:secret@hooks.example.org/in', 'has_credentials'],
    ['https://nowhere.example.org/in', 'unresolvable'],
    ['https://mixed.example.org/in', 'not_public'],
    ['https://inside.example.org/in', 'not_public'],
    ['https://here.example.org/in', 'not_public'],
    ['https://localhost/in', 'unresolvable'],
    ['https://127.0.0.1/in', 'not_public'],
    ['https://169.254.169.254/latest/meta-data/', 'not_public'],
    // What else reads as an address to some parser or other.
    ['https://2130706433/', 'not_public'],
    ['https://0x7f000001/', 'not_public'],
    ['https://0177.0.0.1/', 'not_public'],
    ['https://127.1/', 'not_public'],
    ['https://127.0.0.1./', 'not_public'],
    ['https://①②⑦.⓪.⓪.①/', 'not_public'],
    ['https://0xa9fea9fe/', 'not_public'],
    ['https://[::1]/', 'not_public'],
    ['https://[::ffff:127.0.0.1]/', 'not_public'],
    ['https://[0:0:0:0:0:ffff:a9fe:a9fe]/', 'not_public'],
    ['https://[64:ff9b::169.254.169.254]/', 'not_public'],
    ['https://0/', 'not_public'],
  ])('%s: %s', async (url, fault) => {
    expect(await outside.checkAddress(url)).toBe(fault);
  });

  test.each([
    ['http://127.0.0.1:9000/', null],
    ['http://[::1]:9000/', null],
    ['http://2130706433:9000/', null],
    ['https://127.0.0.1:9000/', null],
    ['http://here.example.org:9000/', null],
    ['https://hooks.example.org/in', null],
    ['http://hooks.example.org/in', 'not_https'],
    ['http://169.254.169.254/', 'not_public'],
    ['http://192.168.0.10/', 'not_public'],
    ['http://[::ffff:127.0.0.1]/', 'not_public'],
    ['ftp://127.0.0.1/', 'not_https'],
  ])('on one machine %s: %s', async (url, fault) => {
    expect(await local.checkAddress(url)).toBe(fault);
  });

  test('localhost is this machine, whatever a name server says', async () => {
    expect(
      await createWebhookSender({ allowLoopback: true }).checkAddress('http://localhost:9000/'),
    ).toBeNull();
    expect(await createWebhookSender({ allowLoopback: false }).checkAddress('https://localhost/')).toBe(
      'not_public',
    );
    expect(await createWebhookSender({ allowLoopback: false }).checkAddress('https://a.localhost/')).toBe(
      'not_public',
    );
  });
});
