"""The tables as Parquet, a file a table, in one ZIP that leaves them as they are, since they are compressed themselves.

Lists are lists, days are days, numbers have double precision. Each file says the day, the record's version and the licence, and
its columns' titles, in its key-value metadata. Rows are written a batch at a time, so that memory does not grow with them.
"""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from servanda.exports.csvw import EPOCH
from servanda.exports.public import Public
from servanda.exports.table_rows import rows_of
from servanda.exports.tables import Cell, Column, Row, Table, tables

__all__ = ["write_parquet"]

_BATCH = 10_000
_FIRST_DAY = date(1970, 1, 1).toordinal()


def write_parquet(public: Public, out: BinaryIO) -> int:
    """Write the archive; gives the number of rows."""
    number = 0
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for table in tables():
            place = Path(folder) / f"{table.name}.parquet"
            number += _write(public, table, place)
            with (
                place.open("rb") as made,
                archive.open(zipfile.ZipInfo(place.name, EPOCH), "w", force_zip64=True) as part,
            ):
                while piece := made.read(1 << 20):
                    part.write(piece)
            place.unlink()
    return number


def _write(public: Public, table: Table, place: Path) -> int:
    from arro3.core import RecordBatchReader
    from arro3.io import write_parquet as write

    batches = _Batches(public, table)
    titles = {f"title:{column.name}": json.dumps(column.titles, ensure_ascii=False) for column in table.columns}
    reader = RecordBatchReader.from_batches(batches.schema, batches)
    write(reader, str(place), compression="zstd(3)", key_value_metadata={**public.head, **titles})
    return batches.number


class _Batches:
    """The rows of a table as batches of columns, counted as they go by."""

    def __init__(self, public: Public, table: Table) -> None:
        from arro3.core import DataType, Field, Schema

        self._kinds = {
            "text": DataType.utf8(),
            "whole": DataType.int64(),
            "number": DataType.float64(),
            "yes-no": DataType.bool(),
            "day": DataType.date32(),
            "list": DataType.list(Field("item", DataType.utf8(), nullable=True)),
        }
        self._table = table
        self._rows = rows_of(public, table.name)
        self.schema = Schema([Field(one.name, self._kinds[one.type], nullable=True) for one in table.columns])
        self.number = 0

    def __iter__(self) -> Iterator[Any]:
        from arro3.core import RecordBatch

        while rows := list(islice(self._rows, _BATCH)):
            self.number += len(rows)
            arrays = [self._array(column, rows) for column in self._table.columns]
            yield RecordBatch.from_arrays(arrays, schema=self.schema)

    def _array(self, column: Column, rows: Sequence[Row]) -> Any:
        from arro3.core import Array, DataType, list_array

        cells = [_value(row.get(column.name)) for row in rows]
        kind = self._kinds[column.type]
        if column.type == "list":
            starts = [0]
            for cell in cells:
                starts.append(starts[-1] + len(cell or ()))
            parts = [part for cell in cells for part in cell or ()]
            return list_array(Array(starts, type=DataType.int32()), Array(parts, type=DataType.utf8()), type=kind)
        if column.type == "day":
            return Array(cells, type=DataType.int32()).cast(kind)
        return Array(cells, type=kind)


def _value(cell: Cell) -> Any:
    if isinstance(cell, Fraction):
        return float(cell)
    if isinstance(cell, date):
        return cell.toordinal() - _FIRST_DAY
    if isinstance(cell, str):
        return cell.encode("utf-8", "replace").decode("utf-8")
    return cell
