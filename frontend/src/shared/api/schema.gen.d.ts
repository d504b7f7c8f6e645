/** Stand-in until `npm run generate -w frontend` writes this file from docs/openapi.json. */
export interface paths {
  '/api/auth/login': { post: operations['login'] };
  '/api/auth/refresh': { post: operations['refresh'] };
  '/api/auth/logout': { post: operations['logout'] };
  '/api/auth/profile': { get: operations['getProfile']; patch: operations['updateProfile'] };
  '/api/operators/me/status-work': { patch: operations['setStatusWork'] };
}
export interface components {
  schemas: {
    Profile: {
      id: number;
      login: string;
      name: string;
      email: string | null;
      role: 'owner' | 'admin' | 'manager' | 'operator' | 'viewer' | 'master';
      city: string | null;
      cities: string[];
      status: 'active' | 'inactive' | 'on_leave';
      statusWork: 'offline' | 'online' | 'break' | 'on_call' | 'wrap_up';
      statusWorkSince: string;
      statusWorkNext: 'offline' | 'online' | 'break' | 'on_call' | 'wrap_up' | null;
      sipAddress: string | null;
      extension: string | null;
      masterId: number | null;
      locale: 'ru' | 'en';
      timezone: string;
      organization: { id: number; name: string; timezone: string };
      permissions: string[];
    };
    Problem: {
      success: false;
      type: string;
      title: string;
      status: number;
      detail?: string;
      code: string;
      requestId: string;
      errors?: { field: string; code: string; message: string }[];
    };
  };
}
type Failure = { content: { 'application/problem+json': components['schemas']['Problem'] } };
export interface operations {
  login: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { 'application/json': { login: string; password: string } } };
    responses: {
      200: {
        content: {
          'application/json': {
            success: true;
            accessToken: string;
            expiresIn: number;
            user: { id: number; login: string; role: components['schemas']['Profile']['role']; name: string };
          };
        };
      };
      default: Failure;
    };
  };
  refresh: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { content: { 'application/json': { success: true; accessToken: string; expiresIn: number } } };
      default: Failure;
    };
  };
  logout: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: { 204: { content?: never }; default: Failure };
  };
  getProfile: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody?: never;
    responses: {
      200: { content: { 'application/json': { success: true; data: components['schemas']['Profile'] } } };
      default: Failure;
    };
  };
  updateProfile: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: {
      content: {
        'application/json': { name?: string; email?: string | null; locale?: 'ru' | 'en'; timezone?: string };
      };
    };
    responses: {
      200: { content: { 'application/json': { success: true; data: components['schemas']['Profile'] } } };
      default: Failure;
    };
  };
  setStatusWork: {
    parameters: { query?: never; header?: never; path?: never; cookie?: never };
    requestBody: { content: { 'application/json': { statusWork: 'online' | 'break' | 'offline' } } };
    responses: {
      200: { content: { 'application/json': { success: true; data: components['schemas']['Profile'] } } };
      default: Failure;
    };
  };
}
