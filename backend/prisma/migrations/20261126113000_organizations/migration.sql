-- AlterTable
ALTER TABLE "callcentre_operator" ADD COLUMN     "last_sign_in_at" TIMESTAMPTZ(3);

-- A key keeps the names of its cities; it follows a city that is given another name, as calls and orders do.
CREATE FUNCTION api_key_follow_city_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE api_key SET cities = array_replace(cities, OLD.name, NEW.name)
  WHERE organization_id = NEW.organization_id AND OLD.name = ANY (cities);
  RETURN NULL;
END
$$;
CREATE TRIGGER api_key_follow_city_name AFTER UPDATE OF name ON city
  FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION api_key_follow_city_name();

-- CreateIndex
CREATE INDEX "api_key_operator_id_idx" ON "api_key"("operator_id");
