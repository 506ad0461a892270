"""通知公告: written once, found by many on their own boards; versions, receipts, answers."""
