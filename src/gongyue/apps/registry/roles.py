"""Who may do what: the published list. docs/reference/permissions.md shows the same table."""

from enum import StrEnum

from django.db import models


class Kind(models.TextChoices):
    """What an organisation is to the city."""

    ENTERPRISE = "enterprise", "用人单位"
    PLATFORM = "platform", "平台企业"
    REGULATOR = "regulator", "监管部门"
    MEDIATION = "mediation", "调解组织"
    PROVIDER = "provider", "服务机构"
    UNION = "union", "工会"
    OPERATOR = "operator", "系统运营方"


class Role(models.TextChoices):
    """What a member is to the organisation."""

    OWNER = "owner", "负责人"
    HR = "hr", "人事"
    FINANCE = "finance", "财务"
    INSPECTOR = "inspector", "监察员"
    CLERK = "clerk", "窗口人员"
    MEDIATOR = "mediator", "调解员"
    AGENT = "agent", "经办人"
    REPRESENTATIVE = "representative", "职工代表"
    ADMINISTRATOR = "administrator", "系统管理员"


class Can(StrEnum):
    """Acts a role allows, each inside the own organisation and its reach only."""

    MANAGE_MEMBERS = "manage_members"
    IMPORT_RECORDS = "import_records"
    SEE_PEOPLE = "see_people"
    OPEN_PERSON = "open_person"
    ANSWER_FOR_FIRM = "answer_for_firm"
    CHECK_UP = "check_up"
    DO_TASKS = "do_tasks"
    SEE_FIRMS = "see_firms"
    OPEN_FIRM = "open_firm"
    LINK_AT_COUNTER = "link_at_counter"
    READ_WITH_CONSENT = "read_with_consent"
    PUBLISH = "publish"
    ERASE = "erase"
    REGISTER_ORGANISATIONS = "register_organisations"
    MERGE_RECORDS = "merge_records"


EMPLOYERS = frozenset({Kind.ENTERPRISE, Kind.PLATFORM})

ROLES_OF_KIND: dict[str, tuple[Role, ...]] = {
    Kind.ENTERPRISE: (Role.OWNER, Role.HR, Role.FINANCE),
    Kind.PLATFORM: (Role.OWNER, Role.HR, Role.FINANCE),
    Kind.REGULATOR: (Role.OWNER, Role.INSPECTOR, Role.CLERK),
    Kind.MEDIATION: (Role.OWNER, Role.MEDIATOR, Role.CLERK),
    Kind.PROVIDER: (Role.OWNER, Role.AGENT),
    Kind.UNION: (Role.OWNER, Role.REPRESENTATIVE),
    Kind.OPERATOR: (Role.ADMINISTRATOR,),
}

_HR = {
    Can.IMPORT_RECORDS,
    Can.SEE_PEOPLE,
    Can.OPEN_PERSON,
    Can.ANSWER_FOR_FIRM,
    Can.CHECK_UP,
    Can.DO_TASKS,
    Can.READ_WITH_CONSENT,
    Can.PUBLISH,
}
_EMPLOYER: dict[str, frozenset[Can]] = {
    Role.OWNER: frozenset(_HR | {Can.MANAGE_MEMBERS}),
    Role.HR: frozenset(_HR),
    Role.FINANCE: frozenset({Can.SEE_PEOPLE, Can.CHECK_UP, Can.DO_TASKS}),
}
_INSPECTION = frozenset(
    {
        Can.SEE_FIRMS,
        Can.OPEN_FIRM,
        Can.OPEN_PERSON,
        Can.DO_TASKS,
        Can.READ_WITH_CONSENT,
        Can.PUBLISH,
    }
)
_HELP = frozenset({Can.DO_TASKS, Can.READ_WITH_CONSENT})

