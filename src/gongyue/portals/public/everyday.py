"""What people say and what it is called: read before everyday words are compared."""

import unicodedata

# What is said, and what it adds to the question; the words of questions.yaml stand on the right.
SAID = (
    ("炒鱿鱼", "被辞退"),
    ("炒了", "被辞退"),
    ("解雇", "被辞退"),
    ("开除", "被开除被辞退"),
    ("辞退", "被辞退"),
    ("赶走", "被辞退"),
    ("不要我", "被辞退"),
    ("不用来了", "被辞退"),
    ("怀孕被", "怀孕被辞退"),
    ("孕期", "怀孕"),
    ("大肚子", "怀孕"),
    ("薪水", "工资"),
    ("薪资", "工资"),
    ("工钱", "工资"),
    ("不给加班", "加班费"),
    ("加班没钱", "加班费"),
    ("加班不给", "加班费"),
    ("加班没给", "加班费"),
    ("加班怎么算", "加班费"),
    ("加班算", "加班费"),
    ("法定假", "节假日加班"),
    ("欠我", "欠薪"),
    ("欠工资", "欠薪拖欠工资"),
    ("不给工资", "不发工资"),
    ("没发工资", "不发工资"),
    ("工资没发", "不发工资"),
    ("工资不发", "不发工资"),
    ("没给工资", "不发工资"),
    ("拖着", "拖工资"),
    ("合同没签", "没签合同"),
    ("没有签", "没签合同"),
    ("没跟我签", "没签合同"),
    ("没订合同", "没签合同"),
    ("无合同", "没有合同"),
    ("试用", "试用期"),
    ("实习期", "试用期"),
    ("交了钱", "入职交钱"),
    ("要交钱", "入职交钱"),
    ("身份证", "扣证件"),
    ("社保没", "没交社保"),
    ("上社保", "没交社保"),
    ("不上社保", "不交社保"),
    ("不给社保", "不交社保"),
    ("不买社保", "没买社保"),
    ("五险一金", "五险一金多少"),
    ("生小孩", "生孩子"),
    ("生娃", "生孩子"),
    ("生二胎", "生孩子休多久"),
    ("流产", "流产假"),
    ("病了", "生病"),
    ("看病", "病假"),
    ("爸爸去世", "丧假"),
    ("家里死人", "丧假"),
    ("结婚", "婚假"),
    ("罚钱", "罚款"),
    ("扣我钱", "扣钱"),
    ("打坏", "赔偿损失"),
    ("弄坏", "赔偿损失"),
    ("不想干", "辞职"),
    ("不干了", "辞职"),
    ("想走", "辞职不让走"),
    ("不放人", "不让走"),
    ("跳槽", "不能去同行"),
    ("同行", "竞业限制"),
    ("太热", "高温补贴"),
    ("没单", "没活干"),
    ("没活", "没活干"),
    ("厂里放假", "放长假"),
    ("老年", "退休"),
    ("养老金", "养老"),
    ("十年", "干满十年"),
    ("倒闭", "倒闭"),
    ("关门", "倒闭"),
    ("N+1", "经济补偿"),
    ("补偿", "经济补偿"),
    ("转正", "试用期"),
    ("没休息", "没有休息"),
    ("不休息", "没有休息"),
    ("合同到期", "合同到期不续"),
    ("兼职", "小时工"),
    ("读书", "未成年"),
    ("多少岁", "多大可以打工"),
)


def normal(text: str) -> str:
    """Wide signs narrow, letters large, no spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in plain if c.isalnum() or c == "+")


def enriched(query: str) -> str:
    """The question with the names of what it speaks of."""
    plain = normal(query)
    return " ".join([plain, *dict.fromkeys(name for said, name in SAID if said in plain)])


def nearly_in(word: str, query: str) -> bool:
    """One character of the word is another one: 加班非, 没签和同."""
    size = len(word)
    if size < 3:
        return False
    windows = (query[i : i + size] for i in range(len(query) - size + 1))
    return any(sum(a != b for a, b in zip(word, w, strict=True)) == 1 for w in windows)
