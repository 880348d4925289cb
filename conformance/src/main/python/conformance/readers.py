"""What the programs of researchers make of the output: its types, and its rows.

A reader gives a file's rows and types in its own terms. What it makes of the output is compared with what it makes of
the events themselves, and its rows with what DuckDB finds in them by a query of its own.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import duckdb
import pandas
import polars
import pyarrow.parquet

from conformance.steps import Failed

USER = "user_uuid"
TIME = "occurred_at"

Event = tuple[str, int]
"""User in hexadecimal digits, milliseconds since 1970."""


class Reader(Protocol):
    """A program that reads Parquet files."""

    name: str

    def types(self, path: Path) -> dict[str, str]:
        """The type of each column, in the program's own words."""

    def rows(self, path: Path) -> int:
        """How many rows a file has."""

    def events(self, path: Path) -> list[Event]:
        """User and time of every row, of a file that has both in every row."""


class PyArrow:
    name = "pyarrow"

    def types(self, path: Path) -> dict[str, str]:
        return {field.name: str(field.type) for field in pyarrow.parquet.read_table(path).schema}

    def rows(self, path: Path) -> int:
        return pyarrow.parquet.read_table(path).num_rows

    def events(self, path: Path) -> list[Event]:
        table = pyarrow.parquet.read_table(path)
        return _events(table[USER].to_pylist(), table[TIME].cast("int64").to_pylist())


class Pandas:
    name = "pandas"

    def types(self, path: Path) -> dict[str, str]:
        return {name: str(kind) for name, kind in pandas.read_parquet(path).dtypes.items()}

    def rows(self, path: Path) -> int:
        return len(pandas.read_parquet(path))

    def events(self, path: Path) -> list[Event]:
        frame = pandas.read_parquet(path)
        return _events(frame[USER].tolist(), frame[TIME].astype("int64").tolist())


class Polars:
    name = "polars"

    def types(self, path: Path) -> dict[str, str]:
        return {name: str(kind) for name, kind in polars.read_parquet(path).schema.items()}

    def rows(self, path: Path) -> int:
        return len(polars.read_parquet(path))

    def events(self, path: Path) -> list[Event]:
        frame = polars.read_parquet(path)
        return _events(frame[USER].to_list(), frame[TIME].dt.epoch("ms").to_list())


class DuckDb:
    name = "DuckDB"

    def types(self, path: Path) -> dict[str, str]:
        with duckdb.connect() as connection:
            relation = connection.read_parquet(str(path))
            return dict(zip(relation.columns, map(str, relation.types), strict=True))

    def rows(self, path: Path) -> int:
        with duckdb.connect() as connection:
            return len(connection.read_parquet(str(path)).fetchall())

    def events(self, path: Path) -> list[Event]:
        with duckdb.connect() as connection:
            columns = f"{USER}, epoch_ms({TIME})"
            pairs = connection.read_parquet(str(path)).project(columns).fetchall()
        return [(user.hex(), time) for user, time in pairs]


READERS: Sequence[Reader] = (PyArrow(), Pandas(), Polars(), DuckDb())


def check(request: Path, events: Path, results: Path) -> str:
    """Holds every data file of the results against the events it was taken from.

    request: the request's document
    events: the folder that holds `<event type>/year=…/`
    """
    criteria = json.loads(request.read_text())["criteria"]
    files = json.loads((results / "manifest.json").read_text())["files"]
    for file in files:
        sources = sorted((events / file["eventType"]).rglob("*.parquet"))
        wanted = _wanted(criteria, sources)
        for reader in READERS:
            _check_types(reader, results / file["path"], sources)
            _check_rows(reader, results / file["path"], file["rows"], wanted)
    rows = sum(file["rows"] for file in files)
    names = ", ".join(reader.name for reader in READERS)
    return f"{rows} rows in {len(files)} files, in {names} as in the events"


def _check_types(reader: Reader, output: Path, sources: Sequence[Path]) -> None:
    """Every column has the type it has in some source: older files may lack columns that newer ones have."""
    left = reader.types(output)
    for source in reversed(sources):
        there = reader.types(source)
        left = {name: kind for name, kind in left.items() if there.get(name) != kind}
        if not left:
            return
    raise Failed(f"{reader.name}: {output}: no source has these types: {left}")


def _check_rows(reader: Reader, output: Path, rows: int, wanted: Counter | None) -> None:
    if reader.rows(output) != rows:
        raise Failed(f"{reader.name}: {output} has {reader.rows(output)} rows, in the manifest {rows}")
    if wanted is None:
        return
    found = Counter(reader.events(output))
    if found != wanted:
        missing, more = (wanted - found).total(), (found - wanted).total()
        raise Failed(f"{reader.name}: {output} misses {missing} events and has {more} too many")


def _wanted(criteria: Mapping, sources: Sequence[Path]) -> Counter | None:
    """What the request asks for, found by DuckDB; None where events tell user and time by other columns."""
    query = f"""
        SELECT {USER}, epoch_ms({TIME}) FROM read_parquet($files, union_by_name = true)
        WHERE list_contains($users, {USER})
          AND {TIME} BETWEEN $start::TIMESTAMPTZ AND $end::TIMESTAMPTZ"""
    with duckdb.connect() as connection:
        files = [str(source) for source in sources]
        if USER not in connection.read_parquet(files, union_by_name=True).columns:
            return None
        parameters = {
            "files": files,
            "users": [bytes.fromhex(user.replace("-", "")) for user in criteria["userUUIDs"]],
            "start": criteria["dateRange"]["startTimestamp"],
            "end": criteria["dateRange"]["endTimestamp"],
        }
        return Counter((user.hex(), time) for user, time in connection.execute(query, parameters).fetchall())


def _events(users: Sequence[bytes], times: Sequence[int]) -> list[Event]:
    return list(zip((user.hex() for user in users), times, strict=True))
