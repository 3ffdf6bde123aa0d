"""Archives and tables of articles: what is found in them, what is refused, and what rewriting leaves alone."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from made_archives import packed, tarred, zipped

from normalize.errors import DocumentError
from normalize.ingest.containers import Columns, Container, Member, Place, Refusal, container_of
from normalize.ingest.containers.records import fields

FILES = {"a.md": b"One ofThe first.\n", "deep/b.html": b"<p>Two</p>", "photo.jpg": b"\xff\xd8\xff", "deep/c.txt": b"C"}
USUAL = Columns()


def unpacked(name: str, data: bytes) -> bytes:
    """The reverse."""
    if name.endswith((".gz", ".tgz")):
        return gzip.decompress(data)
    return zstandard.ZstdDecompressor().stream_reader(data).read() if name.endswith(".zst") else data


def opened(path: Path, columns: Columns = USUAL) -> Container:
    """The container of a file, called by its name alone."""
    container = container_of(path, path.name, columns)
    assert container is not None
    return container


def articles(container: Container) -> dict[str, bytes]:
    """The contents of the members by their names."""
    return {m.name: container.read(m.place) for m in container.members() if isinstance(m, Member)}


def refusals(container: Container) -> list[str]:
    """The reasons why members are refused."""
    return [m.reason for m in container.members() if isinstance(m, Refusal)]


def rewritten(container: Container, new: dict[str, bytes]) -> bytes:
    """The container with other contents for some of its members."""
    places = {m.place: new[m.name] for m in container.members() if isinstance(m, Member) and m.name in new}
    target = io.BytesIO()
    container.rewrite(target, places, places.__getitem__)
    return target.getvalue()


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tgz", "x.tar.zst"])
class TestArchives:
    """ZIP and tar, packed or not."""

    def made(self, folder: Path, name: str, files: dict[str, bytes] = FILES) -> Path:
        """An archive of this name."""
        return zipped(folder / name, files) if name.endswith(".zip") else tarred(folder / name, files)

    def test_articles_are_read(self, tmp_path: Path, name: str) -> None:
        """The articles of an archive are found with their paths; what is none is passed over."""
        container = opened(self.made(tmp_path, name))
        found = [m for m in container.members() if isinstance(m, Member)]
        assert articles(container) == {name: data for name, data in FILES.items() if name != "photo.jpg"}
        assert {m.name: container.read(m.place) for m in reversed(found)} == articles(container)

    def test_rewriting_changes_one_member(self, tmp_path: Path, name: str) -> None:
        """A rewritten archive holds the new text; every other member, and how all are described, stay."""
        before = self.made(tmp_path, name)
        after = tmp_path / ("new." + name.split(".", 1)[1])
        after.write_bytes(
            rewritten(opened(before), {"a.md": b"One of the first, and longer than it was before.\n" * 50})
        )
        want = {**articles(opened(before)), "a.md": b"One of the first, and longer than it was before.\n" * 50}
        assert articles(opened(after)) == want
        assert heads(after) == heads(before)
        assert rewritten(opened(before), {"a.md": b"x"}) == rewritten(opened(before), {"a.md": b"x"})

    def test_rewriting_nothing_changes_nothing(self, tmp_path: Path, name: str) -> None:
        """Without new contents the unpacked archive comes out as it went in."""
        before = self.made(tmp_path, name)
        assert unpacked(name, rewritten(opened(before), {})) == unpacked(name, before.read_bytes())

    def test_names_that_lead_out_are_refused(self, tmp_path: Path, name: str) -> None:
        """A member whose name would lead out of a folder is refused with the reason, and the others are read."""
        files = {"../up.md": b"x", "/root.md": b"x", "a/../../b.md": b"x", "c:\\d.md": b"x", "good.md": b"x"}
        container = opened(self.made(tmp_path, name, files))
        assert list(articles(container)) == ["good.md"]
        assert len(refusals(container)) == 4
        assert all(name in reason and "is not read" in reason for reason in refusals(container))

    def test_damage_is_told(self, tmp_path: Path, name: str) -> None:
        """A file that is cut off, or no archive at all, is told with its name and what to do."""
        path = self.made(tmp_path, name)
        for data in (path.read_bytes()[:100], b"no archive at all" * 100, b""):
            path.write_bytes(data)
            with pytest.raises(DocumentError, match=r"x\.(?:zip|tar|tgz).*(?:again|check)"):
                articles(opened(path))


def heads(path: Path) -> list[tuple[object, ...]]:
    """What an archive says of its members, but for their sizes."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return [(i.filename, i.date_time, i.compress_type, i.external_attr, i.extra) for i in archive.infolist()]
    with tarfile.open(fileobj=io.BytesIO(unpacked(path.name, path.read_bytes()))) as archive:
        return [(i.name, i.mtime, i.mode, i.uname, i.type) for i in archive]


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    """A member that is no ordinary file is refused; what it leads to is never opened."""
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE):
            info = tarfile.TarInfo(f"{kind.decode()}.md")
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    assert len(refusals(opened(path))) == 4
    link = zipfile.ZipInfo("l.md")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive_:
        archive_.writestr(link, "/etc/hostname")
    assert "link" in refusals(opened(tmp_path / "x.zip"))[0]


