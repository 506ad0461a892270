"""Who is protected, and from what (Articles 42 and 45)."""

from typing import NamedTuple

ART_45 = "cn/labour-contract-law#45"


class Shield(NamedTuple):
    """A state that forbids dismissal without fault. `until`: when it ends, in words."""

    words: str
    article: str
    until: str


# Fact of the rule → the shield it means.
SHIELDS: dict[str, Shield] = {
    "awaits_occupational_check": Shield(
        "接触职业病危害而未做离岗检查，或疑似职业病正在诊断、观察",
        "cn/labour-contract-law#42.1.1",
        "检查、诊断或者医学观察结束",
    ),
    "lost_capacity_at_work": Shield(
        "在本单位患职业病或者因工负伤，丧失或者部分丧失劳动能力",
        "cn/labour-contract-law#42.1.2",
        "按工伤保险的规定办理",
    ),
    "in_medical_period": Shield(
        "患病或者非因工负伤，在医疗期内", "cn/labour-contract-law#42.1.3", "医疗期满"
    ),
    "is_mother": Shield("女职工在孕期、产期、哺乳期", "cn/labour-contract-law#42.1.4", "哺乳期满"),
    "nears_retirement": Shield(
        "在本单位连续工作满十五年，且距法定退休年龄不足五年",
        "cn/labour-contract-law#42.1.5",
        "达到法定退休年龄",
    ),
}
