"""服务驿站: what a clerk may do for somebody who came, what is read to them first. Closed lists."""

from django.db import models

from gongyue.apps.registry.delegating import Act

TEXT_VERSION = "2026-1"
# Read aloud; the clerk ticks that the visitor said yes.
READ_ALOUD = (
    "您好。要替您查和办，我会打开您的档案。看了什么、办了什么都会记下来，您以后在手机上或者到窗口都能查到。"
    "办完会给您一张回执。您随时可以叫停。您同意吗？"
)


class Presence(models.TextChoices):
    SELF = "self", "本人到场，出示了证件"
    DELEGATE = "delegate", "受托人到场，凭委托办理"


class Done(models.TextChoices):
    """Each line of a receipt."""

    REGISTERED = "registered", "登记了身份"
    READ = "read", "查看了登记的记录"
    PRINTED = "printed", "打印了登记的记录"
    EVERYTHING = "everything", "打印了关于本人的全部信息"
    PHONE = "phone", "绑定或更换了手机号"
    PIN = "pin", "清除了卡片密码"
    DELEGATION = "delegation", "登记了代办委托"
    CORRECTION = "correction", "提交了更正申请"
    INTENTION = "intention", "登记了就业意向"


class EndReason(models.TextChoices):
    FINISHED = "finished", "办完了"
    IDLE = "idle", "太久没有操作，自动结束"


# What a delegate at the counter needs in the delegation; None: only the person themself.
NEEDS: dict[str, str | None] = {
    Done.READ: Act.READ_RECORDS,
    Done.PRINTED: Act.READ_RECORDS,
    Done.EVERYTHING: Act.EXPORT,
    Done.PHONE: Act.LINK,
    Done.PIN: None,
    Done.DELEGATION: None,
    Done.CORRECTION: Act.REQUEST_CORRECTION,
    Done.INTENTION: Act.FILE_REQUESTS,
}
