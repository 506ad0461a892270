from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("tasks", "0004_days_of_open_tasks"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('moves_on__isnull', False), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('moves_on__isnull', True), ('remind_on__isnull', True)), _connector='OR'), name='tasks_task_open_moves_on'),
        ),
    ]
