-- DropIndex
DROP INDEX "audit_organization_id_id_idx";

-- CreateTable
CREATE TABLE "audit_verification" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "organization_id" INTEGER,
    "actor_operator_id" INTEGER,
    "first_seal_no" BIGINT,
    "last_seal_no" BIGINT,
    "fault" TEXT,
    "fault_seal_no" BIGINT,
    "fault_audit_id" BIGINT,

    CONSTRAINT "audit_verification_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_organization_id_at_id_idx" ON "audit"("organization_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_organization_id_actor_operator_id_at_id_idx" ON "audit"("organization_id", "actor_operator_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_organization_id_ip_at_idx" ON "audit"("organization_id", "ip", "at" DESC);

-- CreateIndex
CREATE INDEX "audit_request_id_idx" ON "audit"("request_id");

-- Rules the schema language cannot say.
-- Whatever the locale of the database, the beginning of an action is a range of this index.
CREATE INDEX audit_by_action ON audit (organization_id, action text_pattern_ops, at DESC, id DESC) WHERE organization_id IS NOT NULL;
-- Refusals are few among many.
CREATE INDEX audit_failures ON audit (organization_id, at DESC, id DESC) WHERE outcome = 'failure';
ALTER TABLE audit_verification
  ADD CONSTRAINT audit_verification_fault_check CHECK (
    (fault IS NULL OR fault IN ('altered', 'missing', 'rewritten', 'tail_cut')) AND (fault IS NULL) = (fault_seal_no IS NULL));

-- A field of a row as text of its own length, so that no two rows have one form; `-` for none.
CREATE FUNCTION audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN coalesce(octet_length(value)::text || ':' || value, '-');

-- The form of a row that is hashed. `modules/audit/chain.rules.ts` makes the same from the columns when it verifies: whoever changes one
-- changes both, and rows that are sealed keep the form they were sealed in.
CREATE FUNCTION audit_canonical(entry audit) RETURNS text LANGUAGE sql STABLE
RETURN concat_ws(',',
  audit_field((entry).seal_no::text),
  audit_field((entry).id::text),
  audit_field(trunc(extract(epoch FROM (entry).at) * 1000)::bigint::text),
  audit_field((entry).organization_id::text),
  audit_field((entry).actor_account_id::text),
  audit_field((entry).actor_operator_id::text),
  audit_field((entry).api_key_id::text),
  audit_field((entry).session_id::text),
  audit_field((entry).ip),
  audit_field((entry).request_id),
  audit_field((entry).action),
  audit_field((entry).object_type),
  audit_field((entry).object_id),
  audit_field((entry).outcome),
  audit_field((entry).diff_fields::text));

-- Seals committed rows that have no seal, oldest first, at most so many; returns how many, or -1 while another sealer is at work. A row that
-- commits late is unsealed when it appears and gets the next number then, so none is passed over. It runs as the owner of the log: the role
-- of the product can ask for seals, it cannot write one.
CREATE FUNCTION audit_seal(most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  entry audit;
  head_no bigint;
  head_hash bytea;
  sealed integer := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtextextended('audit_seal', 0)) THEN
    RETURN -1;
  END IF;
  SELECT seal_no, hash INTO head_no, head_hash FROM audit WHERE seal_no IS NOT NULL ORDER BY seal_no DESC LIMIT 1;
  head_no := coalesce(head_no, 0);
  head_hash := coalesce(head_hash, decode(repeat('00', 32), 'hex'));
  FOR entry IN SELECT * FROM audit WHERE seal_no IS NULL ORDER BY id LIMIT most LOOP
    head_no := head_no + 1;
    entry.seal_no := head_no;
    head_hash := sha256(head_hash || convert_to(audit_canonical(entry), 'UTF8'));
    UPDATE audit SET seal_no = head_no, hash = head_hash WHERE id = entry.id;
    sealed := sealed + 1;
  END LOOP;
  RETURN sealed;
END
$$;
REVOKE ALL ON FUNCTION audit_seal(integer) FROM PUBLIC;

-- Who signs in, or is refused, is known by the account; the log is read by employment.
CREATE FUNCTION audit_name_actor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  SELECT id INTO NEW.actor_operator_id FROM callcentre_operator
  WHERE organization_id = NEW.organization_id AND user_account_id = NEW.actor_account_id;
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_actor BEFORE INSERT ON audit FOR EACH ROW
  WHEN (NEW.actor_operator_id IS NULL AND NEW.actor_account_id IS NOT NULL AND NEW.organization_id IS NOT NULL)
  EXECUTE FUNCTION audit_name_actor();
