"""An index by which rows are found that have just this value, however long it is."""

from typing import Any

from django.db import models


class Lookup(models.Index):
    """An index that on PostgreSQL keeps numbers made of the values, since it takes no value of more than 2,700 bytes itself."""

    def create_sql(self, model: type[models.Model], schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        """The statement that makes it."""
        if schema_editor.connection.vendor == "postgresql":
            using = " USING hash"
        return super().create_sql(model, schema_editor, using=using, **kwargs)
