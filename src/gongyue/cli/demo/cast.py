"""Who lives in the demo city, the same people as in every test."""

from dataclasses import dataclass
from datetime import date

from gongyue.cli.demo.people import identity_number, mobile


@dataclass(frozen=True, kw_only=True)
class Player:
    """Somebody with an account. `label` is what the sign-in page says of them."""

    name: str
    label: str
    phone: str
    birth_on: date | None = None
    area: str = "430121"
    order: int = 0

    @property
    def id_number(self) -> str:
        """The fictional identity number of a player who is also a worker."""
        assert self.birth_on is not None
        return identity_number(area=self.area, birth_on=self.birth_on, order=self.order)


CHEN = Player(name="陈经理", label="企业 · 晨光工厂负责人", phone=mobile(1))
LI = Player(
    name="李师傅",
    label="劳动者 · 晨光工厂操作工",
    phone=mobile(2),
    birth_on=date(1986, 3, 21),
    order=917,
)
WANG = Player(
    name="王骑手",
    label="劳动者 · 顺风平台骑手",
    phone=mobile(3),
    birth_on=date(1997, 11, 8),
    area="430523",
    order=933,
)
ZHOU = Player(name="周监察员", label="监管 · 长沙市劳动监察", phone=mobile(4))
ZHAO = Player(name="赵调解员", label="调解 · 星沙街道调解组织", phone=mobile(5))
QIAN = Player(name="钱经办", label="服务机构 · 星城人力服务", phone=mobile(6))
HE = Player(name="何老板", label="企业 · 湘味小馆负责人", phone=mobile(7))
OU = Player(name="欧监察员", label="监管 · 浏阳市劳动监察", phone=mobile(10))
DENG = Player(name="邓窗口", label="窗口 · 长沙市劳动监察服务台", phone=mobile(21))
FANG = Player(
    name="方主管",
    label="企业 · 晨光工厂生产部主管",
    phone=mobile(24),
    birth_on=date(1981, 6, 9),
    order=951,
)
TAN = Player(name="谭监察员", label="监管 · 只管长沙县的监察员", phone=mobile(25))
MEI = Player(name="梅站员", label="驿站 · 星沙街道服务驿站", phone=mobile(23))
HU = Player(name="胡运营", label="运营 · 系统管理员", phone=mobile(9))
SUN = Player(name="孙外人", label="无关的人 · 什么也看不到", phone=mobile(8))

ON_STAGE = (LI, WANG, CHEN, FANG, HE, ZHOU, TAN, DENG, ZHAO, MEI, QIAN, HU, SUN)

# Without a door of their own: 李师傅's family, and two colleagues of 方主管.
WU = Player(name="吴阿姨", label="", phone=mobile(31), birth_on=date(1988, 2, 14), order=942)
FATHER = Player(name="李老伯", label="", phone=mobile(32), birth_on=date(1964, 5, 12), order=913)
YI = Player(name="易人事", label="", phone=mobile(33))
WEN = Player(name="伍文员", label="", phone=mobile(34), birth_on=date(1995, 9, 3), order=964)
