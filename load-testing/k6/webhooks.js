// Signed Mango Office events at a steady rate: k6 run -e URL=… -e KEY=… -e SALT=… load-testing/k6/webhooks.js
import http from 'k6/http';
import { check } from 'k6';
import { sha256 } from 'k6/crypto';
import exec from 'k6/execution';

const { URL = 'http://127.0.0.1:5000', KEY, SALT, RATE = '100', DURATION = '60s' } = __ENV;

export const options = {
  scenarios: {
    webhooks: {
      executor: 'constant-arrival-rate',
      rate: Number(RATE),
      timeUnit: '1s',
      duration: DURATION,
      preAllocatedVUs: 50,
      maxVUs: 400,
    },
  },
  thresholds: {
    http_req_failed: ['rate==0'],
    http_req_duration: ['p(50)<10', 'p(99)<50'],
    checks: ['rate==1'],
  },
};

export default function () {
  const n = exec.scenario.iterationInTest;
  const json = JSON.stringify({
    entry_id: `k6-${exec.vu.idInTest}-${n}`,
    call_id: `k6-leg-${exec.vu.idInTest}-${n}`,
    timestamp: Math.floor(Date.now() / 1000),
    seq: 1,
    call_state: 'Appeared',
    location: 'abonent',
    from: { number: `7999${String(n % 10000000).padStart(7, '0')}` },
    to: { extension: '101', line_number: '74950000101' },
  });
  const answer = http.post(`${URL}/api/webhooks/mango/events/call`, {
    vpbx_api_key: KEY,
    sign: sha256(KEY + json + SALT, 'hex'),
    json,
  });
  check(answer, { 'stored (200)': ({ status }) => status === 200 });
}
