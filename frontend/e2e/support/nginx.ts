import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const CONFIG = path.resolve(import.meta.dirname, '../../../nginx');
const DIST = path.resolve(import.meta.dirname, '../../dist');

export interface NginxPorts {
  readonly http: number;
  readonly https: number;
  readonly api: number;
}

export interface Nginx {
  /** Folder of its logs. */
  readonly logs: string;
  reload(): void;
  stop(): Promise<void>;
}

/** Debian's Nginx on the very files of `nginx/`; only paths and ports are those of a test. */
export async function startNginx(ports: NginxPorts): Promise<Nginx> {
  const root = mkdtempSync(path.join(os.tmpdir(), 'crm-nginx-'));
  const dir = (name: string): string => path.join(root, name);
  for (const name of ['crm', 'tls', 'log']) mkdirSync(dir(name));
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=127.0.0.1'];
  execFileSync('openssl', [...options, '-keyout', dir('tls/privkey.pem'), '-out', dir('tls/fullchain.pem')], {
    stdio: 'ignore',
  });
  cpSync(path.join(CONFIG, 'snippets'), dir('crm/snippets'), { recursive: true });
  const adapt = (text: string): string =>
    text
      .replaceAll('/etc/nginx/crm', dir('crm'))
      .replaceAll('/etc/nginx/tls', dir('tls'))
      .replaceAll('/var/log/nginx', dir('log'))
      .replaceAll('/var/www/crm', DIST)
      .replace('pid /run/nginx.pid;', `pid ${dir('nginx.pid')};`)
      .replace('user www-data;', process.getuid?.() === 0 ? 'user root;' : '')
      .replace('server 127.0.0.1:5000;', `server 127.0.0.1:${String(ports.api)};`)
      .replace(/^ *listen \[::\].*$/gm, '')
      .replace('listen 80;', `listen 127.0.0.1:${String(ports.http)};`)
      .replace('listen 443 ssl http2;', `listen 127.0.0.1:${String(ports.https)} ssl http2;`);
  writeFileSync(dir('crm/site.conf'), adapt(readFileSync(path.join(CONFIG, 'site.conf'), 'utf8')));
  for (const name of ['headers.conf', 'proxy.conf', 'routes.conf']) {
    const file = dir(`crm/snippets/${name}`);
    writeFileSync(file, adapt(readFileSync(file, 'utf8')));
  }
  const config = dir('nginx.conf');
  writeFileSync(config, adapt(readFileSync(path.join(CONFIG, 'nginx.conf'), 'utf8')));
  execFileSync('nginx', ['-t', '-q', '-c', config], { stdio: 'inherit' });
  const nginx = spawn('nginx', ['-c', config, '-g', 'daemon off;'], { stdio: 'inherit' });
  await untilListens(ports.https);
  return {
    logs: dir('log'),
    reload: () => {
      execFileSync('nginx', ['-s', 'reload', '-c', config]);
    },
    stop: async () => {
      const ended = new Promise((resolve) => nginx.once('exit', resolve));
      nginx.kill('SIGQUIT');
      await ended;
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function untilListens(port: number): Promise<void> {
  const { connect } = await import('node:net');
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => {
        resolve(false);
      });
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('Nginx does not listen');
}
