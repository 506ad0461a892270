"""Read what the cast's city says, as JSON; run in a process of its own by `test_upgrade.py`."""

from __future__ import annotations

import json
import os


def main() -> None:
    """What each member of the cast can still see."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "gongyue.config.settings.test"
    import django

    django.setup()
    from django.utils.timezone import localdate, now

    from gongyue.apps.accounts.models import User
    from gongyue.apps.operations.checks import examine
    from gongyue.apps.registry.models import Event, Organisation
    from gongyue.apps.registry.selectors.people import people_of_organisation
    from gongyue.apps.registry.selectors.records import records_of_myself
    from gongyue.apps.tasks.selectors import inbox

    users = {user.display_name: user for user in User.objects.all()}
    factory = Organisation.objects.get(name="晨光工厂")
    people = people_of_organisation(users["陈经理"], factory.pk).rows
    records = records_of_myself(users["李师傅"])
    said = {
        "users": sorted(users),
        "phones": sorted(user.phone for user in users.values()),
        "people": sorted(person.name for person in people),
        "records": [record.type for record in records],
        "lines": [[list(line) for line in record.lines] for record in records],
        "events": Event.objects.count(),
        "tasks": len(inbox(users["陈经理"], on=localdate())),
        "vital": [f.level for f in examine(now()) if f.name in {"migrations", "append_only"}],
    }
    print(json.dumps(said, ensure_ascii=False))


if __name__ == "__main__":
    main()