PERMISSIONS: dict[str, dict[str, frozenset[Can]]] = {
    Kind.ENTERPRISE: _EMPLOYER,
    Kind.PLATFORM: _EMPLOYER,
    Kind.REGULATOR: {
        Role.OWNER: _INSPECTION | {Can.MANAGE_MEMBERS},
        Role.INSPECTOR: _INSPECTION,
        Role.CLERK: frozenset({Can.LINK_AT_COUNTER, Can.DO_TASKS}),
    },
    Kind.MEDIATION: {
        Role.OWNER: _HELP | {Can.MANAGE_MEMBERS, Can.PUBLISH},
        Role.MEDIATOR: _HELP,
        Role.CLERK: frozenset({Can.LINK_AT_COUNTER, Can.DO_TASKS}),
    },
    Kind.PROVIDER: {
        Role.OWNER: _HELP | {Can.MANAGE_MEMBERS, Can.PUBLISH},
        Role.AGENT: _HELP,
    },
    Kind.UNION: {
        Role.OWNER: _HELP | {Can.MANAGE_MEMBERS, Can.PUBLISH},
        Role.REPRESENTATIVE: _HELP,
    },
    Kind.OPERATOR: {
        Role.ADMINISTRATOR: frozenset(
            {
                Can.MANAGE_MEMBERS,
                Can.REGISTER_ORGANISATIONS,
                Can.ERASE,
                Can.DO_TASKS,
                Can.MERGE_RECORDS,
                Can.PUBLISH,
            }
        ),
    },
}


class Purpose(models.TextChoices):
    """Why somebody's file is opened. A closed list: what is not here is not a reason."""

    STAFF_MANAGEMENT = "staff_management", "本单位人事管理"
    CHECK_UP = "check_up", "用工体检与整改"
    INSPECTION = "inspection", "劳动保障监察"
    COMPLAINT = "complaint", "处理投诉举报"
    ARREARS = "arrears", "欠薪线索核查"
    ERASURE = "erasure", "处理个人信息请求"
    DUPLICATES = "duplicates", "核对重复登记"
    DELEGATION = "delegation", "受本人委托代办"
    COUNTER = "counter", "窗口代办"
    CARD = "card", "核验本人出示的卡片"
    # By consent only: see consenting.py.
    HIRING = "hiring", "录用前了解工作经历"
    SERVICES = "services", "受托办理人事社保事务"
    MEDIATION = "mediation", "调解劳动争议"
    BENEFITS = "benefits", "核对补贴和培训资格"
    DATA_PRODUCT = "data_product", "用于数据产品"


PURPOSES_OF_KIND: dict[str, frozenset[str]] = {
    Kind.ENTERPRISE: frozenset({Purpose.STAFF_MANAGEMENT, Purpose.CHECK_UP}),
    Kind.PLATFORM: frozenset({Purpose.STAFF_MANAGEMENT, Purpose.CHECK_UP}),
    Kind.REGULATOR: frozenset({Purpose.INSPECTION, Purpose.COMPLAINT, Purpose.ARREARS}),
    Kind.OPERATOR: frozenset({Purpose.ERASURE, Purpose.DUPLICATES}),
}
# What an organisation may ask a person's consent for; nothing is read for it without.
PURPOSES_BY_CONSENT: dict[str, frozenset[str]] = {
    Kind.ENTERPRISE: frozenset({Purpose.HIRING, Purpose.DATA_PRODUCT}),
    Kind.PLATFORM: frozenset({Purpose.HIRING, Purpose.DATA_PRODUCT}),
    Kind.REGULATOR: frozenset({Purpose.BENEFITS, Purpose.DATA_PRODUCT}),
    Kind.MEDIATION: frozenset({Purpose.MEDIATION}),
    Kind.PROVIDER: frozenset(
        {Purpose.HIRING, Purpose.SERVICES, Purpose.BENEFITS, Purpose.DATA_PRODUCT}
    ),
    Kind.UNION: frozenset({Purpose.MEDIATION, Purpose.SERVICES}),
    Kind.OPERATOR: frozenset(),
}
# Under restriction (PIPL 47) records are kept for these only.
PURPOSES_UNDER_RESTRICTION = frozenset({Purpose.INSPECTION, Purpose.COMPLAINT, Purpose.ARREARS})
