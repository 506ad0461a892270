"""Capabilities that an organisation may switch off: hidden from the menu, and gone from the site.

A module names the routes that belong to it; what is switched off keeps its data. Tasks, people,
members and messages are no modules: without them nothing could be answered.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Module:
    """`routes`: names of routes ("portal:name"), each belonging to one module only."""

    name: str
    label: str
    words: str
    routes: frozenset[str]


def _routes(portal: str, *names: str) -> frozenset[str]:
    return frozenset(f"{portal}:{name}" for name in names)


MODULES: dict[str, Module] = {
    module.name: module
    for module in (
        Module(
            name="checkup",
            label="用工体检",
            words="按登记的记录或者上传的表格体检，生成整改待办",
            routes=_routes(
                "enterprise", "checkups", "check_records", "check_file", "check_import",
                "checkup_about",
                "checkup", "download", "finding", "to_task", "settle",
            ),
        ),
        Module(
            name="imports",
            label="导入表格",
            words="上传花名册、工资表等，写入登记",
            routes=_routes(
                "enterprise", "imports", "import", "import_progress", "import_remap",
                "import_start", "import_restart", "import_discard", "import_undo",
            ),
        ),
        Module(
            name="papers",
            label="文件和证明",
            words="给员工开证明、保存文件",
            routes=_routes("enterprise", "papers", "person_papers", "person_files"),
        ),
        Module(
            name="providers",
            label="服务机构",
            words="委托人力资源等机构代办",
            routes=_routes(
                "enterprise", "providers", "engagement", "answer_provider", "end_provider"
            ),
        ),
        Module(
            name="consents",
            label="经本人同意查阅",
            words="向本人请求查阅记录、核验卡片",
            routes=_routes("enterprise", "consents", "consent_new", "consent", "verify"),
        ),
    )
}  # fmt: skip
MODULE_OF_ROUTE = {route: module.name for module in MODULES.values() for route in module.routes}
