"""PDFs made letter by letter, so that a test knows what stands where; no writer and no font is needed.

Each letter is half its size wide. A page is a list of (left, bottom, size, text), or "picture" for one that only shows a picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Placed = tuple[float, float, float, str]

_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end"""


def made_pdf(pages: Iterable[Sequence[Placed] | str]) -> bytes:
    """The bytes of a PDF of A4 pages."""
    parts: list[bytes] = [b"", b""]  # the catalogue and the tree of pages come first, and are known last
    font = _add(parts, b"")
    letters = _add(
        parts,
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Helvetica /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering "
        b"(Identity) /Supplement 0 >> /FontDescriptor %d 0 R >>" % (len(parts) + 2),
    )
    _add(
        parts,
        b"<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 "
        b"/Descent -200 /CapHeight 700 /StemV 80 >>",
    )
    unicode = _add(parts, _stream(_TO_UNICODE))
    parts[font - 1] = (
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Helvetica /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode "
        b"%d 0 R >>" % (letters, unicode)
    )
    pixel = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    picture = _add(parts, _stream(b"\x80", pixel))
    kids = []
    for page in pages:
        drawn = b"q 500 0 0 700 40 40 cm /I Do Q" if isinstance(page, str) else b"\n".join(map(_shown, page))
        content = _add(parts, _stream(drawn))
        kids.append(
            _add(
                parts,
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F %d 0 R >> "
                b"/XObject << /I %d 0 R >> >> >>" % (content, font, picture),
            )
        )
    parts[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    parts[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(parts)


def column(
    lines: Sequence[str], left: float = 60, top: float = 760, size: float = 10, step: float = 13
) -> list[Placed]:
    """Lines one below another."""
    return [(left, top - step * number, size, line) for number, line in enumerate(lines)]


def _shown(placed: Placed) -> bytes:
    left, bottom, size, text = placed
    return b"BT /F %.2f Tf %.2f %.2f Td <%s> Tj ET" % (size, left, bottom, text.encode("utf-16-be").hex().encode())


def _stream(data: bytes, head: bytes = b"<< ") -> bytes:
    return head + b"/Length %d >>\nstream\n%s\nendstream" % (len(data), data)


def _add(parts: list[bytes], part: bytes) -> int:
    parts.append(part)
    return len(parts)


def _file(parts: Sequence[bytes]) -> bytes:
    out = b"%PDF-1.7\n"
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(parts) + 1, len(out)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        table,
        size,
        start,
    )
