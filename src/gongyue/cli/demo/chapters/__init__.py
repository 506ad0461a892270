"""What happens in the demo city, one module a chapter.

A chapter is a module with `tell(city)`. It goes through the services the screens use, and counts
its days back from today (`city.at(days_ago)`). `story.CHAPTERS` says in which order they are told.
"""