@pytest.mark.parametrize("name", ["x.zip", "x.tar.gz", "x.md.gz", "x.md.zst", "x.jsonl.gz"])
def test_bombs_are_refused(tmp_path: Path, name: str) -> None:
    """A few kilobytes that unpack to many megabytes are refused before they do."""
    zeros = bytes(30_000_000)
    if name == "x.zip":
        zipped(tmp_path / name, {"a.md": zeros})
    elif ".tar" in name:
        tarred(tmp_path / name, {"a.md": zeros})
    else:
        (tmp_path / name).write_bytes(packed(name, zeros))
    with pytest.raises(DocumentError, match="bomb"):
        articles(opened(tmp_path / name))


def test_long_names_and_old_forms_of_tar(tmp_path: Path) -> None:
    """Names of any length, in every form of tar, survive that a file grows."""
    files = {"d/" * 80 + "long.md": b"x", "n.md": b"y"}
    for form in (tarfile.GNU_FORMAT, tarfile.PAX_FORMAT):
        path = tarred(tmp_path / "x.tar", files, form=form)
        path.write_bytes(rewritten(opened(path), {"d/" * 80 + "long.md": b"z" * 2000}))
        assert articles(opened(path)) == {"d/" * 80 + "long.md": b"z" * 2000, "n.md": b"y"}


def test_packed_article_is_one_member(tmp_path: Path) -> None:
    """`news.md.gz` holds the article `news.md`; rewritten it keeps its name and time."""
    path = tmp_path / "news.md.gz"
    with gzip.GzipFile(filename="old name.md", mode="wb", fileobj=path.open("wb"), mtime=777) as file:
        file.write(b"Text")
    assert articles(opened(path)) == {"news.md": b"Text"}
    path.write_bytes(rewritten(opened(path), {"news.md": b"Other"}))
    with gzip.open(path) as file:
        assert file.read() == b"Other"
        assert file.mtime == 777
    assert b"old name.md" in path.read_bytes()
    assert container_of(tmp_path / "photo.jpg.gz") is None


