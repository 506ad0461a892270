"""A workbook in, findings out: the command without database or server."""

import json
import subprocess
import sys
from datetime import date

import jsonschema
import pytest

from gongyue.apps.checkup.run import CannotCheckUp, run
from gongyue.cli.main import main
from tests.apps.checkup.workbooks import PAY, ROSTER, firm, identity, workbook

FRESH, STALE = date(2025, 12, 15), date(2026, 11, 21)
TEXT, MAYBE_TEXT = {"type": "string"}, {"type": ["string", "null"]}
AMOUNT = {"type": ["string", "null"], "pattern": r"^-?\d+\.\d{2}$"}
DAY = {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"}


def closed(properties, *optional):
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required}


FINDING = closed(
    {
        "code": TEXT, "person": TEXT, "person_key": TEXT, "sheet": MAYBE_TEXT,
        "row": {"type": ["integer", "null"]},
        "severity": {"enum": ["high", "medium", "low", "info"]},
        "status": {"enum": ["breach", "to_check"]},
        "amount": AMOUNT,
        "citations": {"type": "array", "items": {"type": "string", "pattern": r"^[a-z0-9]+/"}},
        "stale": {"type": "array", "items": TEXT},
        "worsens_on": DAY,
        "working": {"type": "array", "items": closed({"label": TEXT, "value": {}, "source": TEXT})},
        "fix": TEXT,
    }
)  # fmt: skip
SCHEMA = closed(
    {
        "place": TEXT, "on": DAY, "people": {"type": "integer"},
        "sheets": {"type": "array", "items": closed({
            "name": TEXT, "role": TEXT, "header_row": {"type": "integer"},
            "mapping": {"type": "object", "additionalProperties": TEXT},
            "hidden": {"type": "boolean"},
        })},
        "problems": {"type": "array", "items": closed({
            "sheet": TEXT, "row": {"type": ["integer", "null"]}, "column": MAYBE_TEXT,
            "code": TEXT, "message": TEXT,
        })},
        "findings": {"type": "array", "items": FINDING},
        "undecided": {"type": "array", "items": closed(
            {"code": TEXT, "person": TEXT, "missing": TEXT}
        )},
        "totals": {"type": "object"},
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def book():
    return workbook(firm(), title="晨光工厂 2025 年用工资料")


@pytest.fixture
def file(book, tmp_path):
    path = tmp_path / "花名册.xlsx"
    path.write_bytes(book)
    return path


def checked(content, on=FRESH, **more):
    return run(content, name="花名册.xlsx", place="430100", on=on, **more)


def codes(checkup):
    return {(f.code, f.person) for f in checkup.result.findings}


def test_each_planted_wrong_is_found_and_nothing_else(book):
    assert codes(checked(book)) == {
        ("contract.missing", "赵六"),
        ("probation.too_long", "钱七"),
        ("wage.below_minimum", "孙八"),
        ("age.under_16", "周九"),
        ("age.under_18", "周九"),
    }


def test_findings_name_sheet_row_and_key(book):
    low = next(f for f in checked(book).result.findings if f.code == "wage.below_minimum")
    assert (low.origin.sheet, low.origin.row) == ("2025年10月工资表", 6)
    assert low.amount.to_eng_string() == "100.00"
    assert low.status == "breach"


def test_the_answer_has_the_published_shape(book):
    answer = checked(book).to_json()
    jsonschema.validate(json.loads(json.dumps(answer)), SCHEMA)
    assert answer["people"] == 6
    assert answer["totals"]["people"] == {"all": 6, "employed": 5, "left": 1}
    assert answer["totals"]["by_code"]["wage.below_minimum"]["amount"] == "100.00"


def test_the_same_input_gives_the_same_answer(book):
    assert checked(book).to_json() == checked(book).to_json()


def test_what_rests_on_last_years_tables_is_to_check_a_year_later():
    sheets = {"花名册": [ROSTER], "2026年9月工资": [PAY]}
    number = identity(date(1990, 1, 1), 31)
    sheets["花名册"].append(
        (1, "李师傅", number, "男", "车间", "全日制", date(2023, 1, 1), None, 5000)
    )
    sheets["2026年9月工资"].append(("李师傅", number, 2000, 0, 0, 1500))
    (low,) = [
        f
        for f in checked(workbook(sheets), STALE).result.findings
        if f.code == "wage.below_minimum"
    ]
    assert low.status == "to_check"
    assert "minimum_wage.monthly" in low.stale


def test_a_place_without_tables_leaves_local_matters_open(book):
    elsewhere = run(book, name="花名册.xlsx", place="110105", on=FRESH)
    found = {code for code, _ in codes(elsewhere)}
    assert "contract.missing" in found
    assert "wage.below_minimum" not in found
    open_matters = {(item.code, item.missing) for item in elsewhere.result.undecided}
    assert ("wage.below_minimum", "minimum_wage") in open_matters


def test_places_are_data(book):
    county = run(book, name="花名册.xlsx", place="430121", on=FRESH)
    assert "wage.below_minimum" not in {code for code, _ in codes(county)}, "2000 in the county"
    example = run(book, name="花名册.xlsx", place="999900", on=FRESH)
    assert ("contract.missing", "赵六") in codes(example)


def test_a_person_hired_again_is_judged_by_the_running_employment():
    number = identity(date(1990, 1, 1), 32)
    rows = [
        ("姓名", "身份证号", "入职日期", "离职日期", "是否签订劳动合同"),
        ("李师傅", number, date(2019, 1, 1), date(2021, 1, 31), "是"),
        ("李师傅", number, date(2025, 6, 1), None, "否"),
    ]
    result = checked(workbook({"员工花名册": rows})).result
    missing = [f for f in result.findings if f.code == "contract.missing"]
    assert [f.origin.row for f in missing] == [3]
    assert not [f for f in result.findings if f.code == "id.duplicate"]


def test_a_table_with_a_line_for_each_month_names_nobody_twice():
    number = identity(date(1990, 1, 1), 37)
    rows = [("姓名", "身份证号", "月份", "入职日期", "应发工资")]
    rows += [("李师傅", number, f"2025年{month}月", date(2024, 1, 1), 5000) for month in (8, 9, 10)]
    result = checked(workbook({"员工工资信息表": rows})).result
    assert not [f for f in result.findings if f.code in ("id.duplicate", "wage.below_minimum")]
    assert result.people == 1


def test_one_number_on_two_rows():
    number = identity(date(1990, 1, 1), 33)
    header = ("姓名", "身份证号", "入职日期", "合同起始日期", "合同终止日期")
    term = (date(2025, 1, 1), date(2025, 1, 1), date(2027, 12, 31))
    rows = [header, ("李师傅", number, *term), ("王骑手", number, *term)]
    found = checked(workbook({"员工花名册": rows})).result.findings
    assert {(f.code, f.person) for f in found} == {
        ("id.duplicate", "李师傅"),
        ("id.duplicate", "王骑手"),
    }


def test_a_sheet_of_leavers_is_of_leavers():
    header = ("姓名", "身份证号", "入职日期", "是否签订劳动合同")
    rows = [header, ("李师傅", identity(date(1990, 1, 1), 34), date(2024, 1, 1), "否")]
    assert checked(workbook({"在职人员花名册": rows})).result.findings
    assert not checked(workbook({"离职人员花名册": rows})).result.findings


def test_a_date_nobody_can_read_is_a_problem_and_no_finding():
    header = ("姓名", "身份证号", "入职日期", "合同起始日期", "合同终止日期")
    rows = [
        header,
        ("李师傅", identity(date(1990, 1, 1), 35), date(2024, 1, 1), "待补", "二〇二五年十三月"),
    ]
    checkup = checked(workbook({"员工花名册": rows}))
    assert not [f for f in checkup.result.findings if f.code.startswith("contract.")]
    assert "contract.missing" in {item.code for item in checkup.result.undecided}
    assert checkup.problems


def test_hidden_sheets_count_only_when_asked():
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    made = xlsxwriter.Workbook(buffer)
    roster, old = made.add_worksheet("员工花名册"), made.add_worksheet("2025年10月工资")
    number = identity(date(1990, 1, 1), 36)
    roster.write_row(0, 0, ("姓名", "身份证号", "入职日期"))
    roster.write_row(1, 0, ("李师傅", number, "2024-01-01"))
    old.write_row(0, 0, PAY)
    old.write_row(1, 0, ("李师傅", number, 1800, 0, 0, 1500))
    old.hide()
    made.close()
    low = ("wage.below_minimum", "李师傅")
    assert low not in codes(checked(buffer.getvalue()))
    assert low in codes(checked(buffer.getvalue(), include_hidden=True))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 not a table", b"PK\x03\x04broken"])
def test_a_file_that_is_no_workbook_is_refused_in_chinese(content):
    with pytest.raises(CannotCheckUp) as refusal:
        checked(content)
    assert refusal.value.code.startswith("file.")
    assert any("一" <= letter <= "鿿" for letter in refusal.value.message_zh)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--place", "000001"], "place.unknown"),
        (["--place", "430100", "--on", "15/12/2025"], "date.bad"),
        (["--place", "430100", "--on", "1999-01-01"], "date.out_of_range"),
        (["--place", "430100", "--on", "9999-12-31"], "date.out_of_range"),
    ],
)
def test_the_command_refuses_with_two_and_plain_words(file, capsys, arguments, code):
    assert main(["checkup", str(file), *arguments, "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["error"]["code"] == code
    assert err.strip() == json.loads(out)["error"]["message"]


def test_a_missing_file_and_a_folder(tmp_path, capsys):
    for path in (tmp_path / "没有.xlsx", tmp_path):
        assert main(["checkup", str(path), "--place", "430100"]) == 2
        assert capsys.readouterr().err


def test_the_command_prints_json_or_a_summary(file, capsys):
    assert main(["checkup", str(file), "--place", "430100", "--on", "2025-12-15", "--json"]) == 0
    jsonschema.validate(json.loads(capsys.readouterr().out), SCHEMA)
    assert main(["checkup", str(file), "--place", "430100", "--on", "2025-12-15"]) == 0
    text = capsys.readouterr().out
    for words in ("用工体检", "赵六", "未签书面劳动合同", "怎么办", "无法判断"):
        assert words in text


def test_a_table_without_people_says_so(tmp_path, capsys):
    path = tmp_path / "空表.csv"
    path.write_text("产品,数量\n螺丝,100\n", encoding="utf-8")
    assert main(["checkup", str(path), "--place", "430100"]) == 2
    assert "没有认出人员" in capsys.readouterr().err


def test_several_reports_in_one_run(file, tmp_path, capsys):
    names = {kind: tmp_path / f"报告.{kind}" for kind in ("html", "xlsx", "pdf")}
    flags = [word for kind, path in names.items() for word in (f"--{kind}", str(path))]
    day = ["--place", "430100", "--on", "2025-12-15"]
    assert main(["checkup", str(file), *day, "--json", *flags]) == 0
    assert json.loads(capsys.readouterr().out)["findings"]
    assert all(path.stat().st_size > 5_000 for path in names.values())


def test_a_folder_that_cannot_be_written_is_said(file, tmp_path, capsys):
    target = str(tmp_path / "没有这个文件夹" / "报告.html")
    assert main(["checkup", str(file), "--place", "430100", "--html", target]) == 2
    assert "写不了" in capsys.readouterr().err


def test_the_command_never_loads_django(file):
    program = (
        "import sys; from gongyue.cli.main import main;"
        f"main(['checkup', {str(file)!r}, '--place', '430100', '--on', '2025-12-15']);"
        "sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
