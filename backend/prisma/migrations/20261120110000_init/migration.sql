-- CreateTable
CREATE TABLE "organization" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL DEFAULT 'Europe/Moscow',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "telephony_account" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL DEFAULT 'mango',
    "api_key" TEXT NOT NULL,
    "api_salt_sealed" TEXT NOT NULL,
    "api_base_url" TEXT NOT NULL DEFAULT 'https://app.mango-office.ru/vpbx/',
    "clock_offset_seconds" INTEGER NOT NULL DEFAULT 0,
    "last_event_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telephony_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_account" (
    "id" SERIAL NOT NULL,
    "login" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT NOT NULL,
    "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "locale" TEXT NOT NULL DEFAULT 'ru',
    "timezone" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "callcentre_operator" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "user_account_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "city" TEXT,
    "status" TEXT NOT NULL DEFAULT 'active',
    "status_work" TEXT NOT NULL DEFAULT 'offline',
    "status_work_since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status_work_next" TEXT,
    "extension" TEXT,
    "sip_address" TEXT,
    "note" TEXT,
    "date_create" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "callcentre_operator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "callcentre_operator_city" (
    "organization_id" INTEGER NOT NULL,
    "operator_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,

    CONSTRAINT "callcentre_operator_city_pkey" PRIMARY KEY ("operator_id","city_id")
);

-- CreateTable
CREATE TABLE "work_status_log" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "operator_id" INTEGER NOT NULL,
    "status_work" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "set_by" TEXT NOT NULL,

    CONSTRAINT "work_status_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "organization_id" INTEGER NOT NULL,
    "user_account_id" INTEGER NOT NULL,
    "operator_id" INTEGER NOT NULL,
    "counter" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "rotated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_reason" TEXT,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "city" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "slot_capacity" INTEGER NOT NULL DEFAULT 3,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "city_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaign" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "rk" TEXT NOT NULL,
    "name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "phone" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "rk" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "avito_name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "phone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disposition" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "disposition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "master" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "operator_id" INTEGER,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "type_equipment" TEXT,
    "status_work" TEXT NOT NULL DEFAULT 'working',
    "version" INTEGER NOT NULL DEFAULT 1,
    "date_create" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "master_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "master_city" (
    "organization_id" INTEGER NOT NULL,
    "master_id" INTEGER NOT NULL,
    "city_id" INTEGER NOT NULL,

    CONSTRAINT "master_city_pkey" PRIMARY KEY ("master_id","city_id")
);

-- CreateTable
CREATE TABLE "call" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "entry_id" TEXT NOT NULL,
    "rk" TEXT,
    "city" TEXT,
    "avito_name" TEXT,
    "phone_client" TEXT,
    "phone_ats" TEXT,
    "date_create" TIMESTAMPTZ(3) NOT NULL,
    "operator_id" INTEGER,
    "final_operator_id" INTEGER,
    "status" TEXT NOT NULL,
    "missed_reason" TEXT,
    "direction" TEXT NOT NULL,
    "talk_seconds" INTEGER,
    "wait_seconds" INTEGER,
    "ring_seconds" INTEGER,
    "hold_seconds" INTEGER,
    "hangup_by" TEXT,
    "disconnect_reason" INTEGER,
    "group_extension" TEXT,
    "transfer" TEXT,
    "dtmf" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "missed_by" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "queued_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "is_final" BOOLEAN NOT NULL DEFAULT false,
    "has_open_leg" BOOLEAN NOT NULL DEFAULT false,
    "has_recording" BOOLEAN NOT NULL DEFAULT false,
    "disposition" TEXT,
    "comment" TEXT,
    "last_event_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "call_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mango" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "call_row_id" INTEGER NOT NULL,
    "call_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "phone_number" TEXT,
    "extension" TEXT,
    "operator_id" INTEGER,
    "appeared_at" TIMESTAMPTZ(3),
    "connected_at" TIMESTAMPTZ(3),
    "disconnected_at" TIMESTAMPTZ(3),
    "duration" INTEGER,
    "hold_seconds" INTEGER,
    "disconnect_reason" INTEGER,
    "mango_data" JSONB NOT NULL,

    CONSTRAINT "mango_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recording" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "call_row_id" INTEGER NOT NULL,
    "recording_id" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "extension" TEXT,
    "storage_key" TEXT,
    "content_type" TEXT,
    "bytes" INTEGER,
    "sha256" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "stored_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recording_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "rk" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "avito_name" TEXT,
    "phone" TEXT NOT NULL,
    "type_order" TEXT NOT NULL,
    "client_name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "date_meeting" TIMESTAMPTZ(3) NOT NULL,
    "type_equipment" TEXT NOT NULL,
    "problem" TEXT NOT NULL,
    "status_order" TEXT NOT NULL DEFAULT 'new',
    "reason" TEXT,
    "master_id" INTEGER,
    "result" DECIMAL(12,2),
    "expenditure" DECIMAL(12,2),
    "clean" DECIMAL(12,2),
    "master_change" DECIMAL(12,2),
    "prepayment" DECIMAL(12,2),
    "date_close_workshop" TIMESTAMPTZ(3),
    "comment" TEXT,
    "operator_name_id" INTEGER NOT NULL,
    "create_date" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closing_data" TIMESTAMPTZ(3),
    "avito_chatid" TEXT,
    "slot_place" INTEGER,
    "is_overbooked" BOOLEAN NOT NULL DEFAULT false,
    "deleted_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_call" (
    "organization_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "call_id" INTEGER NOT NULL,

    CONSTRAINT "order_call_pkey" PRIMARY KEY ("order_id","call_id")
);