class TestRecords:
    """JSON Lines."""

    def made(self, folder: Path, *lines: bytes, name: str = "news.jsonl") -> Path:
        """A file of these lines."""
        path = folder / name
        path.write_bytes(packed(name, b"\n".join(lines)))
        return path

    def test_columns_are_found(self, tmp_path: Path) -> None:
        """The usual names of columns are known; others are named."""
        path = self.made(tmp_path, b'{"url": "http://x/1", "body": "One"}', b"", b'{"body":"Two", "url": 5}\r')
        assert articles(opened(path)) == {"http://x/1": b"One", "5": b"Two"}
        other = self.made(tmp_path, b'{"key": "k", "words": "W", "n": 1}')
        assert articles(opened(other, Columns("words", "key"))) == {"k": b"W"}
        assert articles(opened(other, Columns("words"))) == {"1": b"W"}
        for wanted in (Columns(), Columns("nothing"), Columns("words", "nothing")):
            with pytest.raises(DocumentError, match="key, words, n"):
                articles(opened(other, wanted))

    def test_broken_lines_are_told_by_number(self, tmp_path: Path) -> None:
        """A line that is no record is told by its number, passes through as it is, and stops no other."""
        bad = [
            b'{"text": "A"',
            b"[1]",
            b'{"text": 5}',
            b'{"text": "\xff"}',
            b'{"a": ' + b"[" * 100_000,
            b"{} {}",
            b'{"t"}',
        ]
        path = self.made(tmp_path, b'{"text": "ofThe"}', *bad, b'{"text": " "}', b'{"text": "B"}')
        container = opened(path)
        assert articles(container) == {"1": b"ofThe", "10": b"B"}
        assert [reason.split(":")[1] for reason in refusals(container)] == ["2", "3", "4", "5", "6", "7", "8"]
        assert rewritten(container, {"1": b"of the"}) == path.read_bytes().replace(b"ofThe", b"of the")

    def test_packed_records(self, tmp_path: Path) -> None:
        """Packed records are read and rewritten as such."""
        for name in ("n.jsonl.gz", "n.ndjson.zst"):
            path = self.made(tmp_path, b'{"text": "A", "x": 1}', b'{"text": "B"}', name=name)
            new = rewritten(opened(path), {"2": "é“".encode()})
            assert unpacked(name, new) == '{"text": "A", "x": 1}\n{"text": "é“"}'.encode()

    def test_escapes_stay_as_they_are(self, tmp_path: Path) -> None:
        """Where a text writes its signs as escapes, what is not edited keeps them, and new signs are escaped too."""
        line = rb'{"text":"caf\u00e9 \/ ofThe \ud83d bar\u00e9"}'.replace(rb"\ud83d ", b"")
        path = self.made(tmp_path, line)
        (name,) = articles(opened(path))
        assert rewritten(opened(path), {name: "café / of thé baré".encode()}) == line.replace(b"ofThe", rb"of th\u00e9")

    def test_surrogates_and_marks(self, tmp_path: Path) -> None:
        """A byte order mark before the first line is no fault; a pair of escapes is one sign."""
        path = self.made(tmp_path, b"\xef\xbb\xbf" + rb'{"text":"a\ud83d\ude00b"}')
        assert articles(opened(path)) == {"1": "a😀b".encode()}
        assert rewritten(opened(path), {"1": "a😀c".encode()}) == b"\xef\xbb\xbf" + rb'{"text":"a\ud83d\ude00c"}'

    def test_half_a_pair_is_refused(self, tmp_path: Path) -> None:
        """A text with half of a surrogate pair, which no file can hold, is told and stays; the others are repaired."""
        path = self.made(tmp_path, rb'{"text":"a \ud800 b"}', rb'{"text":"ofThe"}')
        container = opened(path)
        assert articles(container) == {"2": b"ofThe"}
        assert [reason.split(":")[1:3] for reason in refusals(container)] == [
            ["1", " the text holds half of a surrogate pair; the line stays as it is."]
        ]
        assert rewritten(container, {"2": b"of the"}) == path.read_bytes().replace(b"ofThe", b"of the")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
UNICODE = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)


