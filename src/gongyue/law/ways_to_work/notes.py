"""Who insures in each way, what that buys, and which protection of the law goes with it or not."""

from gongyue.law.rulebook import Note

LCL = "cn/labour-contract-law"
SIL = "cn/social-insurance-law"
BEGINS = f"{LCL}#7"
INVALID = f"{LCL}#26.1"
NOT_A_CHOICE = (
    "用工方式由实际怎样干活决定，不能为了少缴社保、少缴税而选；"
    "实际受单位管理的，叫劳务、合作、个体户也可能被认定为劳动关系。这里只作对比，不是建议。"
)
OWN_INSURANCE = Note(
    text="单位不替您缴社保；自己按灵活就业人员缴养老和医疗的钱，还要从这里面出，这里没有扣。",
    sources=(f"{SIL}#10.2", f"{SIL}#23.2"),
)
NO_LABOUR_LAW = Note(
    text="没有最低工资、加班费、带薪年假、医疗期、经济补偿；结束时按约定，不适用劳动合同法。",
    sources=(f"{LCL}#2.1",),
)
NO_UNEMPLOYMENT = Note(text="没有失业保险，停下来没有失业金。", sources=(f"{SIL}#44",))
ONE_PERSON = Note(
    text="一方受另一方管理、听安排、靠这份钱生活的，事实上可能是劳动关系。", sources=(BEGINS,)
)
NOTES: dict[str, tuple[Note, ...]] = {
    "employment": (
        Note(
            text="单位和个人一起缴养老、医疗、失业，工伤由单位缴：老了有养老金，看病能报，丢了工作有失业金，工伤有待遇。",
            sources=(f"{SIL}#12", f"{SIL}#23.1", f"{SIL}#33", f"{SIL}#44"),
        ),
        Note(
            text="有最低工资、加班费、休假、不能随意解除、离开时的经济补偿。",
            sources=(f"{LCL}#31", f"{LCL}#39", f"{LCL}#40", f"{LCL}#46"),
        ),
    ),
    "part_time": (
        Note(
            text="只能是平均每天不超过4小时、每周合计不超过24小时的用工；超过的，按全日制算。",
            sources=(f"{LCL}#68",),
        ),
        Note(
            text="随时可以结束，没有经济补偿；有小时最低工资，最长15天发一次工资。",
            sources=(f"{LCL}#71", f"{LCL}#72"),
        ),
        OWN_INSURANCE,
        NO_UNEMPLOYMENT,
    ),
    "service": (
        Note(
            text="每次预扣得多，第二年汇算按全年算，多退少补；这里的个税是汇算以后的。没有别的收入才是这个数。",
            sources=("cn/individual-income-tax-law#11.1",),
        ),
        OWN_INSURANCE,
        NO_LABOUR_LAW,
        NO_UNEMPLOYMENT,
        ONE_PERSON,
    ),
    "platform": (
        Note(
            text="平台按累计办法预扣，收入不高的多半不用缴；这里的个税是汇算以后的。",
            sources=("cn/tax-withholding-platforms",),
        ),
        OWN_INSURANCE,
        NO_LABOUR_LAW,
        NO_UNEMPLOYMENT,
        ONE_PERSON,
    ),
    "business": (
        Note(
            text="自担盈亏，自己记账、报税；为了让单位少缴社保而被要求注册个体户的，不改变劳动关系。",
            sources=("cn/individual-income-tax-law#6.1", BEGINS),
        ),
        OWN_INSURANCE,
        NO_LABOUR_LAW,
        NO_UNEMPLOYMENT,
    ),
}
