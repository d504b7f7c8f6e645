import { useQuery } from '@tanstack/react-query';
import { citiesQuery } from '../api/reference-lists.queries';
import type { City } from '../api/reference-lists.queries';

/** Cities whose orders a person may make: those of his list; admins, and an empty list, have all. */
export function citiesOpenTo(
  person: { role: string; cities: readonly string[] },
  all: readonly City[],
): readonly City[] {
  const isUnbound = person.role === 'owner' || person.role === 'admin' || person.cities.length === 0;
  return isUnbound ? all : all.filter(({ name }) => person.cities.includes(name));
}

/** Gives the IANA zone of a city by its name; undefined until the list is there. */
export function useCityZone(): (city: string) => string | undefined {
  const { data } = useQuery(citiesQuery);
  return (city) => data?.find(({ name }) => name === city)?.timezone;
}
