CREATE TABLE "owner_code_try" (
	"link" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "owner_device" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" text NOT NULL,
	"remembered_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "owner_device_secret_hash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "letter" ADD COLUMN "sealed_signatures" "bytea";--> statement-breakpoint
ALTER TABLE "reply" ADD COLUMN "recipient_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "reply" ADD COLUMN "domain_hash" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "reply_recipient" ON "reply" USING btree ("recipient_hash","composed_at");--> statement-breakpoint
CREATE INDEX "reply_domain" ON "reply" USING btree ("domain_hash","composed_at");--> statement-breakpoint
CREATE INDEX "reply_composed" ON "reply" USING btree ("composed_at");