-- A password that somebody else gave: whoever signs in with it chooses his own, and it may have an end.
ALTER TABLE "user_account" ADD COLUMN     "is_password_temporary" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "password_expires_at" TIMESTAMPTZ(3);

-- One's own password does not end.
ALTER TABLE user_account ADD CONSTRAINT user_account_own_password_stays
  CHECK (is_password_temporary OR password_expires_at IS NULL);
