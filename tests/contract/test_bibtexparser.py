"""What we rely on in bibtexparser 2: it writes typed entries, and tells what it can't read."""

from __future__ import annotations

import pytest
from bibtexparser.entrypoint import parse_string, write_string
from bibtexparser.library import Library
from bibtexparser.middlewares import AddEnclosingMiddleware, BlockMiddleware
from bibtexparser.model import DuplicateBlockKeyBlock, Entry, Field, ParsingFailedBlock
from bibtexparser.writer import BibtexFormat


def write(*entries: Entry) -> str:
    layout = BibtexFormat()  # type: ignore[no-untyped-call]
    layout.indent = "  "
    layout.value_column = 17
    layout.block_separator = "\n"
    layout.trailing_comma = True
    enclosing = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
    )
    return str(
        write_string(Library(list(entries)), bibtex_format=layout, unparse_stack=[enclosing])
    )


def entry() -> Entry:
    """Make an entry afresh: the middleware changes the fields it is given."""
    fields = [
        Field("title", "Words of {GAN}"),
        Field("year", "2021"),
        Field("month", "jan", enclosing="no-enclosing"),
        Field("doi", "10.1000/a_b%c"),
    ]
    return Entry("article", "a1", fields)


def test_writes_a_field_a_line_in_our_order_and_layout() -> None:
    assert write(entry()) == (
        "@article{a1,\n"
        "  title          = {Words of {GAN}},\n"
        "  year           = {2021},\n"
        "  month          = jan,\n"
        "  doi            = {10.1000/a_b%c},\n"
        "}\n"
    )


def test_leaves_a_field_bare_that_asks_for_no_enclosing() -> None:
    assert "month          = jan," in write(entry())


def test_encloses_integers_too() -> None:
    assert "{2021}" in write(entry())


def test_reads_back_what_it_wrote() -> None:
    library = parse_string(write(entry()))
    (read,) = library.entries
    assert library.failed_blocks == []
    assert (read.entry_type, read.key) == ("article", "a1")
    assert {field.key: field.value for field in read.fields} == {
        "title": "Words of {GAN}",
        "year": "2021",
        "month": "jan",
        "doi": "10.1000/a_b%c",
    }


def test_passes_typed_values_through_a_middleware_before_they_are_enclosed() -> None:
    class Doubling(BlockMiddleware):
        def transform_entry(self, entry: Entry, library: Library) -> Entry:  # noqa: ARG002 - theirs
            entry.fields = [Field(one.key, str(one.value * 2)) for one in entry.fields]
            return entry

    stack = [
        Doubling(allow_inplace_modification=True, allow_parallel_execution=True),
        AddEnclosingMiddleware(
            reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
        ),
    ]
    library = Library([Entry("misc", "k", [Field("note", 21)])])
    assert "{42}" in write_string(library, unparse_stack=stack)


def test_does_not_balance_braces_itself() -> None:
    # This is why nothing reaches it but what `escape_latex` made.
    broken = write(Entry("misc", "k", [Field("title", "open { only")]), entry())
    assert len(parse_string(broken).entries) < 2


@pytest.mark.parametrize("text", ["@misc{k, title = {open", "@misc{k, title {x}}"])
def test_reports_a_block_that_it_can_not_read(text: str) -> None:
    failed = parse_string(f"{text}\n@misc{{good, title = {{x}}}}\n").failed_blocks
    assert failed
    assert all(isinstance(block, ParsingFailedBlock) for block in failed)


def test_reports_a_key_given_twice() -> None:
    failed = parse_string("@misc{k, note={a}}\n@misc{k, note={b}}\n").failed_blocks
    assert [type(block) for block in failed] == [DuplicateBlockKeyBlock]