@settings(max_examples=200, deadline=None)
@given(
    before=st.dictionaries(st.text(max_size=4).filter(lambda key: key != "text"), VALUES, max_size=3),
    text=UNICODE,
    new=UNICODE,
    after=VALUES,
    ascii_only=st.booleans(),
    spaces=st.sampled_from([(", ", ": "), (",", ":"), (" , ", " :  ")]),
)
def test_bytes_around_a_text_stay(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, object],
    text: str,
    new: str,
    after: object,
    ascii_only: bool,  # noqa: FBT001 - drawn by name
    spaces: tuple[str, str],
) -> None:
    """Whatever a record holds, only the value of its text changes, and it reads as the new text."""
    record = {**before, "text": text, "after": after}
    line = json.dumps(record, ensure_ascii=ascii_only, separators=spaces).encode("utf-8", "surrogatepass")
    try:
        assert list(fields(line))
    except ValueError:
        return  # a lone surrogate, which is no UTF-8
    place = Place(0, len(line), field="text")
    path = tmp_path_factory.mktemp("records") / "r.jsonl"
    path.write_bytes(line + b"\n")
    container = opened(path)
    out = io.BytesIO()
    container.rewrite(out, [place], lambda _: new.encode())
    written = out.getvalue().removesuffix(b"\n")
    assert json.loads(written) == {**record, "text": new}
    marked = json.dumps(text, ensure_ascii=ascii_only).encode()
    start = next(len(line.decode()[:s].encode()) for key, _, s, _ in fields(line) if key == "text")
    assert line[start:].startswith(marked)
    assert written.startswith(line[:start])
    assert written.endswith(line[start + len(marked) :])


class TestParquet:
    """Parquet, whose schema and packing stay."""

    def made(self, folder: Path) -> Path:
        """A file of two row groups with a nested column, notes and two packings."""
        table = pa.table(
            {
                "key": pa.array([1, 2, 3, 4, 5], pa.int16()),
                "body": pa.array(["One", None, "Three ofThe", " ", "Five"], pa.large_string()),
                "tags": [["a"], [], None, ["b", "c"], ["d"]],
                "kind": pa.array(["x", "y", "x", "x", "y"]).dictionary_encode(),
            }
        )
        table = table.replace_schema_metadata({"made": "by hand"})
        path = folder / "p.parquet"
        packing = {"key": "NONE", "body": "ZSTD", "tags.list.element": "SNAPPY", "kind": "GZIP"}
        pq.write_table(table, path, row_group_size=3, compression=packing)
        return path

    def test_rows_are_read(self, tmp_path: Path) -> None:
        """Rows with a text are articles, called by their ids; in any order they are found again."""
        container = opened(self.made(tmp_path), Columns(id="key"))
        found = [m for m in container.members() if isinstance(m, Member)]
        assert articles(container) == {"1": b"One", "3": b"Three ofThe", "5": b"Five"}
        assert [container.read(m.place) for m in reversed(found)] == [b"Five", b"Three ofThe", b"One"]
        with pytest.raises(DocumentError, match="key, body, tags, kind"):
            articles(opened(tmp_path / "p.parquet", Columns("words")))
        with pytest.raises(DocumentError, match="holds no text"):
            articles(opened(tmp_path / "p.parquet", Columns("key")))

    def test_rewriting(self, tmp_path: Path) -> None:
        """Only the one text changes: other columns, schema, notes, packing and row groups stay."""
        path = self.made(tmp_path)
        new = tmp_path / "new.parquet"
        new.write_bytes(rewritten(opened(path), {"3": "Three “of the”".encode()}))
        before, after = pq.read_table(path), pq.read_table(new)
        assert after.schema.equals(before.schema, check_metadata=True)
        want = before.to_pylist()
        want[2]["body"] = "Three “of the”"
        assert after.to_pylist() == want
        assert shape(new) == shape(path)
        assert rewritten(opened(path), {"3": b"x"}) == rewritten(opened(path), {"3": b"x"})

    def test_damage_is_told(self, tmp_path: Path) -> None:
        """A file that is no Parquet is told."""
        (tmp_path / "x.parquet").write_bytes(b"PAR1 nothing PAR1")
        with pytest.raises(DocumentError, match="no Parquet file"):
            articles(opened(tmp_path / "x.parquet"))


