"""The texts of the law are about nobody."""

from gongyue.apps.registry.about_me import declare_not_personal

declare_not_personal(
    {"knowledge.Version": "法规文本，没有任何人的信息；记着是哪个运营账号导入的。"}
)
