import type { TestApi } from '../api.js';
import type { TestOperator } from '../factories/build.js';
import { draftOf } from '../factories/reference.js';
import { SOUND_INPUT } from './sound-input.js';

/** Where a row lies, seen from who asks for it: his own, another's in his city, one of a city he does not work for, another organisation's. */
export const PLACES = ['own', 'same_city', 'other_city', 'other_organization'] as const;
export type Place = (typeof PLACES)[number];

/** The city of everybody who asks. */
export const HOME_CITY = 'Саратов';
export const OTHER_CITY = 'Омск';

export interface Placing {
  readonly api: TestApi;
  readonly foreign: TestApi;
  readonly place: Place;
  /** Who asks. */
  readonly person: TestOperator;
}

/** How the row goes into the request; `id` is what a list is searched for. */
export interface Placed {
  readonly id?: number;
  readonly params?: Readonly<Record<string, string | number>>;
  /** By which a list that is longer than a page is searched. */
  readonly search?: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** Text by which the row is known in the answer; what has neither this nor `id` is known by the answer being another than before. */
  readonly marker?: string;
  /** Instead of that of the kind. */
  readonly query?: Readonly<Record<string, string>>;
}

export interface Kind {
  /** Places that mean something for it. */
  readonly places: readonly Place[];
  readonly put: (placing: Placing) => Promise<Placed>;
  /** Of lists and figures. */
  readonly query?: Readonly<Record<string, string>>;
}

export const homeOf = ({ api, foreign, place }: Placing): TestApi =>
  place === 'other_organization' ? foreign : api;
export const cityOf = ({ place }: Placing): string => (place === 'other_city' ? OTHER_CITY : HOME_CITY);
export const byId = ({ id, marker }: { id: number; marker?: string }): Placed => ({
  ...{ id, params: { id } },
  ...(marker !== undefined && { marker }),
});

/** Rows that everybody of an organisation shares. */
export const shared = (make: (home: TestApi) => Promise<{ id: number; marker?: string }>): Kind => ({
  places: ['same_city', 'other_organization'],
  put: async (placing) => byId(await make(homeOf(placing))),
});

export const inCity = (put: (placing: Placing, home: TestApi) => Promise<Placed>): Kind => ({
  places: PLACES,
  put: (placing) => put(placing, homeOf(placing)),
});

/** Somebody whose row it is: who asks, or a colleague, or a stranger. */
export const whoseOf = (placing: Placing, home: TestApi): number =>
  placing.place === 'own' ? placing.person.id : home.owner.id;

/** Rows of an account: one's own, a colleague's, a stranger's. */
export const ofAccount = (
  make: (home: TestApi, owner: TestOperator) => Promise<{ id: number | bigint | string }>,
): Kind => ({
  places: ['own', 'same_city', 'other_organization'],
  put: async (placing) => {
    const home = homeOf(placing);
    const owner = placing.place === 'own' ? placing.person : await home.build.operator();
    const { id } = await make(home, owner);
    return { params: { id: String(id) }, marker: String(id) };
  },
});
/** Made through the API, which drops what it keeps of its lists. */
export const ofList = (list: keyof typeof draftOf): Kind => ({
  places: ['same_city', 'other_organization'],
  put: async (placing) => {
    const home = homeOf(placing);
    const answer = await home.as(home.owner).post(`/api/${list}`).send(draftOf[list]());
    const { data } = answer.body as { data: { id: number; number?: string; rk?: string; name?: string } };
    // Lists grow beyond a page while the table is walked; that of outcomes is whole.
    const search = list === 'dispositions' ? undefined : (data.number ?? data.rk ?? data.name);
    return { ...byId(data), ...(search !== undefined && { search }) };
  },
});
/** The row that an operation is usually tried on, here or elsewhere. */
export const usual = (operation: string): Kind => ({
  places: ['same_city', 'other_organization'],
  put: async (placing) => {
    const sound = await SOUND_INPUT[operation]?.(homeOf(placing));
    const id = sound?.params?.['id'];
    return { ...(typeof id === 'number' && { id }), ...(sound?.params && { params: sound.params }) };
  },
});