def shape(path: Path) -> list[tuple[object, ...]]:
    """Rows and packing of each row group."""
    meta = pq.ParquetFile(path).metadata
    groups = [meta.row_group(number) for number in range(meta.num_row_groups)]
    return [(g.num_rows, [g.column(n).compression for n in range(g.num_columns)]) for g in groups]


class TestCsv:
    """CSV, whose bytes stay around the texts."""

    DATA = (
        '\ufeffid;text;n\r\n1;plain ofThe;x\r\n"2";"quoted ""ofThe""\r\nof two lines";\r\n\r\n3;;z\nbad;row\n4;last;"q"'
    )

    def test_rows_are_read_and_rewritten(self, tmp_path: Path) -> None:
        """Quoted fields of several lines are read; a rewritten field is quoted where it was or must be."""
        path = tmp_path / "t.csv"
        path.write_bytes(self.DATA.encode())
        container = opened(path)
        assert articles(container) == {"1": b"plain ofThe", "2": b'quoted "ofThe"\r\nof two lines', "4": b"last"}
        assert refusals(container) == ["t.csv:7: the row has not 3 fields; it stays as it is."]
        new = rewritten(container, {"1": b"a; b", "2": b'quoted "of the"\r\nof two lines', "4": "né".encode()})
        want = self.DATA.replace("plain ofThe", '"a; b"').replace('""ofThe""', '""of the""').replace("last", "né")
        assert new == want.encode()

    def test_tabs_and_packing(self, tmp_path: Path) -> None:
        """Fields may be divided by tabs, and the file packed."""
        path = tmp_path / "t.tsv.gz"
        path.write_bytes(gzip.compress(b"url\tbody\nu\tA, b\n"))
        assert articles(opened(path)) == {"u": b"A, b"}
        assert gzip.decompress(rewritten(opened(path), {"u": b"c"})) == b"url\tbody\nu\tc\n"


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8)


@settings(max_examples=100, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5), new=CELLS, quoting=st.sampled_from([0, 1]))
def test_csv_of_another_program(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], new: str, quoting: int
) -> None:
    """What Python's csv module writes is read as it reads it, before and after rewriting."""
    lines = io.StringIO()
    csv.writer(lines, quoting=quoting).writerows([("n", "text"), *rows])  # type: ignore[arg-type] # a number, as drawn
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    path.write_bytes(lines.getvalue().encode())
    found = [m for m in opened(path).members() if isinstance(m, Member)]
    assert [opened(path).read(m.place).decode() for m in found] == [text for _, text in rows if text.strip()]
    changed = {m.name: new.encode() for m in found[:1]}
    again = list(csv.reader(io.StringIO(rewritten(opened(path), changed).decode(), newline="")))
    want = [[n, text] for n, text in rows]
    if found:
        want[next(k for k, (_, text) in enumerate(rows) if text.strip())][1] = new
    assert [row for row in again[1:] if row] == want


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_what_is_cut_off_is_no_shorter_article(tmp_path: Path, ending: str) -> None:
    """A packed file whose end is missing is refused at any place, and not read as far as it goes."""
    text = "".join(f"Line {number} of the article.\n" for number in range(9000)).encode()
    whole = gzip.compress(text) if ending == "gz" else zstandard.compress(text)
    path = tmp_path / f"x.md.{ending}"
    for end in (len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:end])
        with pytest.raises(DocumentError, match="damaged"):
            articles(opened(path))


def test_frames_one_after_the_other(tmp_path: Path) -> None:
    """A Zstandard file may consist of several frames, as parallel packers write them."""
    parts = [b"The first part. " * 900, b"", b"The second.\n"]
    path = tmp_path / "x.md.zst"
    path.write_bytes(b"".join(map(zstandard.compress, parts)))
    assert list(articles(opened(path)).values()) == [b"".join(parts)]
