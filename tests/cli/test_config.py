"""Where option values come from, and what is said of wrong ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from normalize.config import Config
from normalize.config.load import Flag, load_config
from normalize.config.options import all_options
from normalize.errors import UsageError

Call = Callable[..., Any]


@pytest.fixture
def user(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own configuration file."""
    path = place / "home" / "config.toml"
    path.parent.mkdir()
    monkeypatch.setattr("normalize.config.load.user_file", lambda: path)
    return path


def origins(**flags: Flag) -> dict[str, tuple[Any, str]]:
    """Each option with its value and origin."""
    return {setting.option.name: (setting.value, setting.origin) for setting in load_config(flags).settings}


class TestOrder:
    """Defaults, user file, project file, environment, flags: the later goes before the earlier."""

    def test_each_layer_goes_before_those_below(self, user: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Every layer is seen where it is the highest that speaks, and told as the origin."""
        user.write_text("jobs = 1\nmax_bytes = 11\nlanguage = 'en-GB'\napply_safe = false\n")
        (place / "normalize.toml").write_text("jobs = 2\nmax_bytes = 22\n\nlanguage = 'en-US'\n")
        monkeypatch.setenv("NORMALIZE_JOBS", "3")
        monkeypatch.setenv("NORMALIZE_MAX_BYTES", "33")
        found = origins(jobs=Flag(4, "flag --jobs"))
        assert found["jobs"] == (4, "flag --jobs")
        assert found["max_bytes"] == (33, "NORMALIZE_MAX_BYTES")
        assert found["language"] == ("en-US", f"{place / 'normalize.toml'}, line 4")
        assert found["apply_safe"] == (False, f"{user}, line 4")
        assert found["grammar.heap_mb"] == (1024, "default")

    def test_nearest_project_file(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The project file is looked for upwards; the nearest is taken, alone."""
        (place / "normalize.toml").write_text("jobs = 1\nmax_bytes = 11\n")
        deep = place / "a" / "b"
        deep.mkdir(parents=True)
        (place / "a" / "normalize.toml").write_text("jobs = 2\n")
        monkeypatch.chdir(deep)
        found = origins()
        assert found["jobs"] == (2, f"{place / 'a' / 'normalize.toml'}, line 1")
        assert found["max_bytes"][1] == "default"

    def test_pyproject(self, place: Path) -> None:
        """`[tool.normalize]` in pyproject.toml does as well; without that table the file is passed over."""
        (place.parent / "normalize.toml").write_text("jobs = 1\n")
        shared = place / "pyproject.toml"
        shared.write_text("[tool.other]\njobs = 7\n")
        assert origins()["jobs"][0] == 1
        shared.write_text(
            "[tool.other]\njobs = 7\n\n[tool.normalize]\njobs = 5\n[tool.normalize.grammar]\nheap_mb = 512\n"
        )
        assert origins()["jobs"] == (5, f"{shared}, line 5")
        assert origins()["grammar.heap_mb"] == (512, f"{shared}, line 7")

    def test_own_file_before_pyproject(self, place: Path) -> None:
        """In one folder normalize.toml goes before pyproject.toml."""
        (place / "pyproject.toml").write_text("[tool.normalize]\njobs = 5\n")
        (place / "normalize.toml").write_text("jobs = 6\n")
        assert origins()["jobs"][0] == 6

    def test_named_file_replaces_the_project_file(self, place: Path) -> None:
        """--config is read instead of the project file; the environment still goes before it."""
        (place / "normalize.toml").write_text("jobs = 6\nmax_bytes = 5\n")
        (place / "other.toml").write_text("jobs = 7\n")
        config = load_config(file=Path("other.toml"), environment={"NORMALIZE_DISABLE": "a, b"}).config
        assert (config.jobs, config.max_bytes, config.disable) == (7, Config().max_bytes, ("a", "b"))

    def test_paths_in_a_file_start_from_its_folder(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A path in the project file means the same from wherever the program is called."""
        (place / "normalize.toml").write_text('out = "built"\nfacts = "facts/ours.yaml"\n')
        (place / "deep").mkdir()
        monkeypatch.chdir(place / "deep")
        config = load_config().config
        assert (config.out, config.facts) == (str(place / "built"), str(place / "facts/ours.yaml"))

    @pytest.mark.parametrize(
        ("word", "value"), [("true", True), ("1", True), ("Yes", True), ("off", False), ("0", False), ("no", False)]
    )
    def test_words_for_truth(self, place: Path, word: str, value: bool) -> None:  # noqa: FBT001 - a parameter of the test
        """The environment has words for true and false."""
        assert load_config(environment={"NORMALIZE_APPLY_SAFE": word}).config.apply_safe is value


class TestWrong:
    """Wrong configuration is told with its place, and nothing is done."""

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("\njob = 1\n", 'line 2: unknown key "job". Did you mean "jobs"?'),
            ("zzz = 1\n", 'line 1: unknown key "zzz". The keys are language, '),
            ("[grammar]\n# heap\nheap = 1\n", 'line 3: unknown key "grammar.heap". Did you mean "grammar.heap_mb"?'),
            ("grammar.heap = 1\n", 'line 1: unknown key "grammar.heap". Did you mean "grammar.heap_mb"?'),
            ("grammar = {heap = 1}\n", 'line 1: unknown key "grammar.heap".'),
            ("[gramar]\nurl = ''\n", 'line 1: unknown key "gramar". Did you mean "grammar'),
            ("grammar = true\n", 'line 1: unknown key "grammar".'),
            ("jobs = '4'\n", 'line 1: jobs must be a whole number from 0 to 1024, not "4"'),
            ("jobs = true\n", "line 1: jobs must be a whole number from 0 to 1024, not true"),
            ("jobs = -1\n", "line 1: jobs must be a whole number from 0 to 1024, not -1"),
            ("jobs = 1.5\n", "line 1: jobs must be a whole number from 0 to 1024, not 1.5"),
            ("apply_safe = 1\n", "line 1: apply_safe must be true or false, not 1"),
            ("disable = 'x'\n", 'line 1: disable must be a list of texts, not "x"'),
            ("disable = [1]\n", "line 1: disable must be a list of texts"),
            ("language = 3\n", "line 1: language must be text in quotation marks, not 3"),
            ("[grammar]\nheap_mb = 1\n", "line 2: grammar.heap_mb must be a whole number of at least 256, not 1"),
            ("jobs = \n", "this is not valid TOML"),
            ('"jobs" = 1\n"a.b" = 2\n', 'line 2: unknown key "a.b"'),
        ],
    )
    @pytest.mark.parametrize("table", ["", "tool.normalize"])
    def test_file(self, place: Path, call: Call, text: str, sentence: str, table: str) -> None:
        """The sentence names the file and the line, in normalize.toml and in pyproject.toml, and the exit code is 2."""
        name = "normalize.toml"
        if table:
            if "line" not in sentence or "\n[" in f"\n{text}":
                return
            name = "pyproject.toml"
            number = int(sentence.split()[1].rstrip(":"))
            text, sentence = f"[{table}]\n{text}", sentence.replace(f"line {number}", f"line {number + 1}")
        (place / name).write_text(text)
        said = call("config", "show")
        assert said.code == 2
        assert f"{place / name}" in said.err
        assert sentence in said.err
        assert said.out == ""

    @pytest.mark.parametrize(
        ("variable", "value", "sentence"),
        [
            ("NORMALIZE_JOB", "1", 'unknown environment variable "NORMALIZE_JOB". Did you mean "NORMALIZE_JOBS"?'),
            ("NORMALIZE_JOBS", "many", 'NORMALIZE_JOBS: jobs must be a whole number from 0 to 1024, not "many"'),
            ("NORMALIZE_APPLY_SAFE", "maybe", 'apply_safe must be true or false, not "maybe"'),
            ("NORMALIZE_GRAMMAR_HEAP_MB", "5", "grammar.heap_mb must be a whole number of at least 256, not 5"),
        ],
    )
    def test_environment(
        self, call: Call, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, sentence: str
    ) -> None:
        """A wrong or unknown variable is named."""
        monkeypatch.setenv(variable, value)
        said = call("config", "show")
        assert said.code == 2
        assert sentence in said.err

    def test_not_utf8(self, place: Path) -> None:
        """A file in another encoding is told so."""
        (place / "normalize.toml").write_bytes("language = 'é'\n".encode("latin-1"))
        with pytest.raises(UsageError, match="not UTF-8 text; save it as UTF-8"):
            load_config()


class TestShow:
    """`config show`."""

    def test_origin(self, place: Path, call: Call) -> None:
        """Every option is shown with its value and where that was set, a flag included."""
        (place / "normalize.toml").write_text("max_bytes = 5\n")
        said = call("config", "show", "--origin", "--jobs", "3", "--no-grammar")
        lines = {line.split(" = ")[0]: line for line in said.out.splitlines()}
        assert list(lines) == [option.name for option in all_options()]
        assert lines["jobs"].split(maxsplit=3) == ["jobs", "=", "3", "# flag --jobs"]
        assert lines["grammar.enabled"].endswith("# flag --no-grammar")
        assert lines["max_bytes"].endswith(f"# {place / 'normalize.toml'}, line 1")
        assert lines["language"].endswith("# default")

    def test_can_be_read_back(self, place: Path, call: Call) -> None:
        """What is shown is a configuration file."""
        said = call("config", "show")
        (place / "normalize.toml").write_text(said.out)
        assert load_config().config == Config(out=str(place / "out"))


class TestFingerprint:
    """The hash of a configuration."""

    def test_results_count(self) -> None:
        """It changes with every option that changes results, and with no other."""
        base = Config()
        assert Config(apply_safe=False).fingerprint != base.fingerprint
        assert Config(disable=("x",)).fingerprint != base.fingerprint
        assert Config(jobs=7, out="elsewhere").fingerprint == base.fingerprint
