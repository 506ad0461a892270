"""A problem put in words, taken apart: what it says of the law, what happened, what is asked."""

import re
from dataclasses import dataclass
from functools import cached_property

from gongyue.engines.reading import Kind, Quantity, folded, quantities

_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]*")
_CLAUSE = re.compile(r"[，。；！？\n、“”：:]")
# Somebody, some firm, or some day of a year: this is the case and no longer the law.
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马苗方俞任"
    "袁柳鲍史唐费薛雷贺倪汤滕罗毕郝安常于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米贝明臧计成戴宋庞熊"
    "纪舒屈项祝董梁杜阮蓝闵席季贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万卢莫房丁邓洪包左"
    "石崔吉龚程邢裴陆荣翁段侯宁仇甘武符刘景詹龙叶白蒲池乔阴曾温沙关廖耿文欧向"
)
_SOMEBODY = re.compile(
    rf"[{_SURNAMES}](?:某某|某|女士|先生|师傅|工(?=[，。的于在]))|张三|李四|王五|赵六|孙七|周八|吴九"
    rf"|小[{_SURNAMES}月明红华刚强丽芳军玲美亮东]"
    r"|[甲乙丙丁](?:公司|企业|单位|厂|方|某|在|于|的|是|每|与|因|入|，)"
    r"|(?<![用本])某[^，。；的]{0,8}(?:公司|企业|单位|厂|员工|职工|工人|店|集团|酒店|超市)"
    r"|[A-Z](?:公司|企业|单位|厂)"
)
_SUPPOSED = re.compile(r"假如|假设|假定|已知|^若|例如|如果某|设某|现有|现在")
_DATED = re.compile(r"(?:19|20)\d\d年(?!版|修|度)")
_OF_THE_LAW = re.compile(
    r"《[^》]+》[^，。]{0,14}(?:规定|第)|第[\d零一二三四五六七八九十百]+条|每满|不满|以上不|应当"
    r"|不得(?:超过|低于|约定)|按照[^，。]*的(?:标准|规定)|是指|计算公式|[=＝]"
)
_QUESTION = r"多少|几[个天日年月倍]|何时|哪[一天日]|什么时候|[？?]"
_ASKS = re.compile(rf"{_QUESTION}|(?:为|是|有|应为|等于|共计|总额为?|金额为?|元)$")


@dataclass(frozen=True)
class Case:
    """`told` is what happened and what is asked; `law` what the problem says the law is."""

    text: str
    law: str
    told: str
    ask: str

    @classmethod
    def of(cls, stem: str) -> "Case":
        text = folded(stem)
        law: list[str] = []
        told: list[str] = []
        for sentence in (match.group() for match in _SENTENCE.finditer(text)):
            (told if _is_told(sentence, begun=bool(told)) else law).append(sentence)
        if not told:
            law, told = [], law
        asks = [sentence for sentence in told if _ASKS.search(sentence.rstrip("。，；：:"))]
        last = asks[-1] if asks else (told or [""])[-1]
        return cls(text, "".join(law), "".join(told), _question(last))

    @cached_property
    def quantities(self) -> list[Quantity]:
        year = re.search(r"((?:19|20)\d\d)年", self.told)
        return quantities(self.told, year=int(year[1]) if year else None)

    def of_kind(self, *kinds: Kind) -> list[Quantity]:
        return [quantity for quantity in self.quantities if quantity.kind in kinds]

    def near(self, pattern: str, *kinds: Kind, but: str = "(?!)") -> list[Quantity]:
        """The quantities beside such words in their clause; first those the words lead up to."""
        before, after = [], []
        for quantity in self.of_kind(*kinds):
            left, right = self.around(quantity)
            if re.search(but, left):
                continue
            if re.search(pattern, left):
                before.append(quantity)
            elif re.search(pattern, right) and not re.search(but, right):
                after.append(quantity)
        return before + after

    def around(self, quantity: Quantity) -> tuple[str, str]:
        """What stands before and after it in its clause."""
        left = _CLAUSE.split(self.told[: quantity.start])[-1]
        right = _CLAUSE.split(self.told[quantity.end :])[0]
        return left, right

    def happened(self, pattern: str) -> list[Quantity]:
        """Days and months of which the words up to the next day tell such a thing."""
        days = self.of_kind("day", "month")
        ends = [*(day.start for day in days[1:]), len(self.told)] if days else []
        return [
            day
            for day, end in zip(days, ends, strict=True)
            if re.search(pattern, self._until(day.end, end)) or self._just_before(pattern, day)
        ]

    def _until(self, start: int, end: int) -> str:
        return re.split(r"[。；！？\n]", self.told[start:end])[0]

    def _just_before(self, pattern: str, day: Quantity) -> bool:
        """入职时间为2021年2月1日."""
        return bool(re.search(rf"(?:{pattern})[^，。；]{{0,6}}$", self.around(day)[0]))

    def says(self, pattern: str) -> bool:
        """Whether what happened has such words."""
        return re.search(pattern, self.told) is not None

    def asks(self, pattern: str) -> bool:
        return re.search(pattern, self.ask) is not None


def _is_told(sentence: str, *, begun: bool) -> bool:
    """Figures before anybody is named are those of the law."""
    asks = _ASKS.search(sentence.rstrip("。，；：:\n"))
    if asks or _SOMEBODY.search(sentence) or _SUPPOSED.search(sentence):
        return True
    if _OF_THE_LAW.search(sentence):
        return bool(_DATED.search(sentence)) and not re.search(r"《", sentence)
    figures = re.search(r"\d", sentence) is not None
    return figures and (begun or _DATED.search(sentence) is not None)


def _question(sentence: str) -> str:
    """The clauses of the sentence from the one that asks on, with the one before it."""
    clauses = [clause for clause in re.split(r"[，：:]", sentence) if clause]
    for at, clause in enumerate(clauses):
        if re.search(_QUESTION, clause):
            return "，".join(clauses[max(at - 1, 0) : at + 1])
    return "，".join(clauses[-2:])
