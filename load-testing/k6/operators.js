// Operators at work: lists, a card, figures, slots. k6 run -e URL=… -e LOGIN=… -e PASSWORD=… load-testing/k6/operators.js
import http from 'k6/http';
import { check, sleep } from 'k6';

const { URL = 'http://127.0.0.1:5000', LOGIN = 'admin', PASSWORD, VUS = '50', DURATION = '60s' } = __ENV;

export const options = {
  vus: Number(VUS),
  duration: DURATION,
  thresholds: {
    http_req_failed: ['rate<0.001'],
    'http_req_duration{name:calls}': ['p(95)<150'],
    'http_req_duration{name:orders}': ['p(95)<150'],
    'http_req_duration{name:search}': ['p(95)<200'],
    'http_req_duration{name:overall}': ['p(95)<300'],
  },
};

export function setup() {
  const answer = http.post(`${URL}/api/auth/login`, JSON.stringify({ login: LOGIN, password: PASSWORD }), {
    headers: { 'Content-Type': 'application/json' },
  });
  check(answer, { 'signed in': ({ status }) => status === 200 });
  return { token: answer.json('accessToken') };
}

export default function ({ token }) {
  const get = (name, path) => {
    const answer = http.get(`${URL}/api${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      tags: { name },
    });
    check(answer, { [`${name} 200`]: ({ status }) => status === 200 });
  };
  get('calls', '/calls');
  get('orders', '/orders');
  get('search', '/orders?search=4820');
  get('overall', '/stats/overall');
  get(
    'slots',
    `/orders/slots?city=${encodeURIComponent('Саратов')}&date=${new Date().toISOString().slice(0, 10)}`,
  );
  sleep(1);
}