-- CreateTable
CREATE TABLE "order_history" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "order_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "operator_id" INTEGER,
    "kind" TEXT NOT NULL,
    "from_status" TEXT,
    "to_status" TEXT,
    "reason" TEXT,
    "changes" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "order_history_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_event" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "dedup" BYTEA NOT NULL,
    "raw" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen" INTEGER NOT NULL DEFAULT 1,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_event" (
    "organization_id" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "entry_id" TEXT NOT NULL,
    "inbox_id" BIGINT NOT NULL,
    "payload" JSONB NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "call_event_pkey" PRIMARY KEY ("organization_id","kind","event_key","seq")
);

-- CreateTable
CREATE TABLE "live_event" (
    "id" BIGSERIAL NOT NULL,
    "xid" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "organization_id" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "city" TEXT,
    "operator_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "organization_id" INTEGER,
    "actor_account_id" INTEGER,
    "actor_operator_id" INTEGER,
    "session_id" UUID,
    "ip" TEXT,
    "request_id" TEXT,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT,
    "outcome" TEXT NOT NULL DEFAULT 'success',
    "diff_fields" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "operator_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "status" INTEGER,
    "response" JSONB,
    "location" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("operator_id","key")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "debt" (
    "organization_id" INTEGER NOT NULL,
    "phone_client" TEXT NOT NULL,
    "first_missed_at" TIMESTAMPTZ(3) NOT NULL,
    "last_missed_at" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL,
    "last_call_id" INTEGER NOT NULL,
    "cities" TEXT[],

    CONSTRAINT "debt_pkey" PRIMARY KEY ("organization_id","phone_client")
);

-- CreateTable
CREATE TABLE "call_delta" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "operator_id" INTEGER,
    "city" TEXT,
    "rk" TEXT,
    "missed_by" INTEGER[],
    "inbound_new" BIGINT NOT NULL DEFAULT 0,
    "inbound_in_progress" BIGINT NOT NULL DEFAULT 0,
    "inbound_answered" BIGINT NOT NULL DEFAULT 0,
    "missed_ivr" BIGINT NOT NULL DEFAULT 0,
    "missed_queue" BIGINT NOT NULL DEFAULT 0,
    "missed_ringing" BIGINT NOT NULL DEFAULT 0,
    "missed_schedule" BIGINT NOT NULL DEFAULT 0,
    "outbound_new" BIGINT NOT NULL DEFAULT 0,
    "outbound_in_progress" BIGINT NOT NULL DEFAULT 0,
    "outbound_answered" BIGINT NOT NULL DEFAULT 0,
    "outbound_busy" BIGINT NOT NULL DEFAULT 0,
    "outbound_no_answer" BIGINT NOT NULL DEFAULT 0,
    "internal_new" BIGINT NOT NULL DEFAULT 0,
    "internal_in_progress" BIGINT NOT NULL DEFAULT 0,
    "internal_answered" BIGINT NOT NULL DEFAULT 0,
    "internal_busy" BIGINT NOT NULL DEFAULT 0,
    "internal_no_answer" BIGINT NOT NULL DEFAULT 0,
    "talk_seconds" BIGINT NOT NULL DEFAULT 0,
    "wait_seconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "call_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_day" (
    "organization_id" INTEGER NOT NULL,
    "dim" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "inbound_new" BIGINT NOT NULL DEFAULT 0,
    "inbound_in_progress" BIGINT NOT NULL DEFAULT 0,
    "inbound_answered" BIGINT NOT NULL DEFAULT 0,
    "missed_ivr" BIGINT NOT NULL DEFAULT 0,
    "missed_queue" BIGINT NOT NULL DEFAULT 0,
    "missed_ringing" BIGINT NOT NULL DEFAULT 0,
    "missed_schedule" BIGINT NOT NULL DEFAULT 0,
    "outbound_new" BIGINT NOT NULL DEFAULT 0,
    "outbound_in_progress" BIGINT NOT NULL DEFAULT 0,
    "outbound_answered" BIGINT NOT NULL DEFAULT 0,
    "outbound_busy" BIGINT NOT NULL DEFAULT 0,
    "outbound_no_answer" BIGINT NOT NULL DEFAULT 0,
    "internal_new" BIGINT NOT NULL DEFAULT 0,
    "internal_in_progress" BIGINT NOT NULL DEFAULT 0,
    "internal_answered" BIGINT NOT NULL DEFAULT 0,
    "internal_busy" BIGINT NOT NULL DEFAULT 0,
    "internal_no_answer" BIGINT NOT NULL DEFAULT 0,
    "talk_seconds" BIGINT NOT NULL DEFAULT 0,
    "wait_seconds" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "call_day_pkey" PRIMARY KEY ("organization_id","dim","key","day")
);

