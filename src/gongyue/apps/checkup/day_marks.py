"""The marks of a daily attendance sheet: worked, not worked, or not for us to say."""

import re

WORKED_MARKS = (
    "√ ✓ ✔ ☑ 勤 出 出勤 全勤 正常 上班 上 班 白 夜 早 中 晚 白班 夜班 早班 中班 晚班 正 加 加班 "
    "全天 迟到 早退 迟 公出 出差 差 外勤 值班 值 全 P p"
)
RESTED_MARKS = (
    "休 公休 休息 轮休 调休 补休 调 补 放假 节 节假日 假 年 年假 年休 年休假 病 病假 事 事假 "
    "婚 婚假 产 产假 丧 丧假 陪产 陪产假 护理假 探亲 探亲假 育儿假 例假 工伤 旷 旷工 缺勤 缺 请假 "
    "停工 离职 未入职 × ✗ ✘ X x OFF off R r - — –"
)
WORKED = frozenset(WORKED_MARKS.split())
RESTED = frozenset(RESTED_MARKS.split())
HOURS = re.compile(r"\d{1,2}(\.\d+)?\s*(h|H|小时)?")
MEANS_WORK = re.compile(r"出勤|上班|加班|出差|公出|外勤|白班|夜班|早班|中班|晚班|值班")
MEANS_REST = re.compile(r"休|假|旷|缺勤|未入职|离职|停工|工伤")


def read_marks(
    grid: dict[int, str], legend: dict[str, str] | None = None
) -> tuple[frozenset[int], frozenset[int]]:
    """Days worked, and days whose mark we cannot tell. A blank day counts as not worked."""
    worked, unclear = set(), set()
    for day, mark in grid.items():
        verdict = _worked(str(mark).strip(), legend or {})
        if verdict:
            worked.add(day)
        elif verdict is None:
            unclear.add(day)
    return frozenset(worked), frozenset(unclear)


def _worked(mark: str, legend: dict[str, str]) -> bool | None:
    if not mark:
        return False
    if mark in legend and (meaning := _meaning(legend[mark])) is not None:
        return meaning
    if mark in RESTED:
        return False
    if mark in WORKED:
        return True
    if HOURS.fullmatch(mark):
        return any(digit in mark for digit in "123456789")
    return _meaning(mark)


def _meaning(words: str) -> bool | None:
    """What a mark means when it is written out; half days and mixtures stay open."""
    work, rest = bool(MEANS_WORK.search(words)), bool(MEANS_REST.search(words))
    return work if work != rest else None
