-- CreateTable
CREATE TABLE "client_ref" (
    "organization_id" INTEGER NOT NULL,
    "phone" TEXT NOT NULL,
    "id" TEXT NOT NULL,

    CONSTRAINT "client_ref_pkey" PRIMARY KEY ("organization_id","phone")
);

-- CreateTable
CREATE TABLE "client_erasure" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "client_id" TEXT NOT NULL,
    "pseudonym" TEXT NOT NULL,
    "phone_sealed" TEXT,
    "reason" TEXT NOT NULL,
    "operator_id" INTEGER NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "calls_total" INTEGER NOT NULL,
    "calls_done" INTEGER NOT NULL DEFAULT 0,
    "orders_total" INTEGER NOT NULL,
    "orders_done" INTEGER NOT NULL DEFAULT 0,
    "recordings_done" INTEGER NOT NULL DEFAULT 0,
    "inbox_done_to" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "client_erasure_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "client_ref_id_key" ON "client_ref"("id");

-- CreateIndex
CREATE UNIQUE INDEX "client_erasure_organization_id_pseudonym_key" ON "client_erasure"("organization_id", "pseudonym");

-- AddForeignKey
ALTER TABLE "client_erasure" ADD CONSTRAINT "client_erasure_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules the schema language cannot say.
-- Of requests for one client at once one is carried out; the number is held, sealed, no longer than that takes.
CREATE UNIQUE INDEX client_erasure_underway ON client_erasure (organization_id, client_id) WHERE finished_at IS NULL;
ALTER TABLE client_erasure ADD CONSTRAINT client_erasure_phone_check CHECK ((phone_sealed IS NULL) = (finished_at IS NOT NULL));
-- What stands in the place of an erased number: no country's code begins with 0.
ALTER TABLE client_erasure ADD CONSTRAINT client_erasure_pseudonym_check CHECK (pseudonym ~ '^\+0[0-9]{13}$');
-- Late events are held against these few calls.
CREATE INDEX call_erased ON call (organization_id, entry_id) WHERE left(phone_client, 2) = '+0';

ALTER TABLE recording DROP CONSTRAINT recording_state_check;
ALTER TABLE recording ADD CONSTRAINT recording_state_check
  CHECK (state IN ('started', 'announced', 'stored', 'discarded', 'failed', 'erased'));

ALTER TABLE client_ref ENABLE ROW LEVEL SECURITY;
CREATE POLICY row_scope ON client_ref USING (organization_id = (SELECT scoped_organization()) OR (SELECT scope_is_all()));
ALTER TABLE client_erasure ENABLE ROW LEVEL SECURITY;
CREATE POLICY row_scope ON client_erasure USING (organization_id = (SELECT scoped_organization()) OR (SELECT scope_is_all()));