-- CreateTable
CREATE TABLE "order_delta" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "operator_id" INTEGER NOT NULL,
    "master_id" INTEGER,
    "city" TEXT NOT NULL,
    "rk" TEXT NOT NULL,
    "status_new" BIGINT NOT NULL DEFAULT 0,
    "status_assigned" BIGINT NOT NULL DEFAULT 0,
    "status_on_the_way" BIGINT NOT NULL DEFAULT 0,
    "status_in_progress" BIGINT NOT NULL DEFAULT 0,
    "status_workshop" BIGINT NOT NULL DEFAULT 0,
    "status_completed" BIGINT NOT NULL DEFAULT 0,
    "status_refused" BIGINT NOT NULL DEFAULT 0,
    "status_not_an_order" BIGINT NOT NULL DEFAULT 0,
    "result" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "expenditure" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "clean" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "master_change" DECIMAL(16,2) NOT NULL DEFAULT 0,

    CONSTRAINT "order_delta_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_day" (
    "organization_id" INTEGER NOT NULL,
    "dim" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "status_new" BIGINT NOT NULL DEFAULT 0,
    "status_assigned" BIGINT NOT NULL DEFAULT 0,
    "status_on_the_way" BIGINT NOT NULL DEFAULT 0,
    "status_in_progress" BIGINT NOT NULL DEFAULT 0,
    "status_workshop" BIGINT NOT NULL DEFAULT 0,
    "status_completed" BIGINT NOT NULL DEFAULT 0,
    "status_refused" BIGINT NOT NULL DEFAULT 0,
    "status_not_an_order" BIGINT NOT NULL DEFAULT 0,
    "result" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "expenditure" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "clean" DECIMAL(16,2) NOT NULL DEFAULT 0,
    "master_change" DECIMAL(16,2) NOT NULL DEFAULT 0,

    CONSTRAINT "order_day_pkey" PRIMARY KEY ("organization_id","dim","key","day")
);

