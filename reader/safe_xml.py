"""Parses XML from strangers: no entities, no network, bounded in size and depth."""

from __future__ import annotations

from lxml import etree

from reader.errors import InputError

MAX_BYTES = 200 * 1024 * 1024


def parse(data: bytes, what: str, *, comments: bool = True) -> etree._Element:
    """Return the root of an XML file, without its comments where they are not wanted.

    ``what`` names the file for a person ("this XLIFF file"). Raises InputError when it is too large,
    not well-formed (with the line), or declares entities, which no exchange file needs and which can
    read local files (XXE) or swell without end.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"{what} is larger than {MAX_BYTES // 1024 // 1024} MB; split it and try again.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=not comments
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise InputError(
            f"{what} is damaged: line {line} is not well-formed XML; export it again."
        ) from error
    except ValueError as error:  # an encoding that its own declaration contradicts
        raise InputError(f"{what} cannot be read as XML: {error}.") from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise InputError(f"{what} declares XML entities, which Naast does not open; export it without them.")
    return root
