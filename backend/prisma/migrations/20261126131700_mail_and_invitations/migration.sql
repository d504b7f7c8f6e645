-- AlterTable
ALTER TABLE "mail_message" ADD COLUMN     "sending_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "delivery" TEXT NOT NULL DEFAULT 'link',
ADD COLUMN     "locale" TEXT NOT NULL DEFAULT 'ru',
ADD COLUMN     "issued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- Rules the schema language cannot say.
ALTER TABLE invitation
  ADD CONSTRAINT invitation_delivery_check CHECK (delivery = 'link' OR (delivery = 'email' AND email IS NOT NULL));
CREATE INDEX mail_message_waiting ON mail_message (id) WHERE status = 'queued';
CREATE INDEX mail_message_account ON mail_message (user_account_id, id DESC) WHERE organization_id IS NULL;
