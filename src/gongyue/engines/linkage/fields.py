"""Which fields are compared, in which levels, and what each level is assumed to be worth.

A level is an SQL condition over one pair (`…_l`, `…_r`), tried in order. `m` and `u` are the shares
of pairs of the same, and of others, that reach it: assumptions until a model is trained on the data
the machine has. Conditions name columns of `columns.py`.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Level:
    """`fixed`: never learned; it holds by its making (two valid numbers that differ).
    `u_fixed`: too rare between others to be sampled.
    """

    name: str
    words_zh: str
    condition: str
    m: float
    u: float
    fixed: bool = False
    u_fixed: bool = False
    frequency: str = ""  # column whose rarity counts: a rare name says more


@dataclass(frozen=True, slots=True)
class Field:
    """A field with its levels; the last one is everything else. `missing`: nothing is said."""

    name: str
    words_zh: str
    missing: str
    levels: tuple[Level, ...]


def _near(column: str, distance: int) -> str:
    return f"damerau_levenshtein({column}_l, {column}_r) <= {distance}"


def _number(name: str, words: str, column: str) -> Field:
    """A number with a check digit: one valid number is one owner."""
    valid = f"({column}_ok_l and {column}_ok_r)"
    return Field(name, words, f"{column}_l is null or {column}_r is null", (
        Level("same", "相同", f"{column}_l = {column}_r", 0.86, 2e-7, u_fixed=True),
        Level("both_valid", "两个号码都有效且不同", valid, 1e-5, 0.9, fixed=True),
        Level("one_off", "差一处（错一位、少一位或两位颠倒）", _near(column, 1), 0.11, 2e-6,
              u_fixed=True),
        Level("two_off", "差两处", _near(column, 2), 0.02, 2e-5, u_fixed=True),
        Level("other", "不同", "else", 0.01, 0.1),
    ))  # fmt: skip


NAME = Field("name", "姓名", "name_l is null or name_r is null", (
    Level("same", "相同", "name_l = name_r", 0.86, 0.002, frequency="name"),
    Level("former", "与曾用名相同", "former_l = name_r or former_r = name_l", 0.01, 1e-5),
    Level("sound", "读音相同", "sound_l = sound_r", 0.05, 0.002),
    Level("near_sound", "读音相近", "near_sound_l = near_sound_r", 0.02, 0.001),
    Level("one_missing", "多一字或少一字",
          "surname_l = surname_r and abs(length(name_l) - length(name_r)) = 1 "
          "and levenshtein(name_l, name_r) = 1", 0.015, 0.003),
    Level("one_other", "同姓，一字不同",
          "surname_l = surname_r and length(name_l) = length(name_r) and length(name_l) >= 3 "
          "and levenshtein(name_l, name_r) = 1", 0.03, 0.01),
    Level("turned", "字序颠倒",
          "length(name_l) = length(name_r) and levenshtein(name_l, name_r) = 2 "
          "and damerau_levenshtein(name_l, name_r) = 1", 0.005, 1e-4),
    Level("surname", "只有姓相同", "surname_l = surname_r", 0.006, 0.03),
    Level("other", "不同", "else", 0.004, 0.95),
))  # fmt: skip
# The day of birth stands in the identity number: where both have one, it would be counted twice.
BIRTH = Field(
    "birth", "出生日期",
    "birth_l is null or birth_r is null or (id_no_l is not null and id_no_r is not null)", (
        Level("same", "相同", "birth_l = birth_r", 0.93, 6e-5),
        Level("turned", "日月颠倒",
              "left(birth_l, 4) = left(birth_r, 4) and substr(birth_l, 5, 2) = right(birth_r, 2) "
              "and right(birth_l, 2) = substr(birth_r, 5, 2)", 0.005, 2e-5),
        Level("one_off", "差一位", _near("birth", 1), 0.05, 1e-3),
        Level("month", "同年同月", "left(birth_l, 6) = left(birth_r, 6)", 0.005, 0.002),
        Level("other", "不同", "else", 0.01, 0.99),
    ))  # fmt: skip
PHONE = Field("phone", "手机", "phone_l is null or phone_r is null", (
    Level("same", "相同", "phone_l = phone_r", 0.72, 1e-5, frequency="phone"),
    Level("one_off", "差一处", _near("phone", 1), 0.05, 1e-5),
    Level("other", "不同", "else", 0.23, 0.99),
))  # fmt: skip
ADDRESS = Field("address", "住址", "address_l is null or address_r is null", (
    Level("same", "相同", "address_l = address_r", 0.55, 5e-4, frequency="address"),
    Level("like", "相近",
          "jaro_winkler_similarity(address_l, address_r) >= 0.92", 0.15, 0.004),
    Level("other", "不同", "else", 0.3, 0.99),
))  # fmt: skip
SEX = Field("sex", "性别", "sex_l is null or sex_r is null", (
    Level("same", "相同", "sex_l = sex_r", 0.985, 0.5),
    Level("other", "不同", "else", 0.015, 0.5),
))  # fmt: skip
PERSON = (_number("id_number", "证件号码", "id_no"), NAME, BIRTH, PHONE, ADDRESS, SEX)

FIRM_NAME = Field("name", "名称", "name_l is null or name_r is null", (
    Level("same", "相同", "name_l = name_r", 0.5, 1e-6),
    Level("core", "去掉地区和组织形式后相同", "core_l = core_r and branch_l = branch_r",
          0.3, 1e-5, frequency="core"),
    Level("branch", "字号相同，分支不同", "core_l = core_r", 0.01, 1e-5),
    Level("sound", "读音相同", "sound_l = sound_r", 0.04, 1e-5),
    Level("one_off", "差一字",
          "length(core_l) >= 4 and levenshtein(core_l, core_r) = 1", 0.08, 1e-4),
    Level("inside", "一个包含另一个",
          "length(core_l) >= 3 and length(core_r) >= 3 "
          "and (contains(core_l, core_r) or contains(core_r, core_l))", 0.04, 2e-4),
    Level("other", "不同", "else", 0.03, 0.99),
))  # fmt: skip
REPRESENTATIVE = Field(
    "representative", "负责人", "representative_l is null or representative_r is null", (
        Level("same", "相同", "representative_l = representative_r", 0.85, 0.002,
              frequency="representative"),
        Level("other", "不同", "else", 0.15, 0.998),
    ))  # fmt: skip
FIRM = (
    _number("credit_code", "统一社会信用代码", "code"), FIRM_NAME, REPRESENTATIVE, PHONE, ADDRESS,
)  # fmt: skip
