"""陈经理 has his firm's group chat told, and proves a mailbox of his own."""

from gongyue.apps.accounts.selectors import demo_messages
from gongyue.apps.notifications.endpoints import NewEndpoint, endpoint_add
from gongyue.apps.notifications.preferences import choose_channels, prove_email, set_email
from gongyue.cli.demo import cast
from gongyue.cli.demo.city import City


def tell(city: City) -> None:
    """Before anything happens, so that what happens is told there."""
    _chat(city)
    _mailbox(city)


def _chat(city: City) -> None:
    new = NewEndpoint(
        channel="dingtalk",
        label="晨光工厂人事群",
        address="https://oapi.dingtalk.com/robot/send?access_token=demo",
        secret="SEC-demo-only-nothing-is-sent",
        groups=("work", "tasks", "board"),
    )
    chen, factory = city.users[cast.CHEN.name], city.firms["晨光工厂"]
    endpoint_add(by=chen, organisation_id=factory, new=new, at=city.at(40))


def _mailbox(city: City) -> None:
    """陈经理 wants his firm's work by mail too."""
    chen, at = city.users[cast.CHEN.name], city.at(40)
    set_email(by=chen, address="chen@chenguang.example", at=at)
    code = demo_messages(channel="email")[0].text.removeprefix("验证码 ")[:6]
    prove_email(by=chen, code=code, at=at)
    choose_channels(by=chen, wanted={("work", "email"): True, ("access", "email"): True})
