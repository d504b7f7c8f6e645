-- The nonce is as secret as the verifier until it is spent: both are sealed together. Flows live for ten minutes, so none is carried over.
DELETE FROM "oauth_flow";
ALTER TABLE "oauth_flow" DROP COLUMN "nonce";
ALTER TABLE "oauth_flow" RENAME COLUMN "verifier_sealed" TO "secrets_sealed";
