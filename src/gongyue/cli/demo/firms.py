"""The firms of the city: who they are, and what each has got wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gongyue.apps.registry.roles import Kind
from gongyue.cli.demo import situations as s
from gongyue.cli.demo.situations import Situation


@dataclass(frozen=True, kw_only=True)
class Firm:
    """A firm of the story. `planted`: how many people each situation befalls."""

    name: str
    owner: str
    place: str
    people: int
    wages: tuple[int, int]
    posts: str
    kind: str = Kind.ENTERPRISE
    planted: Mapping[Situation, int] = field(default_factory=dict)


FACTORY = "生产/操作工 生产/操作工 生产/班长 质检/质检员 仓储/叉车工 行政/文员"
SHOP = "前厅/服务员 前厅/收银员 后厨/厨师 后厨/帮厨"
OFFICE = "技术/程序员 技术/测试员 市场/销售 行政/文员"
STREET = "站点/调度员 站点/站长 客服/客服专员"

FIRMS = (
    Firm(
        name="晨光工厂",
        owner="陈经理",
        place="430121",
        people=40,
        wages=(3900, 7200),
        posts=FACTORY,
        planted={
            s.no_contract: 2,
            s.late_signed: 1,
            s.expiring: 1,
            s.third_term: 1,
            s.long_probation: 1,
            s.flat_overtime: 3,
            s.long_hours: 2,
            s.not_insured: 2,
            s.low_base: 2,
            s.unused_leave: 2,
            s.minor: 1,
            s.wrong_number: 1,
        },
    ),
    Firm(
        name="顺风平台",
        owner="罗站长",
        place="430100",
        people=18,
        wages=(5200, 9000),
        posts=STREET,
        kind=Kind.PLATFORM,
        planted={s.late_insured: 1, s.expiring_later: 2},
    ),
    Firm(
        name="湘味小馆",
        owner="何老板",
        place="430102",
        people=9,
        wages=(3200, 5200),
        posts=SHOP,
        planted={s.no_contract: 4, s.not_insured: 5, s.low_wage: 1, s.unpaid_overtime: 2},
    ),
    Firm(
        name="星沙汽车零部件厂",
        owner="龙厂长",
        place="430121",
        people=36,
        wages=(4300, 7800),
        posts=FACTORY,
        planted={s.long_hours: 6, s.unpaid_overtime: 4, s.expired: 1},
    ),
    Firm(
        name="麓谷云图科技",
        owner="苏总监",
        place="430104",
        people=28,
        wages=(8000, 19000),
        posts=OFFICE,
        planted={s.low_base: 5, s.long_probation: 2, s.unused_leave: 6},
    ),
    Firm(
        name="浏阳河花炮厂",
        owner="邹厂长",
        place="430181",
        people=30,
        wages=(3600, 5600),
        posts=FACTORY,
        planted={s.minor: 2, s.retiree: 3, s.not_insured: 4},
    ),
    Firm(
        name="洁家家政",
        owner="喻经理",
        place="430111",
        people=14,
        wages=(3300, 4800),
        posts="家政/保洁员 家政/护工 客服/派单员",
        planted={s.no_contract: 3, s.retiree: 2, s.cut_pay: 1},
    ),
    Firm(
        name="宁乡食品",
        owner="成厂长",
        place="430182",
        people=32,
        wages=(3400, 5200),
        posts=FACTORY,
        planted={s.flat_overtime: 5, s.low_wage: 2, s.late_insured: 3},
    ),
    Firm(
        name="五一广场茶饮",
        owner="柳店长",
        place="430103",
        people=12,
        wages=(3200, 4600),
        posts=SHOP,
        planted={s.low_probation_pay: 3, s.minor: 1, s.late_signed: 2},
    ),
    Firm(
        name="望城建材",
        owner="段经理",
        place="430112",
        people=22,
        wages=(4200, 6900),
        posts=FACTORY,
        planted={s.expired: 3, s.third_term: 2, s.wrong_number: 2},
    ),
    Firm(
        name="橘洲快运",
        owner="蔡经理",
        place="430105",
        people=24,
        wages=(4500, 7600),
        posts="运输/司机 运输/押运员 仓储/分拣员",
        planted={s.long_hours: 4, s.low_base: 2},
    ),
    Firm(
        name="岳麓书香幼教",
        owner="文园长",
        place="430104",
        people=16,
        wages=(3800, 6200),
        posts="教学/教师 教学/保育员 后勤/厨师",
        planted={s.expiring: 3, s.unused_leave: 2},
    ),
    Firm(name="雨花印刷", owner="向经理", place="430111", people=15, wages=(3900, 6400),
         posts=FACTORY, planted={s.late_insured: 2, s.flat_overtime: 2}),
    Firm(name="开福口腔门诊", owner="谭主任", place="430105", people=11, wages=(5200, 12000),
         posts="诊室/医师 诊室/护士 前台/导诊", planted={s.low_base: 3}),
    Firm(name="天心物业", owner="莫经理", place="430103", people=26, wages=(2800, 4600),
         posts="秩序/保安 环境/保洁员 工程/水电工",
         planted={s.retiree: 4, s.low_wage: 2, s.cut_pay: 1}),
    Firm(name="芙蓉里服饰", owner="秦经理", place="430102", people=10, wages=(3500, 5600),
         posts="门店/导购 门店/店长", planted={s.no_contract: 1, s.expiring_later: 1}),
    Firm(name="湘江光电", owner="贺总监", place="430104", people=34, wages=(5200, 11000),
         posts=FACTORY, planted={s.expiring_later: 2}),
    Firm(name="金井茶业", owner="金经理", place="430121", people=13, wages=(3300, 5000),
         posts=FACTORY, planted={s.late_signed: 1, s.low_probation_pay: 1}),
    Firm(name="大围山果业", owner="邱社长", place="430181", people=8, wages=(3100, 4300),
         posts=FACTORY, planted={s.not_insured: 2}),
    Firm(name="守正会计服务", owner="石会计", place="430105", people=7, wages=(4800, 8600),
         posts="业务/会计 业务/出纳"),
)  # fmt: skip
