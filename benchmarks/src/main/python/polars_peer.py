"""The work with polars. Arguments: events, output, file of users, first and last millisecond, threads."""

import os
import sys
import uuid

events, out, users_file, start, end, threads = sys.argv[1:]
os.environ["POLARS_MAX_THREADS"] = threads

import polars as pl  # noqa: E402  (reads the number of threads when it is imported)

with open(users_file) as lines:
    users = [uuid.UUID(line.strip()).bytes for line in lines]

wanted = pl.col("occurred_at").dt.epoch("ms").is_between(int(start), int(end))
if users:
    wanted = wanted & pl.col("user_uuid").is_in(users)

pl.scan_parquet(events + "/**/*.parquet", hive_partitioning=False).filter(wanted).sink_parquet(out)
print(f"rows={pl.scan_parquet(out).select(pl.len()).collect().item()}")