-- CreateIndex
CREATE INDEX "telephony_account_organization_id_idx" ON "telephony_account"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "telephony_account_provider_api_key_key" ON "telephony_account"("provider", "api_key");

-- CreateIndex
CREATE UNIQUE INDEX "callcentre_operator_organization_id_id_key" ON "callcentre_operator"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "callcentre_operator_organization_id_user_account_id_key" ON "callcentre_operator"("organization_id", "user_account_id");

-- CreateIndex
CREATE INDEX "work_status_log_organization_id_operator_id_started_at_idx" ON "work_status_log"("organization_id", "operator_id", "started_at");

-- CreateIndex
CREATE INDEX "session_user_account_id_revoked_at_idx" ON "session"("user_account_id", "revoked_at");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "city_organization_id_name_key" ON "city"("organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "city_organization_id_id_key" ON "city"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "campaign_organization_id_rk_key" ON "campaign"("organization_id", "rk");

-- CreateIndex
CREATE UNIQUE INDEX "phone_organization_id_number_key" ON "phone"("organization_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "disposition_organization_id_code_key" ON "disposition"("organization_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "master_operator_id_key" ON "master"("operator_id");

-- CreateIndex
CREATE UNIQUE INDEX "master_organization_id_id_key" ON "master"("organization_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "master_organization_id_operator_id_key" ON "master"("organization_id", "operator_id");

-- CreateIndex
CREATE INDEX "call_by_operator" ON "call"("organization_id", "operator_id", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_status" ON "call"("organization_id", "status", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_city_status" ON "call"("organization_id", "city", "status", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_city" ON "call"("organization_id", "city", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_rk" ON "call"("organization_id", "rk", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_avito" ON "call"("organization_id", "avito_name", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_client" ON "call"("organization_id", "phone_client", "date_create" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "call_by_line" ON "call"("organization_id", "phone_ats", "date_create" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "call_organization_id_entry_id_key" ON "call"("organization_id", "entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "call_organization_id_id_key" ON "call"("organization_id", "id");

-- CreateIndex
CREATE INDEX "mango_organization_id_call_row_id_idx" ON "mango"("organization_id", "call_row_id");

-- CreateIndex
CREATE UNIQUE INDEX "mango_organization_id_call_id_key" ON "mango"("organization_id", "call_id");

-- CreateIndex
CREATE INDEX "recording_organization_id_call_row_id_idx" ON "recording"("organization_id", "call_row_id");

-- CreateIndex
CREATE UNIQUE INDEX "recording_organization_id_recording_id_key" ON "recording"("organization_id", "recording_id");

-- CreateIndex
CREATE INDEX "order_by_create_date" ON "order"("organization_id", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_status" ON "order"("organization_id", "status_order", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_city_status" ON "order"("organization_id", "city", "status_order", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_operator" ON "order"("organization_id", "operator_name_id", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_master" ON "order"("organization_id", "master_id", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_rk" ON "order"("organization_id", "rk", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_phone" ON "order"("organization_id", "phone", "create_date" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "order_by_meeting" ON "order"("organization_id", "date_meeting", "id");

-- CreateIndex
CREATE INDEX "order_by_city_meeting" ON "order"("organization_id", "city", "date_meeting", "id");

-- CreateIndex
CREATE UNIQUE INDEX "order_organization_id_id_key" ON "order"("organization_id", "id");

-- CreateIndex
CREATE INDEX "order_call_call_id_idx" ON "order_call"("call_id");

-- CreateIndex
CREATE INDEX "order_history_organization_id_order_id_id_idx" ON "order_history"("organization_id", "order_id", "id");

-- CreateIndex
CREATE INDEX "inbox_event_organization_id_status_id_idx" ON "inbox_event"("organization_id", "status", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "inbox_event_organization_id_dedup_key" ON "inbox_event"("organization_id", "dedup");

-- CreateIndex
CREATE INDEX "call_event_organization_id_entry_id_idx" ON "call_event"("organization_id", "entry_id");

-- CreateIndex
CREATE INDEX "live_event_at_idx" ON "live_event"("at");

-- CreateIndex
CREATE INDEX "live_event_by_visibility" ON "live_event"("xid", "id");

-- CreateIndex
CREATE INDEX "audit_organization_id_id_idx" ON "audit"("organization_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_organization_id_object_type_object_id_idx" ON "audit"("organization_id", "object_type", "object_id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE INDEX "debt_organization_id_first_missed_at_idx" ON "debt"("organization_id", "first_missed_at");

-- CreateIndex
CREATE INDEX "call_delta_organization_id_day_idx" ON "call_delta"("organization_id", "day");

-- CreateIndex
CREATE INDEX "order_delta_organization_id_day_idx" ON "order_delta"("organization_id", "day");

-- AddForeignKey
ALTER TABLE "telephony_account" ADD CONSTRAINT "telephony_account_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "callcentre_operator" ADD CONSTRAINT "callcentre_operator_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "callcentre_operator" ADD CONSTRAINT "callcentre_operator_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "callcentre_operator" ADD CONSTRAINT "callcentre_operator_city_fkey" FOREIGN KEY ("organization_id", "city") REFERENCES "city"("organization_id", "name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "callcentre_operator_city" ADD CONSTRAINT "callcentre_operator_city_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "callcentre_operator_city" ADD CONSTRAINT "callcentre_operator_city_organization_id_city_id_fkey" FOREIGN KEY ("organization_id", "city_id") REFERENCES "city"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "work_status_log" ADD CONSTRAINT "work_status_log_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "city" ADD CONSTRAINT "city_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaign" ADD CONSTRAINT "campaign_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_rk_fkey" FOREIGN KEY ("organization_id", "rk") REFERENCES "campaign"("organization_id", "rk") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phone" ADD CONSTRAINT "phone_city_fkey" FOREIGN KEY ("organization_id", "city") REFERENCES "city"("organization_id", "name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disposition" ADD CONSTRAINT "disposition_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "master" ADD CONSTRAINT "master_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "master" ADD CONSTRAINT "master_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "master_city" ADD CONSTRAINT "master_city_organization_id_master_id_fkey" FOREIGN KEY ("organization_id", "master_id") REFERENCES "master"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "master_city" ADD CONSTRAINT "master_city_organization_id_city_id_fkey" FOREIGN KEY ("organization_id", "city_id") REFERENCES "city"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_operator_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_final_operator_fkey" FOREIGN KEY ("organization_id", "final_operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_rk_fkey" FOREIGN KEY ("organization_id", "rk") REFERENCES "campaign"("organization_id", "rk") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_city_fkey" FOREIGN KEY ("organization_id", "city") REFERENCES "city"("organization_id", "name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call" ADD CONSTRAINT "call_disposition_fkey" FOREIGN KEY ("organization_id", "disposition") REFERENCES "disposition"("organization_id", "code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mango" ADD CONSTRAINT "mango_organization_id_call_row_id_fkey" FOREIGN KEY ("organization_id", "call_row_id") REFERENCES "call"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mango" ADD CONSTRAINT "mango_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recording" ADD CONSTRAINT "recording_organization_id_call_row_id_fkey" FOREIGN KEY ("organization_id", "call_row_id") REFERENCES "call"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_operator_fkey" FOREIGN KEY ("organization_id", "operator_name_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_master_fkey" FOREIGN KEY ("organization_id", "master_id") REFERENCES "master"("organization_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_rk_fkey" FOREIGN KEY ("organization_id", "rk") REFERENCES "campaign"("organization_id", "rk") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_city_fkey" FOREIGN KEY ("organization_id", "city") REFERENCES "city"("organization_id", "name") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_call" ADD CONSTRAINT "order_call_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "order"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_call" ADD CONSTRAINT "order_call_organization_id_call_id_fkey" FOREIGN KEY ("organization_id", "call_id") REFERENCES "call"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_history" ADD CONSTRAINT "order_history_organization_id_order_id_fkey" FOREIGN KEY ("organization_id", "order_id") REFERENCES "order"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
