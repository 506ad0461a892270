"""What a role may do, in words."""

from collections.abc import Collection

from gongyue.apps.registry.roles import Can

WORDS = {
    Can.SEE_PEOPLE: "看人员名单",
    Can.OPEN_PERSON: "打开个人档案",
    Can.IMPORT_RECORDS: "导入表格",
    Can.CHECK_UP: "做用工体检",
    Can.ANSWER_FOR_FIRM: "替单位答复记录",
    Can.DO_TASKS: "办待办",
    Can.MANAGE_MEMBERS: "管理成员",
    Can.SEE_FIRMS: "看辖区单位名单",
    Can.OPEN_FIRM: "打开单位档案",
    Can.LINK_AT_COUNTER: "窗口代办和核验绑定",
    Can.READ_WITH_CONSENT: "经本人同意查阅",
    Can.PUBLISH: "发布公告",
    Can.ERASE: "处理个人信息删除请求",
    Can.REGISTER_ORGANISATIONS: "登记组织",
    Can.MERGE_RECORDS: "核对和合并重复登记",
}


def words_of(rights: Collection[Can]) -> list[str]:
    """The rights in a fixed order."""
    return [text for can, text in WORDS.items() if can in rights]
