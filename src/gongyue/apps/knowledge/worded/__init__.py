"""Problems put in words, with answers to choose from: read, given to the rules, answered or not.

The order of work: `case` takes the text apart, a scene knows what it is about and finds the facts,
the law's own rule counts, `offered` looks which answer says so. Where no answer or more than one
does, nothing is answered.
"""

from gongyue.apps.knowledge.worded.answering import Answer, answer

__all__ = ["Answer", "answer"]
