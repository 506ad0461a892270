"""What can be done to a task. The door for other capabilities: what they need is named here.

task_open(by=, new=NewTask(…), at=)      open one, or get the one already open
tasks_settle(about=, result=, by=, at=)  what it was for has been done elsewhere: close it
task_done, task_cancel                   somebody closes it in the inbox

Taking, handing over, covering, remarks and the daily clock stand in the modules beside this one.
"""

from gongyue.apps.tasks.services.clock import tell_overdue
from gongyue.apps.tasks.services.closing import task_cancel, task_done, tasks_settle
from gongyue.apps.tasks.services.opening import NewTask, task_open

__all__ = ["NewTask", "task_cancel", "task_done", "task_open", "tasks_settle", "tell_overdue"]
