CREATE SCHEMA "vault";
--> statement-breakpoint
CREATE TABLE "vault"."data_key" (
	"id" text PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "event" (
	"request" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"name" text NOT NULL,
	"actor" text NOT NULL,
	"facts" jsonb NOT NULL,
	"sealed" "bytea",
	"hash" text NOT NULL,
	CONSTRAINT "event_request_seq_pk" PRIMARY KEY("request","seq")
);
--> statement-breakpoint
CREATE TABLE "heartbeat" (
	"role" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter" (
	"content_id" text PRIMARY KEY NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"size_bytes" integer NOT NULL,
	"truncated" boolean NOT NULL,
	"sealed_raw" "bytea",
	"disposition" text,
	"reason" text,
	"decided_at" timestamp with time zone,
	"due_on" date,
	"attempts" integer DEFAULT 0 NOT NULL,
	"read_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_place" (
	"mailbox" text NOT NULL,
	"folder" text NOT NULL,
	"uid_validity" bigint NOT NULL,
	"uid" bigint NOT NULL,
	"role" text NOT NULL,
	"why" text NOT NULL,
	"content_id" text,
	"received_at" timestamp with time zone NOT NULL,
	"kind" text,
	"sealed_summary" "bytea",
	CONSTRAINT "letter_place_mailbox_folder_uid_validity_uid_pk" PRIMARY KEY("mailbox","folder","uid_validity","uid")
);
--> statement-breakpoint
CREATE TABLE "obligation" (
	"request" text NOT NULL,
	"name" text NOT NULL,
	"policy_due" date,
	"law_due" date,
	"soft_due" date,
	"act_by" date,
	"done_at" timestamp with time zone,
	"evidence" text,
	CONSTRAINT "obligation_request_name_pk" PRIMARY KEY("request","name")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed_fields" "bytea" NOT NULL,
	"email_hash" text,
	"phone_hash" text,
	"user_id_hash" text,
	"stopped_at" timestamp with time zone,
	"entered_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reply" (
	"id" text PRIMARY KEY NOT NULL,
	"request" text,
	"content_id" text,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"message_id" text NOT NULL,
	"sealed_recipient" "bytea" NOT NULL,
	"sealed_raw" "bytea" NOT NULL,
	"composed_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"send_at" timestamp with time zone NOT NULL,
	"token" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"response_code" integer,
	"sent_copy" text,
	"copy_attempts" integer DEFAULT 0 NOT NULL,
	"copy_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "request" (
	"number" text PRIMARY KEY NOT NULL,
	"content_id" text,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"received_on" date NOT NULL,
	"policy_version" text NOT NULL,
	"sealed_details" "bytea" NOT NULL,
	"last_seq" integer NOT NULL,
	"settled_seq" integer NOT NULL,
	"wake_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suppression" (
	"kind" text NOT NULL,
	"hash" text NOT NULL,
	"request" text,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "suppression_kind_hash_pk" PRIMARY KEY("kind","hash")
);
--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_request_request_number_fk" FOREIGN KEY ("request") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation" ADD CONSTRAINT "obligation_request_request_number_fk" FOREIGN KEY ("request") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply" ADD CONSTRAINT "reply_request_request_number_fk" FOREIGN KEY ("request") REFERENCES "public"."request"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letter_undecided" ON "letter" USING btree ("read_at") WHERE "letter"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "letter_disposition" ON "letter" USING btree ("disposition","decided_at");--> statement-breakpoint
CREATE INDEX "letter_place_content" ON "letter_place" USING btree ("content_id");--> statement-breakpoint
CREATE INDEX "person_email" ON "person" USING btree ("email_hash");--> statement-breakpoint
CREATE INDEX "person_phone" ON "person" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "person_user_id" ON "person" USING btree ("user_id_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "reply_message_id" ON "reply" USING btree ("message_id");--> statement-breakpoint
CREATE INDEX "reply_unsent" ON "reply" USING btree ("state","send_at");--> statement-breakpoint
CREATE INDEX "reply_request" ON "reply" USING btree ("request");--> statement-breakpoint
CREATE INDEX "reply_uncopied" ON "reply" USING btree ("copy_at") WHERE "reply"."sent_copy" is null;--> statement-breakpoint
CREATE INDEX "request_unsettled" ON "request" USING btree ("wake_at") WHERE "request"."settled_seq" < "request"."last_seq";