"""What each grade of disability gives (Regulation 35 to 37); care in thirds of need (34.2)."""

from decimal import Decimal
from typing import Literal

LUMP_MONTHS = {1: 27, 2: 25, 3: 23, 4: 21, 5: 18, 6: 16, 7: 13, 8: 11, 9: 9, 10: 7}
ALLOWANCE = {
    grade: Decimal(per_cent) / 100
    for grade, per_cent in {1: 90, 2: 85, 3: 80, 4: 75, 5: 70, 6: 60}.items()
}
FULLY_DISABLED = 4  # grades 1 to 4 leave the post and keep the labour relation
LARGELY_DISABLED = 6  # grades 5 and 6: suitable work, else an allowance of the employer
Care = Literal["none", "part", "most", "full"]
CARE = {"part": Decimal("0.3"), "most": Decimal("0.4"), "full": Decimal("0.5")}
CARE_WORDS = {
    "part": "生活部分不能自理",
    "most": "生活大部分不能自理",
    "full": "生活完全不能自理",
}


def article(grade: int, item: int) -> str:
    """The lump sum is item 1 of its article; the allowance and the leaving subsidies item 2."""
    later = 36 if grade <= LARGELY_DISABLED else 37
    number = 35 if grade <= FULLY_DISABLED else later
    return f"cn/injury-insurance-regulation#{number}.1.{item}"
