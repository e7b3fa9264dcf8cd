"""How long parsers are tried with changed inputs, and what of the machine they are tried on must not matter."""

import pytest
from hypothesis import settings

from servanda.intake import ocr, pdf

settings.register_profile("long", max_examples=5_000)


@pytest.fixture(autouse=True, scope="module")
def without_tesseract():
    """As on a machine without Tesseract; a test of OCR brings its own program."""
    with pytest.MonkeyPatch.context() as patched:
        for module in (ocr, pdf):
            patched.setattr(module, "recogniser", lambda: None)
        yield
