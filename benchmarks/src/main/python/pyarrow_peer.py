"""The work with pyarrow. Arguments: events, output, file of users, first and last millisecond, threads."""

import sys
import uuid

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

events, out, users_file, start, end, threads = sys.argv[1:]
pa.set_cpu_count(int(threads))
with open(users_file) as lines:
    users = [uuid.UUID(line.strip()).bytes for line in lines]

time = ds.field("occurred_at")
wanted = (time >= pa.scalar(int(start), pa.timestamp("ms", "UTC"))) & (
    time <= pa.scalar(int(end), pa.timestamp("ms", "UTC"))
)
if users:
    wanted = wanted & ds.field("user_uuid").isin(pa.array(users, pa.binary(16)))

rows = 0
dataset = ds.dataset(events + "/started_session", format="parquet")
with pq.ParquetWriter(out, dataset.schema) as writer:
    for batch in dataset.scanner(filter=wanted).to_batches():
        writer.write_batch(batch)
        rows += batch.num_rows
print(f"rows={rows}")
