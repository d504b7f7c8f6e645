-- Indexes of the lists of calls that are read or counted without visiting the rows: deep pages of one city, what is a person's own outside
-- his cities, counts by marketplace account and by outcome. Partial where the column is mostly empty or the value is the rare one.
DROP INDEX call_by_operator;
CREATE INDEX call_by_operator ON call (organization_id, operator_id, date_create DESC, id DESC) INCLUDE (direction, status, city, rk)
  WHERE operator_id IS NOT NULL;

DROP INDEX call_by_city;
CREATE INDEX call_by_city ON call (organization_id, city, date_create DESC, id DESC) INCLUDE (direction) WHERE city IS NOT NULL;
CREATE INDEX call_without_city ON call (organization_id, date_create DESC, id DESC) WHERE city IS NULL AND direction <> 'internal';

DROP INDEX call_by_avito;
CREATE INDEX call_by_avito ON call (organization_id, avito_name, date_create DESC, id DESC) INCLUDE (direction) WHERE avito_name IS NOT NULL;

DROP INDEX call_by_disposition;
CREATE INDEX call_by_disposition ON call (organization_id, disposition, date_create DESC, id DESC) INCLUDE (direction)
  WHERE disposition IS NOT NULL;

CREATE INDEX call_internal ON call (organization_id, date_create DESC, id DESC) WHERE direction = 'internal';
