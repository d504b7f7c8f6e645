-- The devices of all who share a browser move along when its secret is renewed.
CREATE INDEX "device_secret_hash_idx" ON "device"("secret_hash");
