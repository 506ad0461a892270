"""Reading a whole folder of the law, file by file; then what only shows between files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path as Folder

from gongyue.law.checking.located import Located, read_located
from gongyue.law.checking.mistakes import Mistake, Report, placed
from gongyue.law.checking.plain_notes import note_slips
from gongyue.law.checking.policy_files import check_policies
from gongyue.law.checking.rule_files import case_slips, question_slips
from gongyue.law.checking.tables import between_places, jumps, name_slips, twice
from gongyue.law.checking.uses import Uses, unknown_citations, unused
from gongyue.law.checking.worked import is_ours, moved_cases
from gongyue.law.rulebook.parameters import table_files
from gongyue.law.rulebook.table_slips import table_slips
from gongyue.law.slips import Slip
from gongyue.law.source_slips import source_slips
from gongyue.law.sources import Sources, source_of


def check_folder(folder: Folder) -> Report:
    """Every mistake in the folder. Raises FileNotFoundError where it is no folder of the law."""
    if not (folder / "sources.yaml").is_file():
        raise FileNotFoundError(folder)
    reader = _Reader(folder)
    reader.acts()
    reader.places()
    reader.rules()
    reader.notes()
    reader.policies()
    reader.uses()
    if not reader.report.grave and is_ours(folder):
        reader.say(moved_cases(folder))
    reader.report.mistakes.sort()
    return reader.report


@dataclass(slots=True)
class _Reader:
    folder: Folder
    report: Report = field(default_factory=Report)
    sources: Sources = field(default_factory=lambda: Sources({}))
    acts_file: Located = field(default_factory=lambda: Located("sources.yaml"))
    tables: list[Located] = field(default_factory=list)

    def read(self, path: Folder) -> Located:
        found = read_located(path, path.relative_to(self.folder).as_posix())
        self.report.read["files"] += 1
        for line, what, instead in found.slips:
            self.say([Mistake(file=found.name, line=line, entry="", what=what, instead=instead)])
        return found

    def say(self, mistakes: Iterator[Mistake] | list[Mistake]) -> None:
        self.report.mistakes.extend(mistakes)

    def acts(self) -> None:
        """An entry with a slip may still be cited: its other entries stay readable."""
        file = self.acts_file = self.read(self.folder / "sources.yaml")
        if not isinstance(file.content, dict):
            slip = Slip((), "文件是空的，或者不是表", "每份文件一项：编号、名称、种类、施行日期")
            self.say(placed(file, [slip]))
            file.content = {}
        known = {}
        for key, entry in file.content.items():
            slips = list(source_slips(key, entry))
            self.say(placed(file, slips))
            self.report.read["sources"] += 1
            if not slips:
                known[key] = source_of(key, entry)
        self.sources = Sources(known)

    def places(self) -> None:
        paths = table_files(self.folder / "parameters")
        self.tables = [self.read(path) for path in paths]
        if "cn.yaml" not in {path.name for path in paths}:
            words = "每个地方最后都查全国的表，放回 cn.yaml"
            self.say([Mistake(file="parameters/cn.yaml", line=1, entry="",
                              what="缺少全国的表", instead=words)])  # fmt: skip
        for file in self.tables:
            self.say(placed(file, table_slips(file.content, self.sources)))
            self.say(placed(file, name_slips(file)))
            self.say(placed(file, jumps(file.content), grave=False))
            self._count(file)
        self.say(twice(self.tables))
        self.say(between_places(self.tables))

    def _count(self, file: Located) -> None:
        tables = (file.content if isinstance(file.content, dict) else {}).get("parameters")
        for table in (tables if isinstance(tables, dict) else {}).values():
            rows = table.get("values") if isinstance(table, dict) else None
            self.report.read["parameters"] += 1
            self.report.read["rows"] += len(rows) if isinstance(rows, dict) else 0

    def rules(self) -> None:
        for path in sorted(self.folder.glob("*/rule.py")):
            self.report.read["rules"] += 1
            for name, slips in (("questions.yaml", question_slips), ("cases.yaml", case_slips)):
                if (path.parent / name).is_file():
                    file = self.read(path.parent / name)
                    self.say(placed(file, slips(file.content)))
                    self.report.read["cases"] += len(file.content or ()) * (name == "cases.yaml")
                else:
                    what, instead = f"规则缺少 {name}", "照 docs/how-to/add-a-rule.md 补上"
                    file_name = f"{path.parent.name}/{name}"
                    self.say([Mistake(file=file_name, line=1, entry="", what=what,
                                      instead=instead)])  # fmt: skip

    def notes(self) -> None:
        for path in sorted((self.folder / "notes").glob("*.yaml")):
            file = self.read(path)
            self.say(placed(file, note_slips(path.stem, file.content, self.sources)))
            self.report.read["notes"] += len(file.content) if isinstance(file.content, dict) else 0

    def policies(self) -> None:
        """Conditions in CEL; a folder without any has none."""
        files = [self.read(path) for path in sorted((self.folder / "policies").glob("*.yaml"))]
        self.report.read["policies"] += len(
            [f for f in files if not f.name.endswith("/facts.yaml")]
        )
        rules = {path.parent.name for path in self.folder.glob("*/rule.py")}
        self.say(check_policies(files, self.tables, self.sources, rules))

    def uses(self) -> None:
        """Citations of nothing, sources nobody cites, parameters no rule reads."""
        found = Uses.of(self.folder)
        known = self.acts_file.content
        self.say(unknown_citations(found, self.sources, set(known)))
        self.say(placed(self.acts_file, unused(found, known)))
        for file in self.tables:
            self.say(placed(file, found.unread(file.content)))
