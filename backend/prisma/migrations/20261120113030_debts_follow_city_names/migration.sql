-- A debt lists the cities of its missed calls by name; the calls themselves follow a renamed city by their foreign key.
CREATE FUNCTION debt_follow_city_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE debt SET cities = array_replace(cities, OLD.name, NEW.name)
  WHERE organization_id = NEW.organization_id AND OLD.name = ANY (cities);
  RETURN NULL;
END
$$;
CREATE TRIGGER debt_follow_city_name AFTER UPDATE OF name ON city
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION debt_follow_city_name();
