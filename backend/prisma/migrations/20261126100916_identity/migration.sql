-- AlterTable
ALTER TABLE "audit" ADD COLUMN     "api_key_id" INTEGER,
ADD COLUMN     "hash" BYTEA,
ADD COLUMN     "seal_no" BIGINT;

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "admin_ip_allow" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "second_factor_roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3),
ADD COLUMN     "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "auth_methods" TEXT[] DEFAULT ARRAY['password']::TEXT[],
ADD COLUMN     "authenticated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "device_id" UUID;

-- AlterTable
ALTER TABLE "user_account" ADD COLUMN     "email_verified_at" TIMESTAMPTZ(3),
ADD COLUMN     "is_super_admin" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "totp_enabled_at" TIMESTAMPTZ(3),
ADD COLUMN     "totp_last_step" BIGINT,
ADD COLUMN     "totp_secret_sealed" TEXT;

-- CreateTable
CREATE TABLE "device" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_account_id" INTEGER NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "user_agent" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_ip" TEXT,
    "trusted_until" TIMESTAMPTZ(3),

    CONSTRAINT "device_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_event" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "user_account_id" INTEGER NOT NULL,
    "organization_id" INTEGER,
    "device_id" UUID,
    "session_id" UUID,
    "method" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sign_in_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blocked_until" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "one_time_token" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "purpose" TEXT NOT NULL,
    "user_account_id" INTEGER NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "one_time_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recovery_code" (
    "id" SERIAL NOT NULL,
    "user_account_id" INTEGER NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_identity" (
    "id" SERIAL NOT NULL,
    "user_account_id" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "email" TEXT,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_flow" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "provider" TEXT NOT NULL,
    "state_hash" BYTEA NOT NULL,
    "browser_hash" BYTEA NOT NULL,
    "verifier_sealed" TEXT NOT NULL,
    "nonce" TEXT NOT NULL,
    "user_account_id" INTEGER,
    "return_to" TEXT NOT NULL DEFAULT '/',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "oauth_flow_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "city" TEXT,
    "cities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "extension" TEXT,
    "sip_address" TEXT,
    "invited_by_id" INTEGER NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "operator_id" INTEGER,
    "revoked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" SERIAL NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "operator_id" INTEGER NOT NULL,
    "is_personal" BOOLEAN NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secret_hash" BYTEA NOT NULL,
    "permissions" TEXT[],
    "cities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "ip_allow" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "last_used_ip" TEXT,
    "revoked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_message" (
    "id" BIGSERIAL NOT NULL,
    "organization_id" INTEGER,
    "user_account_id" INTEGER,
    "template" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "recipient_sealed" TEXT NOT NULL,
    "recipient_masked" TEXT NOT NULL,
    "params_sealed" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "message_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_account" (
    "organization_id" INTEGER NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "username" TEXT,
    "password_sealed" TEXT,
    "from_address" TEXT NOT NULL,
    "from_name" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_account_pkey" PRIMARY KEY ("organization_id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" BIGSERIAL NOT NULL,
    "user_account_id" INTEGER NOT NULL,
    "organization_id" INTEGER,
    "type" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "device_user_account_id_secret_hash_key" ON "device"("user_account_id", "secret_hash");

-- CreateIndex
CREATE INDEX "sign_in_event_user_account_id_id_idx" ON "sign_in_event"("user_account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "sign_in_throttle_last_at_idx" ON "sign_in_throttle"("last_at");

-- CreateIndex
CREATE UNIQUE INDEX "one_time_token_secret_hash_key" ON "one_time_token"("secret_hash");

-- CreateIndex
CREATE INDEX "one_time_token_user_account_id_purpose_idx" ON "one_time_token"("user_account_id", "purpose");

-- CreateIndex
CREATE INDEX "one_time_token_expires_at_idx" ON "one_time_token"("expires_at");

-- CreateIndex
CREATE INDEX "recovery_code_user_account_id_idx" ON "recovery_code"("user_account_id");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_identity_provider_subject_key" ON "oauth_identity"("provider", "subject");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_identity_user_account_id_provider_key" ON "oauth_identity"("user_account_id", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "oauth_flow_state_hash_key" ON "oauth_flow"("state_hash");

-- CreateIndex
CREATE INDEX "oauth_flow_expires_at_idx" ON "oauth_flow"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_secret_hash_key" ON "invitation"("secret_hash");

-- CreateIndex
CREATE INDEX "invitation_organization_id_created_at_idx" ON "invitation"("organization_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_secret_hash_key" ON "api_key"("secret_hash");

-- CreateIndex
CREATE INDEX "api_key_organization_id_revoked_at_idx" ON "api_key"("organization_id", "revoked_at");

-- CreateIndex
CREATE INDEX "mail_message_organization_id_id_idx" ON "mail_message"("organization_id", "id" DESC);

-- CreateIndex
CREATE INDEX "mail_message_created_at_idx" ON "mail_message"("created_at");

-- CreateIndex
CREATE INDEX "notice_user_account_id_id_idx" ON "notice"("user_account_id", "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "audit_seal_no_key" ON "audit"("seal_no");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "device"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "device" ADD CONSTRAINT "device_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sign_in_event" ADD CONSTRAINT "sign_in_event_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "one_time_token" ADD CONSTRAINT "one_time_token_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "oauth_identity" ADD CONSTRAINT "oauth_identity_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_organization_id_operator_id_fkey" FOREIGN KEY ("organization_id", "operator_id") REFERENCES "callcentre_operator"("organization_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail_account" ADD CONSTRAINT "mail_account_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_user_account_id_fkey" FOREIGN KEY ("user_account_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Rules the schema language cannot say.
ALTER TABLE session ALTER COLUMN auth_methods SET NOT NULL;
ALTER TABLE organization
  ALTER COLUMN admin_ip_allow SET NOT NULL,
  ALTER COLUMN second_factor_roles SET NOT NULL,
  ADD CONSTRAINT organization_second_factor_roles_check
    CHECK (second_factor_roles <@ ARRAY['owner', 'admin', 'manager', 'operator', 'viewer', 'master']);
ALTER TABLE user_account
  ADD CONSTRAINT user_account_totp_check CHECK (totp_enabled_at IS NULL OR totp_secret_sealed IS NOT NULL);
ALTER TABLE sign_in_event
  ADD CONSTRAINT sign_in_event_method_check CHECK (method IN ('password', 'totp', 'recovery_code', 'oauth')),
  ADD CONSTRAINT sign_in_event_outcome_check
    CHECK (outcome IN ('success', 'second_factor_asked', 'wrong_password', 'wrong_code', 'delayed', 'inactive'));
ALTER TABLE one_time_token
  ADD CONSTRAINT one_time_token_purpose_check
    CHECK (purpose IN ('password_reset', 'email_verification', 'unlock', 'second_factor'));
ALTER TABLE invitation
  ALTER COLUMN cities SET NOT NULL,
  ADD CONSTRAINT invitation_role_check CHECK (role IN ('owner', 'admin', 'manager', 'operator', 'viewer', 'master')),
  ADD CONSTRAINT invitation_end_check CHECK (accepted_at IS NULL OR revoked_at IS NULL);
-- One open invitation of one address to one organisation.
CREATE UNIQUE INDEX invitation_open_email_key ON invitation (organization_id, lower(email))
  WHERE email IS NOT NULL AND accepted_at IS NULL AND revoked_at IS NULL;
ALTER TABLE api_key
  ALTER COLUMN permissions SET NOT NULL,
  ALTER COLUMN cities SET NOT NULL,
  ALTER COLUMN ip_allow SET NOT NULL;
ALTER TABLE mail_message
  ADD CONSTRAINT mail_message_status_check CHECK (status IN ('queued', 'sent', 'failed'));
ALTER TABLE mail_account
  ADD CONSTRAINT mail_account_security_check CHECK (security IN ('none', 'starttls', 'tls'));

-- Audit rows stay as they are, but for the seal that is put on each of them once.
CREATE OR REPLACE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.seal_no IS NULL AND NEW.seal_no IS NOT NULL AND NEW.hash IS NOT NULL
     AND to_jsonb(NEW) - 'seal_no' - 'hash' = to_jsonb(OLD) - 'seal_no' - 'hash' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'audit is append-only' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE INDEX audit_unsealed ON audit (id) WHERE seal_no IS NULL;
