ALTER TABLE "person" ADD COLUMN "mailings_stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "request" ADD COLUMN "searched_hash" text;--> statement-breakpoint
CREATE INDEX "request_searched" ON "request" USING btree ("searched_hash");